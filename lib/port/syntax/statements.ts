import { type SyntaxNode } from '@lezer/common';
import { readArguments, readExpression, readList, readParameters } from './expressions';
import { childrenOf, hasError, itemsOf, spanOf, splitAt, textOf, type Reader } from './nodes';
import {
  type Block,
  type Branch,
  type Expression,
  type Handler,
  type Parameter,
  type Statement,
  type StatementKind,
} from './tree';

/** A statement of the tree; a `;` makes more than one. */
export function readStatements(node: SyntaxNode, reader: Reader): Statement[] {
  if (node.name === 'Comment' || node.name === ';') return [];
  if (node.name === 'StatementGroup') return childrenOf(node).flatMap((child) => readStatements(child, reader));
  const brokenUntil = reader.broken.get(node.from);
  if (brokenUntil !== undefined) return [{ kind: 'unparsed', isFault: true, from: node.from, to: brokenUntil }];
  const read = READERS[node.name];
  if (read === undefined || hasErrorOfItsOwn(node)) return [{ kind: 'unparsed', ...spanOf(node) }];
  return [{ ...read(node, reader), ...spanOf(node) }];
}

export function readBlock(nodes: readonly SyntaxNode[], reader: Reader): Block {
  const statements = nodes.flatMap((node) => readStatements(node, reader));
  return { statements, from: nodes[0]?.from ?? 0, to: nodes.at(-1)?.to ?? 0 };
}

/** An error inside a block belongs to a statement of that block. */
function hasErrorOfItsOwn(node: SyntaxNode): boolean {
  return childrenOf(node).some((child) => {
    if (child.name === 'Body') return childrenOf(child).length < 2;
    return child.name.endsWith('Definition') ? hasErrorOfItsOwn(child) : hasError(child);
  });
}

type Read = (node: SyntaxNode, reader: Reader) => StatementKind;

const READERS: Readonly<Record<string, Read>> = {
  ExpressionStatement: (node, reader) => ({ kind: 'expression', value: readList(childrenOf(node), reader) }),
  YieldStatement: (node, reader) => ({ kind: 'expression', value: readExpression(node, reader) }),
  AssignStatement: readAssign,
  UpdateStatement: (node, reader) => {
    const children = childrenOf(node);
    const at = children.findIndex(({ name }) => name === 'UpdateOp');
    const operator = textOf(children[at] ?? node, reader).slice(0, -1);
    const target = readList(children.slice(0, at), reader);
    return { kind: 'update', target, operator, value: readList(children.slice(at + 1), reader) };
  },
  IfStatement: readIf,
  WhileStatement: (node, reader) => ({
    kind: 'while',
    test: readExpression(childrenOf(node)[1] ?? node, reader),
    ...bodies(node, reader),
  }),
  ForStatement: (node, reader) => {
    const header = childrenOf(node)
      .filter(({ name }) => name !== 'for' && name !== 'async')
      .slice(0, -1);
    const end = header.findIndex(({ name }) => name === 'Body');
    const [target = [], source = []] = splitAt(header.slice(0, end === -1 ? undefined : end), 'in');
    return { kind: 'for', target: readList(target, reader), source: readList(source, reader), ...bodies(node, reader) };
  },
  TryStatement: readTry,
  WithStatement: readWith,
  FunctionDefinition: (node, reader) => readDefinition(node, reader, []),
  ClassDefinition: readClass,
  DecoratedStatement: (node, reader) => {
    const children = childrenOf(node);
    const decorators = children
      .filter(({ name }) => name === 'Decorator')
      .map((decorator) => readDecorator(decorator, reader));
    const definition = children.at(-1) ?? node;
    return definition.name === 'FunctionDefinition'
      ? readDefinition(definition, reader, decorators)
      : { kind: 'unparsed' };
  },
  ReturnStatement: (node, reader) => {
    const [, ...value] = childrenOf(node);
    return { kind: 'return', ...(value.length > 0 && { value: readList(value, reader) }) };
  },
  RaiseStatement: readRaise,
  ImportStatement: readImport,
  PassStatement: () => ({ kind: 'pass' }),
  BreakStatement: () => ({ kind: 'break' }),
  ContinueStatement: () => ({ kind: 'continue' }),
  DeleteStatement: (node, reader) => ({
    kind: 'delete',
    targets: itemsOf(childrenOf(node).slice(1)).map((part) => readList(part, reader)),
  }),
  ScopeStatement: (node, reader) => ({
    kind: 'scope',
    names: childrenOf(node)
      .filter(({ name }) => name === 'VariableName')
      .map((name) => textOf(name, reader)),
  }),
  AssertStatement: (node, reader) => {
    const [test = [], text] = itemsOf(childrenOf(node).slice(1));
    return { kind: 'assert', test: readList(test, reader), ...(text && { text: readList(text, reader) }) };
  },
};

function readAssign(node: SyntaxNode, reader: Reader): StatementKind {
  const children = childrenOf(node);
  const type = children.find(({ name }) => name === 'TypeDef')?.lastChild;
  const parts = splitAt(
    children.filter(({ name }) => name !== 'TypeDef'),
    'AssignOp',
  ).map((part) => readList(part, reader));
  const annotation = type ? { annotation: readExpression(type, reader) } : {};
  const value = parts.at(-1);
  if (parts.length === 1 || value === undefined) return { kind: 'assign', targets: parts, ...annotation };
  return { kind: 'assign', targets: parts.slice(0, -1), value, ...annotation };
}

function readBody(node: SyntaxNode | undefined, reader: Reader): Block {
  if (node === undefined) return { statements: [], from: 0, to: 0 };
  return { ...readBlock(childrenOf(node).slice(1), reader), ...spanOf(node) };
}

/** The parts of a compound statement, each keyword with what follows it. */
function sections(node: SyntaxNode): { keyword: string; header: SyntaxNode[]; body: SyntaxNode | undefined }[] {
  const found: { keyword: string; header: SyntaxNode[]; body: SyntaxNode | undefined }[] = [];
  for (const child of childrenOf(node)) {
    const last = found.at(-1);
    if (last === undefined || last.body !== undefined) found.push({ keyword: child.name, header: [], body: undefined });
    else if (child.name === 'Body') last.body = child;
    else last.header.push(child);
  }
  return found;
}

function bodies(node: SyntaxNode, reader: Reader): { body: Block; otherwise?: Block } {
  const [first, second] = sections(node);
  return { body: readBody(first?.body, reader), ...(second && { otherwise: readBody(second.body, reader) }) };
}

function readIf(node: SyntaxNode, reader: Reader): StatementKind {
  const branches: Branch[] = [];
  let otherwise: Block | undefined;
  for (const { keyword, header, body } of sections(node)) {
    const block = readBody(body, reader);
    if (keyword === 'else') otherwise = block;
    else branches.push({ test: readList(header, reader), body: block, from: header[0]?.from ?? 0, to: block.to });
  }
  return { kind: 'if', branches, ...(otherwise && { otherwise }) };
}

function readTry(node: SyntaxNode, reader: Reader): StatementKind {
  const parts = sections(node);
  const block = (keyword: string): Block | undefined => {
    const part = parts.find((found) => found.keyword === keyword);
    return part && readBody(part.body, reader);
  };
  const otherwise = block('else');
  const last = block('finally');
  return {
    kind: 'try',
    body: readBody(parts[0]?.body, reader),
    handlers: parts
      .filter(({ keyword }) => keyword === 'except')
      .map(({ header, body }) => readHandler(header, readBody(body, reader), reader)),
    ...(otherwise && { otherwise }),
    ...(last && { finally: last }),
  };
}

function readHandler(header: readonly SyntaxNode[], body: Block, reader: Reader): Handler {
  const [type, , name] = header;
  return {
    ...(type && { type: readExpression(type, reader) }),
    ...(name && { name: textOf(name, reader) }),
    body,
    from: header[0]?.from ?? body.from,
    to: body.to,
  };
}

function readWith(node: SyntaxNode, reader: Reader): StatementKind {
  const children = childrenOf(node).filter(({ name }) => name !== 'with' && name !== 'async');
  const items = itemsOf(children.slice(0, -1)).map((part) => {
    const [value = node, , name] = part;
    return { value: readExpression(value, reader), ...(name && { name: textOf(name, reader) }) };
  });
  return { kind: 'with', items, body: readBody(children.at(-1), reader) };
}

function readDefinition(node: SyntaxNode, reader: Reader, decorators: Expression[]): StatementKind {
  const children = childrenOf(node);
  const named = (name: string): SyntaxNode | undefined => children.find((child) => child.name === name);
  const params = named('ParamList');
  const returns = named('TypeDef')?.lastChild;
  const given = params === undefined ? [] : readParameters(params, reader);
  const body = readBody(named('Body'), reader);
  return {
    kind: 'def',
    name: textOf(named('VariableName') ?? node, reader),
    params: given,
    ...(returns && { returns: readExpression(returns, reader) }),
    decorators,
    body: { ...body, statements: [...given.flatMap((param) => takenApart(param, body)), ...body.statements] },
  };
}

function takenApart({ name, target }: Parameter, body: Block): Statement[] {
  if (target === undefined) return [];
  const span = { from: body.statements[0]?.from ?? body.from, to: body.statements[0]?.from ?? body.from };
  return [{ kind: 'assign', targets: [target], value: { kind: 'name', id: name, ...span }, ...span }];
}

function readDecorator(node: SyntaxNode, reader: Reader): Expression {
  const names = childrenOf(node).filter(({ name }) => name === 'VariableName');
  return { kind: 'name', id: names.map((name) => textOf(name, reader)).join('.'), ...spanOf(node) };
}

function readClass(node: SyntaxNode, reader: Reader): StatementKind {
  const children = childrenOf(node);
  const list = children.find(({ name }) => name === 'ArgList');
  const bases = list === undefined ? [] : readArguments(list, reader).map(({ value }) => value);
  return {
    kind: 'class',
    name: textOf(children[1] ?? node, reader),
    bases: bases.filter((base) => !(base.kind === 'name' && base.id === 'object')),
    body: readBody(children.at(-1), reader),
  };
}

function readRaise(node: SyntaxNode, reader: Reader): StatementKind {
  const [, value, mark, second] = childrenOf(node);
  const extra = second && readExpression(second, reader);
  return {
    kind: 'raise',
    ...(value && { value: readExpression(value, reader) }),
    ...(extra && (mark?.name === 'from' ? { cause: extra } : { text: extra })),
  };
}

function readImport(node: SyntaxNode, reader: Reader): StatementKind {
  const text = textOf(node, reader)
    .replace(/#[^\n]*/g, '')
    .replace(/[()\\\n\r]/g, ' ');
  const [, module, list = ''] = /^\s*(?:from\s+(\S+)\s+)?import\s+([^]*)$/.exec(text) ?? [];
  const names = list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  return {
    kind: 'import',
    names: names.map((item) => {
      const [name = '', as] = item.split(/\s+as\s+/);
      if (module !== undefined) return { path: `${module}.${name}`, as: as ?? name };
      return as === undefined
        ? { path: name.split('.')[0] ?? name, as: name.split('.')[0] ?? name }
        : { path: name, as };
    }),
  };
}
