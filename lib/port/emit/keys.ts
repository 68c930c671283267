/** The keys of an object are text, in JavaScript: what Python keeps under other keys is another dictionary here. */
import { isRead, present, type Type } from '../analysis/types';
import { everyExpression } from '../analysis/walk';
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
  const isReadDictionary = isRead(type) && (dictionaryIn(source) !== source || isDictionary(source, context));
  if (isReadDictionary || (type.kind === 'dict' && type.hasAnyKeys === true)) context.note(source, WHOLE_NUMBERS_FIRST);
}

const WHOLE_NUMBERS_FIRST = 'keys that are whole numbers come first here, in order';

/** A list or a dictionary, as JSON has it. */
export function stepsOf(source: Expression, context: Context): string | undefined {
  if (!isRead(context.typeOf(source))) return undefined;
  return `${context.use('stepsOf')}(${context.text(source)})`;
}

/** Somewhere in the script, something is looked up in it by name. */
function isDictionary(source: Expression, { model }: Context): boolean {
  const text = model.textOf(source);
  return [...everyExpression(model.program.body)].some((part) => {
    if (part.kind === 'index') return part.index.kind !== 'number' && model.textOf(part.object) === text;
    return part.kind === 'attribute' && ENTRIES.test(part.name) && model.textOf(part.object) === text;
  });
}

const ENTRIES = /^(get|has_key|(iter)?(keys|values|items))$/;

const WHOLE = /^(iter)?(keys|values|items)$/;

/** `counts` of `counts.items()`. */
function dictionaryIn(source: Expression): Expression {
  if (source.kind !== 'call' || source.callee.kind !== 'attribute') return source;
  return WHOLE.test(source.callee.name) ? source.callee.object : source;
}
