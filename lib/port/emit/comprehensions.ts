import { present } from '../analysis/types';
import { type Clause, type Expression, type ExpressionOf } from '../syntax/tree';
import { at, code, type Code, Level } from './code';
import { type Context } from './context';
import { noteOrder, stepsOf, writeKey } from './keys';
import { noteSteps } from './operators/own-method';
import { writeCondition } from './operators/truth';
import { gathers, takenApart, writeGathering } from './targets';

/** `[f(row) for row in rows if row]` becomes `rows.filter(…).map(…)`. */
export function writeComprehension(comprehension: ExpressionOf<'comprehension'>, outer: Context): Code {
  const context = outer.within(outer.model.scopeOf(comprehension));
  const { makes, key, value } = comprehension;
  const item =
    key === undefined ? context.write(value) : code(`[${writeKey(key, context).text}, ${context.text(value)}]`);
  const list = chain(comprehension.clauses, {
    item,
    isSame: key === undefined && isTarget(value, comprehension.clauses),
    context,
  });
  if (hasWaitingCallback(list))
    return outer.todo(comprehension, 'a comprehension that waits must be written as a loop');
  if (makes === 'set') return code(`new Set(${list})`);
  return code(makes === 'dict' ? `Object.fromEntries(${list})` : list);
}

function hasWaitingCallback(text: string): boolean {
  return /=>.*\bawait\b/.test(text);
}

interface Result {
  readonly item: Code;
  /** What is collected is what is looped over: nothing to map. */
  readonly isSame: boolean;
  readonly context: Context;
}

function isTarget(value: Expression, clauses: readonly Clause[]): boolean {
  const loops = clauses.filter((clause) => clause.kind === 'for');
  const target = loops.at(-1)?.target;
  return target?.kind === 'name' && value.kind === 'name' && target.id === value.id;
}

function chain([first, ...rest]: readonly Clause[], result: Result): string {
  const { context } = result;
  if (first?.kind !== 'for') return `[${result.item.text}]`;
  const target = writeGathering(first.target, context);
  const next = rest.findIndex(({ kind }) => kind === 'for');
  const tests = (next === -1 ? rest : rest.slice(0, next)).flatMap((clause) =>
    clause.kind === 'if' ? [clause.test] : [],
  );
  const filters = tests.map(
    (test) => `.filter((${target}) => ${at(Level.Conditional, writeCondition(test, context))})`,
  );
  const apart = gathers(first.target) ? `.map((all: any) => ${takenApart(first.target, 'all', context)})` : '';
  const source = arrayText(first.source, context) + apart + filters.join('');
  if (next !== -1) return `${source}.flatMap((${target}) => ${chain(rest.slice(next), result)})`;
  if (result.isSame) return filters.length === 0 ? `[...${source}]` : source;
  const { text } = result.item;
  return `${source}.map((${target}) => ${text.startsWith('{') ? `(${text})` : at(Level.Conditional, result.item)})`;
}

/** Something with `map` and `filter`. */
export function arrayText(source: Expression, context: Context): string {
  noteOrder(source, context);
  noteSteps(source, context);
  const steps = stepsOf(source, context);
  if (steps !== undefined) return `[...${steps}]`;
  const type = present(context.typeOf(source));
  if (type.kind === 'list' || type.kind === 'tuple') return at(Level.Member, context.sure(source));
  if (type.kind === 'dict') return `Object.keys(${context.sure(source).text})`;
  if (source.kind === 'comprehension') return context.text(source, Level.Member);
  return `[...${context.text(source, Level.Unary)}]`;
}
