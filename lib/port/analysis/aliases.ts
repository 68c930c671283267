/** `__repr__ = __str__` and `next = __next__`: a method of a class under a second name becomes one that calls the first. */
import {
  type ClassStatement,
  type DefinitionStatement,
  type Expression,
  type Program,
  type Span,
  type Statement,
} from '../syntax/tree';

export function withMethodAliases(program: Program): Program {
  const statements = program.body.statements.map((statement) =>
    statement.kind === 'class' ? withAliases(statement) : statement,
  );
  return { ...program, body: { ...program.body, statements } };
}

function withAliases(owner: ClassStatement & { kind: 'class' }): Statement {
  const methods = owner.body.statements.filter((statement) => statement.kind === 'def');
  const statements = owner.body.statements.map((statement) => {
    if (statement.kind !== 'assign') return statement;
    const [target] = statement.targets;
    const { value } = statement;
    const method = value?.kind === 'name' ? methods.find(({ name }) => name === value.id) : undefined;
    const isAlias = method !== undefined && target?.kind === 'name' && statement.targets.length === 1;
    return isAlias ? aliasOf(method, target.id, statement) : statement;
  });
  return { ...owner, body: { ...owner.body, statements } };
}

function aliasOf(method: DefinitionStatement, name: string, { from, to }: Span): Statement {
  const at = { from, to };
  const named = (id: string): Expression => ({ kind: 'name', id, ...at });
  const [self, ...params] = method.params;
  const callee: Expression = { kind: 'attribute', object: named(self?.name ?? 'self'), name: method.name, ...at };
  const args = params.map((param) => ({ ...(param.star && { star: param.star }), value: named(param.name) }));
  const value: Expression = { kind: 'call', callee, args, ...at };
  return { ...method, ...at, name, decorators: [], body: { statements: [{ kind: 'return', value, ...at }], ...at } };
}
