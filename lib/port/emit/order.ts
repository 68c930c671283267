/** Python takes all values of a `print` or a format first, and shows them then: what a later one changes is shown as changed. */
import { present } from '../analysis/types';
import { withSubexpressions } from '../analysis/walk';
import { libraryMethod } from '../library';
import { type Expression, type ExpressionOf } from '../syntax/tree';
import { code, type Piece, template } from './code';
import { type Context } from './context';

/** What shows the values writes them, or names for them where all must be taken before any is shown. */
export function takenFirst(
  values: readonly Expression[],
  context: Context,
  show: (values: readonly Expression[]) => Piece[],
): Piece[] {
  if (!changesOnTheWay(values, context)) return show(values);
  const taken = values.map((value, index): ExpressionOf<'taken'> => {
    return { kind: 'taken', name: `value${index + 1}`, value, from: value.from, to: value.to };
  });
  const names = taken.map(({ name }) => name).join(', ');
  const given = values.map((value) => context.text(value)).join(', ');
  return [code(`((${names}) => ${template(show(taken)).text})(${given})`)];
}

function changesOnTheWay(values: readonly Expression[], context: Context): boolean {
  const first = values.findIndex((value) => isKept(value) && mayBeChanged(value, context));
  return first !== -1 && values.slice(first + 1).some((value) => changesSomething(value, context));
}

/** Someone else may hold it as well. */
function isKept({ kind }: Expression): boolean {
  return kind === 'name' || kind === 'attribute' || kind === 'index' || kind === 'call';
}

function mayBeChanged(value: Expression, context: Context): boolean {
  const kind = context.kindOf(value);
  const isUnclear = kind === 'any' || kind === 'unknown';
  return isUnclear ? value.kind !== 'call' : ['list', 'dict', 'set', 'object'].includes(kind);
}

/** Python evaluates arguments as they are written; here, each is evaluated when its place comes. */
export function noteArgumentOrder(call: ExpressionOf<'call'>, places: readonly number[], context: Context): void {
  const isMoved = places.some((place, index) => places.slice(index + 1).some((later) => later < place));
  if (!isMoved || !call.args.some(({ value }) => changesSomething(value, context))) return;
  if (call.args.filter(({ value }) => !isFixed(value)).length > 1)
    context.note(call, 'these arguments are evaluated in the order of their places here, not as they are written');
}

function isFixed({ kind }: Expression): boolean {
  return kind === 'string' || kind === 'number' || kind === 'constant';
}

function changesSomething(value: Expression, context: Context): boolean {
  return [...withSubexpressions(value)].some((part) => part.kind === 'call' && mayChange(part, context));
}

const CHANGING = new Set(
  'append appendleft extend insert pop popleft remove reverse sort clear add discard update setdefault'.split(' '),
);

function mayChange({ callee }: ExpressionOf<'call'>, context: Context): boolean {
  const type = present(context.typeOf(callee));
  if (type.kind === 'path') return type.path === 'next';
  if (type.kind === 'def' || type.kind === 'class' || callee.kind !== 'attribute') return true;
  const receiver = present(context.typeOf(callee.object));
  return (
    CHANGING.has(callee.name) || (receiver.kind !== 'instance' && libraryMethod(receiver, callee.name) === undefined)
  );
}
