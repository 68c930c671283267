import { type Expression } from '../syntax/tree';
import { Level } from './code';
import { type Context } from './context';

/** What is assigned to: a name, or several in brackets. */
export function writeTarget(target: Expression, context: Context): string {
  if (target.kind === 'tuple' || target.kind === 'list') {
    return `[${target.items.map((item) => writeTarget(item, context)).join(', ')}]`;
  }
  if (target.kind === 'star') return `...${writeTarget(target.value, context)}`;
  if (target.kind === 'index' || target.kind === 'attribute') return writePlace(target, context);
  return context.text(target, Level.Member);
}

/** A place to write to is not read first: no default, and no complaint that it is missing. */
function writePlace(target: Expression, context: Context): string {
  if (target.kind === 'attribute') return `${context.text(target.object, Level.Member)}.${target.name}`;
  if (target.kind !== 'index') return context.text(target);
  const owner = context.sure(target.object);
  const key = context.sure(target.index).text;
  const { index } = target;
  const isFromEnd = index.kind === 'unary' && index.operator === '-' && index.value.kind === 'number';
  return `${owner.text}[${isFromEnd ? `${owner.text}.length - ${index.value.text}` : key}]`;
}

/** As `[header, records, last]`, for a value that `gathered` wrote; JavaScript gathers what is left at the end only. */
export function writeGathering(target: Expression, context: Context): string {
  if (gatheringIn(target) === undefined || !('items' in target)) return writeTarget(target, context);
  return `[${target.items.map((item) => writeTarget(item.kind === 'star' ? item.value : item, context)).join(', ')}]`;
}

/** The value of an assignment, with the middle of it gathered where `header, *records, last` asks for that. */
export function gathered(target: Expression, value: Expression, context: Context): string {
  const place = gatheringIn(target);
  if (place === undefined) return context.text(value, Level.Assign);
  const before = Array.from({ length: place.before }, (_, index) => `all[${index}]`);
  const after = Array.from({ length: place.after }, (_, index) => `all[all.length - ${place.after - index}]`);
  const items = [...before, `all.slice(${place.before}, -${place.after})`, ...after];
  return `((all) => [${items.join(', ')}] as const)([...${context.text(value, Level.Unary)}])`;
}

/** How many names stand around a starred one, where any stand after it. */
function gatheringIn(target: Expression): { before: number; after: number } | undefined {
  if (target.kind !== 'tuple' && target.kind !== 'list') return undefined;
  const before = target.items.findIndex(({ kind }) => kind === 'star');
  const after = target.items.length - before - 1;
  return before === -1 || after === 0 ? undefined : { before, after };
}
