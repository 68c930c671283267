/** The keys of an object are text, in JavaScript: what Python keeps under other keys is another dictionary here. */
import { present, type Type } from '../analysis/types';
import { type Expression } from '../syntax/tree';
import { code, type Code } from './code';
import { type Context } from './context';

export const KEYS_BECOME_TEXT = 'keys become text here, and whole numbers come first and in order';

const OTHER_KEYS = new Set<Type['kind']>(['int', 'float', 'bool', 'none', 'tuple', 'object', 'optional']);

export function isOtherKey(kind: Type['kind']): boolean {
  return OTHER_KEYS.has(kind);
}

/** The key of an entry that is made; beside a key that is no text stands a note. */
export function writeKey(key: Expression, context: Context): Code {
  const { kind } = context.typeOf(key);
  if (!isOtherKey(kind) || (kind === 'optional' && context.kindOf(key) === 'str')) return context.write(key);
  context.leaveOut(key, KEYS_BECOME_TEXT);
  return kind === 'int' || kind === 'float' ? context.write(key) : code(`String(${context.text(key)})`);
}

/** Beside what goes through a dictionary in the order of keys that nobody wrote down. */
export function noteOrder(source: Expression, context: Context): void {
  const type = present(context.typeOf(dictionaryIn(source)));
  if (type.kind === 'dict' && type.hasAnyKeys === true)
    context.note(source, 'keys that are whole numbers come first here, in order');
}

const WHOLE = /^(iter)?(keys|values|items)$/;

/** `counts` of `counts.items()`. */
function dictionaryIn(source: Expression): Expression {
  if (source.kind !== 'call' || source.callee.kind !== 'attribute') return source;
  return WHOLE.test(source.callee.name) ? source.callee.object : source;
}
