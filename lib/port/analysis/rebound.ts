/** `status = status()`: a function and a variable share a name, which TypeScript does not allow. The function gets another. */
import { namesIn } from '../syntax/targets';
import { type Program, type Statement, type StatementOf } from '../syntax/tree';
import { everyExpression, everyStatement } from './walk';

interface Rebound {
  readonly name: string;
  /** Where the assignment ends: mentions before it mean the function, those behind it the variable. */
  readonly until: number;
  /** Where the variable stands in the assignment. */
  readonly targets: ReadonlySet<number>;
}

export function withOwnNames(program: Program): Program {
  const rebound = reboundIn(program);
  return rebound.length === 0 ? program : { ...program, body: renamed(program.body, rebound) };
}

function reboundIn({ body }: Program): Rebound[] {
  const functions = body.statements.filter((statement) => statement.kind === 'def');
  const statements = [...everyStatement(body, false)];
  return functions.flatMap(({ name, from }) => {
    const assignment = statements.filter(isAssignment).find((other) => other.from > from && assigns(other, name));
    // Which of the two another function means depends on when it is called: TypeScript will complain, and a person look.
    const isUnclear = functions.some((other) => other.name !== name && mentions(other, name));
    return assignment === undefined || isUnclear ? [] : [reboundBy(assignment, name)];
  });
}

function isAssignment(statement: Statement): statement is StatementOf<'assign'> {
  return statement.kind === 'assign';
}

function assigns({ targets }: StatementOf<'assign'>, name: string): boolean {
  return targets.flatMap(namesIn).includes(name);
}

function mentions({ body }: StatementOf<'def'>, name: string): boolean {
  return [...everyExpression(body)].some((part) => part.kind === 'name' && part.id === name);
}

function reboundBy({ targets, to }: StatementOf<'assign'>, name: string): Rebound {
  const own = targets.flatMap((target) => (target.kind === 'tuple' ? target.items : [target]));
  return { name, until: to, targets: new Set(own.map(({ from }) => from)) };
}

function renamed<Node>(node: Node, rebound: readonly Rebound[]): Node {
  if (Array.isArray(node)) return node.map((item: unknown) => renamed(item, rebound)) as Node;
  if (typeof node !== 'object' || node === null) return node;
  const parts = Object.entries(node).map(([key, value]) => [key, renamed(value as unknown, rebound)] as const);
  return { ...Object.fromEntries(parts), ...newName(node, rebound) } as Node;
}

function newName(node: object, rebound: readonly Rebound[]): object {
  const { kind, id, name, from } = node as Readonly<Record<string, unknown>>;
  const own = rebound.find((one) => one.name === (kind === 'def' ? name : id));
  if (own === undefined || Number(from) >= own.until || own.targets.has(Number(from))) return {};
  if (kind === 'name') return { id: `${own.name}_function` };
  return kind === 'def' ? { name: `${own.name}_function` } : {};
}
