import { isSame } from '../analysis/types';
import { type Expression } from '../syntax/tree';
import { type Context } from './context';
import { typeText } from './types';

/** Said only where TypeScript would not find it out from the value, or find out too little. */
export function annotationFor(name: string, value: Expression, context: Context): string {
  const variable = context.scope.find(name);
  if (variable === undefined) return '';
  const { type } = variable;
  const isMade =
    value.kind === 'call' &&
    value.callee.kind === 'name' &&
    value.args.length === 0 &&
    ['list', 'dict', 'set'].includes(type.kind);
  // TypeScript would take either type, and only what both have.
  const isEither = value.kind === 'conditional' && type.kind === 'any';
  const isSaid =
    isMade ||
    isEither ||
    isEmptyHanded(value) ||
    !isSame(type, context.typeOf(value)) ||
    context.write(value).text === '{}';
  const text = typeText(type, context);
  return isSaid && type.kind !== 'lambda' ? `: ${text}` : '';
}

function isEmptyHanded(value: Expression): boolean {
  if (value.kind === 'constant') return value.value === null;
  if (value.kind === 'dict') return true;
  if (value.kind === 'tuple') return true;
  if (value.kind === 'list') return value.items.length === 0 || new Set(value.items.map(keysOf)).size > 1;
  return false;
}

/** Dictionaries of one list that have other keys each are other types to TypeScript. */
function keysOf(item: Expression): string {
  if (item.kind !== 'dict') return '';
  const keys = item.entries.map(({ key }) => (key?.kind === 'string' ? key.value : ''));
  return JSON.stringify(keys.sort());
}

/** `good, bad = [], []`: what the lists will hold is said at once. */
export function annotationOfAll(target: Expression, value: Expression, context: Context): string {
  if (target.kind !== 'tuple' || value.kind !== 'tuple' || target.items.length !== value.items.length) return '';
  if (!value.items.some(isEmptyHanded)) return '';
  const types = target.items.map((item) => typeText(context.typeOf(item), context));
  return target.items.every(({ kind }) => kind === 'name') ? `: [${types.join(', ')}]` : '';
}
