/** `Row = namedtuple('Row', 'id name')` is a class with a constructor of its own, and is one from here on. */
import {
  type Argument,
  type ClassStatement,
  type Expression,
  type Parameter,
  type Program,
  type Span,
  type Statement,
  type StatementOf,
} from '../syntax/tree';

export function withNamedTuples(program: Program): Program {
  const statements = program.body.statements.map((statement) => {
    if (statement.kind === 'class') return fromClass(statement);
    return statement.kind === 'assign' ? fromAssignment(statement) : statement;
  });
  return { ...program, body: { ...program.body, statements } };
}

function fromAssignment(statement: StatementOf<'assign'>): Statement {
  const { targets, value } = statement;
  const [target, ...others] = targets;
  const fields = value && fieldsOfCall(value);
  if (fields === undefined || target?.kind !== 'name' || others.length > 0) return statement;
  const { from, to } = statement;
  const body = { statements: [], from, to };
  return withFields({ kind: 'class', name: target.id, bases: [], body, from, to }, fields);
}

function fromClass(statement: ClassStatement & { kind: 'class' }): Statement {
  const [base, ...others] = statement.bases;
  if (base === undefined || others.length > 0) return statement;
  const fields = lastName(base) === 'NamedTuple' ? fieldsOfBody(statement) : fieldsOfCall(base);
  if (fields === undefined) return statement;
  const statements = statement.body.statements.filter((inner) => !isField(inner) && !isSlots(inner));
  return withFields({ ...statement, bases: [], body: { ...statement.body, statements } }, fields);
}

function withFields(owner: ClassStatement & { kind: 'class' }, fields: readonly Parameter[]): Statement {
  const { from, to } = owner;
  const init: Statement = {
    kind: 'def',
    name: '__init__',
    params: [{ name: 'self' }, ...fields],
    decorators: [],
    body: { statements: fields.map(({ name }) => filled(name, { from, to })), from, to: from },
    from,
    to: from,
  };
  const statements = [init, ...owner.body.statements];
  return { ...owner, tupleFields: fields.map(({ name }) => name), body: { ...owner.body, statements } };
}

function filled(name: string, { from, to }: Span): Statement {
  const object: Expression = { kind: 'name', id: 'self', from, to };
  const target: Expression = { kind: 'attribute', object, name, from, to };
  return { kind: 'assign', targets: [target], value: { kind: 'name', id: name, from, to }, from, to };
}

/** `namedtuple('Row', ['id', 'name'], defaults=[None])` */
function fieldsOfCall(call: Expression): Parameter[] | undefined {
  if (call.kind !== 'call' || lastName(call.callee) !== 'namedtuple') return undefined;
  const [, given, ...others] = call.args;
  const names = given && fieldNames(given.value);
  const defaults = others.find(({ name }) => name === 'defaults');
  if (names === undefined || others.some((arg) => arg !== defaults)) return undefined;
  const fallbacks = defaults === undefined ? [] : itemsOf(defaults);
  return names.map((name, index): Parameter => {
    const fallback = fallbacks[index - names.length + fallbacks.length];
    return { name, ...(fallback && { fallback }) };
  });
}

function itemsOf({ value }: Argument): readonly Expression[] {
  return value.kind === 'list' || value.kind === 'tuple' ? value.items : [];
}

function fieldNames(given: Expression): string[] | undefined {
  if (given.kind === 'string') return given.value.split(/[\s,]+/).filter((name) => name !== '');
  if (given.kind !== 'list' && given.kind !== 'tuple') return undefined;
  const names = given.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
  return names.length === given.items.length ? names : undefined;
}

/** `name: str` and `size: int = 3` */
function fieldsOfBody({ body }: ClassStatement): Parameter[] {
  return body.statements.filter(isField).flatMap(({ targets: [target], annotation, value }) => {
    if (target?.kind !== 'name') return [];
    return [{ name: target.id, ...(annotation && { annotation }), ...(value && { fallback: value }) }];
  });
}

function isField(statement: Statement): statement is StatementOf<'assign'> {
  return statement.kind === 'assign' && statement.annotation !== undefined;
}

function isSlots(statement: Statement): boolean {
  return (
    statement.kind === 'assign' &&
    statement.targets.some((target) => target.kind === 'name' && target.id === '__slots__')
  );
}

function lastName(expression: Expression): string {
  if (expression.kind === 'name') return expression.id;
  return expression.kind === 'attribute' ? expression.name : '';
}
