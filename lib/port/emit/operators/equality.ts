import { isNumber, isPlain } from '../../analysis/types';
import { type Expression } from '../../syntax/tree';
import { at, code, type Code, Level } from '../code';
import { type Context } from '../context';
import { writeNumber } from './arithmetic';
import { ownMethod } from './own-method';

export function writeEquality(left: Expression, right: Expression, isEqual: boolean, context: Context): Code {
  const types = [context.typeOf(left), context.typeOf(right)];
  const own = ownMethod(left, '__eq__', context);
  if (own !== undefined && right.kind !== 'constant')
    return isEqual ? code(`${own}(${context.text(right)})`) : code(`!${own}(${context.text(right)})`, Level.Unary);
  const isIdentity = right.kind === 'constant' || types.some(isPlain);
  if (isIdentity) {
    const isMixed = types.some(isNumber) && types.some(({ kind }) => kind === 'bool');
    const [a, b] = [left, right].map((part) =>
      isMixed ? at(Level.Compare, writeNumber(part, context)) : context.text(part, Level.Compare),
    );
    return code(`${a ?? ''} ${isEqual ? '===' : '!=='} ${b ?? ''}`, Level.Equal);
  }
  const empty = [left, right].find((part) => part.kind === 'list' && part.items.length === 0);
  const call = `${context.use('isEqual')}(${context.text(left)}, ${context.text(right)})`;
  if (empty === right && types[0]?.kind === 'list')
    return code(`${context.text(left, Level.Member)}.length ${isEqual ? '===' : '!=='} 0`, Level.Equal);
  return isEqual ? code(call) : code(`!${call}`, Level.Unary);
}
