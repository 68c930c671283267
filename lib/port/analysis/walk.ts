/** The parts of statements and expressions. */
import { type Block, type Clause, type Expression, type Replacement, type Statement } from '../syntax/tree';

export function blocksIn(statement: Statement): Block[] {
  const given = (block: Block | undefined): Block[] => (block === undefined ? [] : [block]);
  switch (statement.kind) {
    case 'if':
      return [...statement.branches.map(({ body }) => body), ...given(statement.otherwise)];
    case 'while':
    case 'for':
      return [statement.body, ...given(statement.otherwise)];
    case 'try':
      return [
        statement.body,
        ...statement.handlers.map(({ body }) => body),
        ...given(statement.otherwise),
        ...given(statement.finally),
      ];
    case 'with':
    case 'def':
    case 'class':
      return [statement.body];
    default:
      return [];
  }
}

/** The expressions of a statement itself, without those of its blocks. */
export function expressionsIn(statement: Statement): Expression[] {
  switch (statement.kind) {
    case 'expression':
      return [statement.value];
    case 'assign':
      return [...statement.targets, ...some(statement.value)];
    case 'update':
      return [statement.target, statement.value];
    case 'if':
      return statement.branches.map(({ test }) => test);
    case 'while':
      return [statement.test];
    case 'for':
      return [statement.target, statement.source];
    case 'try':
      return statement.handlers.flatMap(({ type }) => some(type));
    case 'with':
      return statement.items.map(({ value }) => value);
    case 'def':
      return statement.params.flatMap(({ fallback }) => some(fallback));
    case 'class':
      return [...statement.bases];
    case 'return':
      return some(statement.value);
    case 'raise':
      return some(statement.value, statement.text, statement.cause);
    case 'delete':
      return [...statement.targets];
    case 'assert':
      return [statement.test, ...some(statement.text)];
    default:
      return [];
  }
}

export function subexpressions(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'format':
      return expression.parts.flatMap(replacedIn);
    case 'list':
    case 'tuple':
    case 'set':
      return [...expression.items];
    case 'dict':
      return expression.entries.flatMap(({ key, value }) => [...some(key), value]);
    case 'comprehension':
      return [...expression.clauses.flatMap(ofClause), ...some(expression.key), expression.value];
    case 'call':
      return [expression.callee, ...expression.args.map(({ value }) => value)];
    case 'attribute':
      return [expression.object];
    case 'index':
      return [expression.object, expression.index];
    case 'slice':
      return [expression.object, ...some(expression.start, expression.end, expression.step)];
    case 'binary':
    case 'logic':
      return [expression.left, expression.right];
    case 'compare':
      return [expression.first, ...expression.rest.map(({ right }) => right)];
    case 'conditional':
      return [expression.test, expression.then, expression.otherwise];
    case 'lambda':
      return [...some(...expression.params.map(({ fallback }) => fallback)), expression.body];
    case 'not':
    case 'star':
    case 'unary':
    case 'walrus':
    case 'cast':
    case 'taken':
    case 'yield':
      return some(expression.value);
    default:
      return [];
  }
}

function replacedIn(part: string | Replacement): Expression[] {
  if (typeof part === 'string') return [];
  return [part.value, ...(typeof part.spec === 'string' ? [] : part.spec.flatMap(replacedIn))];
}

function ofClause(clause: Clause): Expression[] {
  return clause.kind === 'if' ? [clause.test] : [clause.target, clause.source];
}

function some(...expressions: (Expression | undefined)[]): Expression[] {
  return expressions.filter((expression) => expression !== undefined);
}

/** Every expression of a block, nested ones included; functions inside only when asked for. */
export function* everyExpression(block: Block, intoDefinitions = true): Generator<Expression> {
  for (const statement of block.statements) {
    for (const expression of expressionsIn(statement)) yield* withSubexpressions(expression);
    if (!intoDefinitions && (statement.kind === 'def' || statement.kind === 'class')) continue;
    for (const inner of blocksIn(statement)) yield* everyExpression(inner, intoDefinitions);
  }
}

export function* withSubexpressions(expression: Expression): Generator<Expression> {
  yield expression;
  for (const part of subexpressions(expression)) yield* withSubexpressions(part);
}

export function* everyStatement(block: Block, intoDefinitions = true): Generator<Statement> {
  for (const statement of block.statements) {
    yield statement;
    if (!intoDefinitions && (statement.kind === 'def' || statement.kind === 'class')) continue;
    for (const inner of blocksIn(statement)) yield* everyStatement(inner, intoDefinitions);
  }
}
