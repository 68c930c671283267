import { isNumber, isPlain } from '../../analysis/types';
import { type Expression } from '../../syntax/tree';
import { at, code, type Code, Level } from '../code';
import { type Context } from '../context';
import { writeNumber } from './arithmetic';
import { ownMethod } from './own-method';

export function writeEquality(left: Expression, right: Expression, isEqual: boolean, context: Context): Code {
  const types = [context.typeOf(left), context.typeOf(right)];
  const unequal = isEqual ? undefined : ownMethod(left, '__ne__', context);
  if (unequal !== undefined && right.kind !== 'constant') return code(`${unequal}(${context.text(right)})`);
  const own = ownMethod(left, '__eq__', context);
  if (own !== undefined && right.kind !== 'constant')
    return isEqual ? code(`${own}(${context.text(right)})`) : code(`!${own}(${context.text(right)})`, Level.Unary);
  if (right.kind === 'constant' || types.some(isPlain)) return writeIdentity(left, right, isEqual, context);
  const empty = [left, right].find((part) => part.kind === 'list' && part.items.length === 0);
  const call = `${context.use('isEqual')}(${context.text(left)}, ${context.text(right)})`;
  if (empty === right && types[0]?.kind === 'list')
    return code(`${context.text(left, Level.Member)}.length ${isEqual ? '===' : '!=='} 0`, Level.Equal);
  return isEqual ? code(call) : code(`!${call}`, Level.Unary);
}

/** `is`, and `==` of what is equal only when it is the same. */
export function writeIdentity(left: Expression, right: Expression, isSame: boolean, context: Context): Code {
  const types = [context.typeOf(left), context.typeOf(right)];
  const isMixed = types.some(isNumber) && types.some(({ kind }) => kind === 'bool');
  const [a, b] = [left, right].map((part) =>
    isMixed ? at(Level.Compare, writeNumber(part, context)) : context.text(part, Level.Compare),
  );
  return code(`${a ?? ''} ${isSame ? '===' : '!=='} ${b ?? ''}`, Level.Equal);
}
