/**
 * Python's variables belong to the function, TypeScript's to the block: where each is declared so that every use sees it.
 */
import { namesBoundBy, type Scope, type Variable } from '../analysis/scopes';
import { namesIn } from '../syntax/targets';
import { blocksIn, everyStatement, expressionsIn, withSubexpressions } from '../analysis/walk';
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
    if (!elsewhere.has(name) && isBound(name, body)) place(name, body, declarations);
  }
  declareOnce(body, declarations);
  return declarations;
}

/** Several loops of a block cannot declare a name in their heads, as others in there are declared already: the first one does. */
function declareOnce(block: Block, { before, by }: Declarations): void {
  const seen = new Set<string>();
  for (const statement of block.statements) {
    const own = by.get(statement);
    const isPartly = statement.kind === 'for' && own !== undefined && own.size < namesIn(statement.target).length;
    for (const name of isPartly ? [...own] : []) {
      if (seen.has(name)) own?.delete(name);
      seen.add(name);
    }
    if (statement.kind === 'def' || statement.kind === 'class') continue;
    for (const inner of blocksIn(statement)) declareOnce(inner, { before, by });
  }
}

/** A variable may hold a function as well: then it is declared as others are. */
export function isDeclaredElsewhere({ type, isDefined = false }: Variable): boolean {
  return type.kind === 'path' || (isDefined && (type.kind === 'def' || type.kind === 'class'));
}

/** The name of a caught error belongs to its handler. */
function isBound(name: string, body: Block): boolean {
  return [...everyStatement(body, false)].some((statement) => namesBoundBy(statement).includes(name));
}

function place(name: string, block: Block, declarations: Declarations): void {
  const mentioning = block.statements.filter((statement) => mentions(statement, name));
  const [first] = mentioning;
  if (first === undefined) return;
  const { before, by } = declarations;
  if (mentioning.every((statement) => standsAlone(statement, name))) {
    for (const statement of mentioning) placeWithin(name, statement, declarations);
  } else if (declares(first, name)) by.set(first, (by.get(first) ?? new Set()).add(name));
  else if (!['def', 'class', 'import'].includes(first.kind)) before.set(first, [...(before.get(first) ?? []), name]);
}

function placeWithin(name: string, statement: Statement, declarations: Declarations): void {
  const { by } = declarations;
  if (namesBoundBy(statement).includes(name)) by.set(statement, (by.get(statement) ?? new Set()).add(name));
  else for (const inner of blocksIn(statement)) place(name, inner, declarations);
}

/** What the variable holds neither comes into the statement nor leaves it. */
function standsAlone(statement: Statement, name: string): boolean {
  if (statement.kind === 'def' || statement.kind === 'class') return false;
  if (statement.kind === 'for' && namesIn(statement.target).includes(name)) {
    const isElse = statement.otherwise?.statements.some((other) => mentions(other, name)) ?? false;
    return isPlainTarget(statement.target) && !mentionsName(statement.source, name) && !isElse;
  }
  if (namesBoundBy(statement).includes(name) || isInHeader(statement, name)) return false;
  return blocksIn(statement).every((block) => {
    const mentioning = block.statements.filter((inner) => mentions(inner, name));
    const [first] = mentioning;
    return first === undefined || declares(first, name) || mentioning.every((inner) => standsAlone(inner, name));
  });
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
    // The methods and fields of a class are no variables of what stands around it.
    const own = statement.kind === 'class' ? namesBoundBy(inner) : [];
    for (const name of namesMentioned(inner)) if (!own.includes(name)) names.add(name);
  }
  return names;
}

function mentionsName(expression: Expression, name: string): boolean {
  return [...withSubexpressions(expression)].some((part) => part.kind === 'name' && part.id === name);
}

/** `name = …` as the first mention can be the declaration. */
function declares(statement: Statement, name: string): boolean {
  if (statement.kind === 'with') return statement.items.some((item) => item.name === name);
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
