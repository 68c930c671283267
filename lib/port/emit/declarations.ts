/**
 * Python's variables belong to the function, TypeScript's to the block: where each is declared so that every use sees it.
 */
import { namesBoundBy, namesIn, type Scope } from '../analysis/scopes';
import { blocksIn, expressionsIn, withSubexpressions } from '../analysis/walk';
import { type Block, type Expression, type Statement } from '../syntax/tree';

export interface Declarations {
  /** Declared without a value, before the statement. */
  readonly before: Map<Statement, string[]>;
  /** Declared by the statement itself. */
  readonly by: Map<Statement, Set<string>>;
}

export function placeDeclarations(body: Block, scope: Scope, elsewhere: ReadonlySet<string>): Declarations {
  const declarations: Declarations = { before: new Map(), by: new Map() };
  for (const name of scope.variables.keys()) {
    if (!elsewhere.has(name)) place(name, body, declarations);
  }
  return declarations;
}

function place(name: string, body: Block, declarations: Declarations): void {
  const home = homeOf(name, body);
  const first = home.statements.find((statement) => mentions(statement, name));
  if (first === undefined) return;
  const { before, by } = declarations;
  if (declares(first, name, home)) by.set(first, (by.get(first) ?? new Set()).add(name));
  else if (!['def', 'class', 'import'].includes(first.kind)) before.set(first, [...(before.get(first) ?? []), name]);
}

/** The innermost block with every mention of the name, unless a loop would begin there without a value. */
function homeOf(name: string, block: Block): Block {
  const mentioning = block.statements.filter((statement) => mentions(statement, name));
  const [only] = mentioning;
  if (mentioning.length !== 1 || only === undefined || only.kind === 'def' || only.kind === 'class') return block;
  if (namesBoundBy(only).includes(name) || isInHeader(only, name)) return block;
  const inner = blocksIn(only).filter((part) => part.statements.some((statement) => mentions(statement, name)));
  const [home] = inner;
  if (inner.length !== 1 || home === undefined) return block;
  const found = homeOf(name, home);
  const first = found.statements.find((statement) => mentions(statement, name));
  const isLoop = only.kind === 'for' || only.kind === 'while';
  return isLoop && found === home && (first === undefined || !declares(first, name, found)) ? block : found;
}

function isInHeader(statement: Statement, name: string): boolean {
  return expressionsIn(statement).some((expression) => mentionsName(expression, name));
}

const cache = new WeakMap<Statement, Set<string>>();

function mentions(statement: Statement, name: string): boolean {
  const known = cache.get(statement) ?? namesMentioned(statement);
  cache.set(statement, known);
  return known.has(name);
}

function namesMentioned(statement: Statement): Set<string> {
  const names = new Set(namesBoundBy(statement));
  for (const expression of expressionsIn(statement)) {
    for (const part of withSubexpressions(expression)) if (part.kind === 'name') names.add(part.id);
  }
  for (const inner of blocksIn(statement).flatMap(({ statements }) => statements)) {
    for (const name of namesMentioned(inner)) names.add(name);
  }
  return names;
}

function mentionsName(expression: Expression, name: string): boolean {
  return [...withSubexpressions(expression)].some((part) => part.kind === 'name' && part.id === name);
}

/** `name = …` as the first mention can be the declaration. */
function declares(statement: Statement, name: string, home: Block): boolean {
  if (statement.kind === 'with') return statement.items.some((item) => item.name === name);
  if (statement.kind === 'for') {
    const isOnlyThere = home.statements.filter((other) => mentions(other, name)).length === 1;
    const isElse = statement.otherwise?.statements.some((other) => mentions(other, name)) ?? false;
    return namesIn(statement.target).includes(name) && isOnlyThere && !isElse && isPlainTarget(statement.target);
  }
  if (statement.kind !== 'assign' || statement.targets.length !== 1) return false;
  const [target] = statement.targets;
  if (target === undefined || !namesIn(target).includes(name) || !isPlainTarget(target)) return false;
  return statement.value !== undefined && !mentionsName(statement.value, name);
}

function isPlainTarget(target: Expression): boolean {
  if (target.kind === 'star') return isPlainTarget(target.value);
  return (
    target.kind === 'name' || ((target.kind === 'tuple' || target.kind === 'list') && target.items.every(isPlainTarget))
  );
}
