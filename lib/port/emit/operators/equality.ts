import { isPlain } from '../../analysis/types';
import { type Expression } from '../../syntax/tree';
import { code, type Code, Level } from '../code';
import { type Context } from '../context';
import { ownMethod } from './own-method';

export function writeEquality(left: Expression, right: Expression, isEqual: boolean, context: Context): Code {
  const types = [context.typeOf(left), context.typeOf(right)];
  const own = ownMethod(left, '__eq__', context);
  if (own !== undefined && right.kind !== 'constant')
    return isEqual ? code(`${own}(${context.text(right)})`) : code(`!${own}(${context.text(right)})`, Level.Unary);
  const isIdentity = right.kind === 'constant' || types.some(isPlain);
  if (isIdentity) {
    return code(
      `${context.text(left, Level.Compare)} ${isEqual ? '===' : '!=='} ${context.text(right, Level.Compare)}`,
      Level.Equal,
    );
  }
  const empty = [left, right].find((part) => part.kind === 'list' && part.items.length === 0);
  const call = `${context.use('isEqual')}(${context.text(left)}, ${context.text(right)})`;
  if (empty === right && types[0]?.kind === 'list')
    return code(`${context.text(left, Level.Member)}.length ${isEqual ? '===' : '!=='} 0`, Level.Equal);
  return isEqual ? code(call) : code(`!${call}`, Level.Unary);
}
