import { type Expression } from '../syntax/tree';
import { Level } from './code';
import { type Context } from './context';
import { writeKey } from './keys';

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
  const isDict = context.kindOf(target.object) === 'dict';
  const key = (isDict ? writeKey(target.index, context) : context.sure(target.index)).text;
  const { index } = target;
  const isFromEnd = index.kind === 'unary' && index.operator === '-' && index.value.kind === 'number';
  return `${owner.text}[${isFromEnd ? `${owner.text}.length - ${index.value.text}` : key}]`;
}

/** How the names around a starred one are told, where any stand after it: JavaScript gathers what is left at the end only. */
interface Gathering {
  readonly before: number;
  readonly after: number;
}

function gatheringIn(target: Expression): Gathering | undefined {
  if (target.kind !== 'tuple' && target.kind !== 'list') return undefined;
  const before = target.items.findIndex(({ kind }) => kind === 'star');
  const after = target.items.length - before - 1;
  return before === -1 || after === 0 ? undefined : { before, after };
}

/** A value must be taken apart before it is assigned to such a target. */
export function gathers(target: Expression): boolean {
  if (target.kind !== 'tuple' && target.kind !== 'list') return false;
  return gatheringIn(target) !== undefined || target.items.some(gathers);
}

/** As `[header, records, last]`, for a value that `gathered` took apart. */
export function writeGathering(target: Expression, context: Context): string {
  if (target.kind !== 'tuple' && target.kind !== 'list') return writeTarget(target, context);
  const isInside = gatheringIn(target) !== undefined;
  const items = target.items.map((item) => {
    return isInside && item.kind === 'star' ? writeTarget(item.value, context) : writeGathering(item, context);
  });
  return `[${items.join(', ')}]`;
}

/** The value of an assignment, with the middle of it gathered where `header, *records, last` asks for that. */
export function gathered(target: Expression, value: Expression, context: Context): string {
  return gathers(target)
    ? takenApart(target, context.text(value, Level.Assign), context)
    : context.text(value, Level.Assign);
}

/** `all` of a target, as far as it gathers: `gatherMiddle(all, 1, 1)`, and what stands inside of it alike. */
export function takenApart(target: Expression, text: string, context: Context): string {
  if (!gathers(target) || !('items' in target)) return text;
  const place = gatheringIn(target);
  const inner = target.items.map((item, index) => ({ item, index })).filter(({ item }) => gathers(item));
  const whole =
    place === undefined ? `[...${text}]` : `${context.use('gatherMiddle')}(${text}, ${place.before}, ${place.after})`;
  if (inner.length === 0) return whole;
  const parts = target.items.map((item, index) => takenApart(item, `all[${index}]`, context));
  return `((all: any) => [${parts.join(', ')}])(${whole})`;
}
