import { isPlain, type Type } from '../../analysis/types';
import { type Expression } from '../../syntax/tree';
import { at, code, type Code, Level } from '../code';
import { type Context } from '../context';
import { ownMethod } from './own-method';

export function writeMembership(left: Expression, right: Expression, isIn: boolean, context: Context): Code {
  const own = ownMethod(right, '__contains__', context);
  if (own !== undefined)
    return isIn ? code(`${own}(${context.text(left)})`) : code(`!${own}(${context.text(left)})`, Level.Unary);
  const kind = context.kindOf(right);
  const item = context.text(left);
  const whole = context.sure(right);
  const owner = at(Level.Member, whole);
  const isPlainItem = isPlain(context.typeOf(left));
  const test = memberTest({ kind, item, owner, isPlainItem, context });
  return isIn ? code(test) : code(`!${test}`, Level.Unary);
}

interface Membership {
  readonly kind: Type['kind'];
  readonly item: string;
  readonly owner: string;
  readonly isPlainItem: boolean;
  readonly context: Context;
}

function memberTest({ kind, item, owner, isPlainItem, context }: Membership): string {
  if (kind === 'str') return `${owner}.includes(${item})`;
  if ((kind === 'list' || kind === 'tuple') && isPlainItem) return `${owner}.includes(${item})`;
  if (kind === 'set') return `${owner}.has(${item})`;
  if (kind === 'dict') return `Object.hasOwn(${owner}, ${item})`;
  return `${context.use('isIn')}(${item}, ${owner})`;
}
