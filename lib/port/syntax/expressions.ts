import { type SyntaxNode } from '@lezer/common';
import { uncover } from './disguise';
import { readFormatString } from './format-strings';
import { readStringLiteral } from './literals';
import { childrenOf, itemsOf, spanOf, splitAt, textOf, type Reader } from './nodes';
import { namesIn } from './targets';
import {
  type Argument,
  type Clause,
  type Comprehension,
  type Entry,
  type Expression,
  type ExpressionKind,
  type Parameter,
} from './tree';

export function readExpression(node: SyntaxNode, reader: Reader): Expression {
  const read = READERS[node.name] ?? ((): ExpressionKind => ({ kind: 'unknown' }));
  return { ...read(node, reader), ...spanOf(node) };
}

/** `a, b` without brackets is a tuple. */
export function readList(nodes: readonly SyntaxNode[], reader: Reader): Expression {
  const items = readItems(nodes, reader);
  const [first] = items;
  const last = items.at(-1);
  if (first === undefined || last === undefined) return { kind: 'unknown', from: 0, to: 0 };
  if (items.length === 1 && !nodes.some(({ name }) => name === ',')) return first;
  return { kind: 'tuple', items, from: first.from, to: last.to };
}

type Read = (node: SyntaxNode, reader: Reader) => ExpressionKind;

const READERS: Readonly<Record<string, Read>> = {
  VariableName: (node, reader) => {
    const id = textOf(node, reader);
    return uncover(id, spanOf(node)) ?? { kind: 'name', id };
  },
  Number: (node, reader) => ({ kind: 'number', text: textOf(node, reader) }),
  String: (node, reader) => ({ kind: 'string', value: readStringLiteral(textOf(node, reader)) }),
  FormatString: (node, reader) => ({ kind: 'format', parts: readFormatString(node, reader, readExpression) }),
  ContinuedString: readContinued,
  Boolean: (node, reader) => ({ kind: 'constant', value: textOf(node, reader) === 'True' }),
  None: () => ({ kind: 'constant', value: null }),
  ParenthesizedExpression: (node, reader) => readExpression(inner(node)[0] ?? node, reader),
  TupleExpression: (node, reader) => ({ kind: 'tuple', items: readItems(inner(node), reader) }),
  ArrayExpression: (node, reader) => ({ kind: 'list', items: readItems(inner(node), reader) }),
  SetExpression: (node, reader) => ({ kind: 'set', items: readItems(inner(node), reader) }),
  DictionaryExpression: (node, reader) => ({
    kind: 'dict',
    entries: itemsOf(inner(node)).map((part) => readEntry(part, reader)),
  }),
  ComprehensionExpression: (node, reader) => readComprehension('generator', inner(node), reader),
  ArrayComprehensionExpression: (node, reader) => readComprehension('list', inner(node), reader),
  SetComprehensionExpression: (node, reader) => readComprehension('set', inner(node), reader),
  DictionaryComprehensionExpression: (node, reader) => readComprehension('dict', inner(node), reader),
  CallExpression: readCall,
  MemberExpression: readMember,
  BinaryExpression: readBinary,
  UnaryExpression: readUnary,
  ConditionalExpression: (node, reader) => {
    const [then = node, , test = node, , otherwise = node] = childrenOf(node);
    const read = (part: SyntaxNode): Expression => readExpression(part, reader);
    return { kind: 'conditional', test: read(test), then: read(then), otherwise: read(otherwise) };
  },
  LambdaExpression: (node, reader) => {
    const children = childrenOf(node);
    const params = children.find(({ name }) => name === 'ParamList');
    const body = readExpression(children.at(-1) ?? node, reader);
    return { kind: 'lambda', params: params === undefined ? [] : readParameters(params, reader), body };
  },
  NamedExpression: (node, reader) => {
    const [target = node, , value = node] = childrenOf(node);
    return { kind: 'walrus', target: readExpression(target, reader), value: readExpression(value, reader) };
  },
  YieldExpression: readYield,
  YieldStatement: readYield,
};

function inner(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).slice(1, -1);
}

function readItems(nodes: readonly SyntaxNode[], reader: Reader): Expression[] {
  return itemsOf(nodes).map((part) => {
    const [first, second] = part;
    if (first?.name === '*' && second !== undefined) {
      return { kind: 'star', value: readExpression(second, reader), from: first.from, to: second.to };
    }
    return first === undefined ? { kind: 'unknown', from: 0, to: 0 } : readExpression(first, reader);
  });
}

function readEntry(part: readonly SyntaxNode[], reader: Reader): Entry {
  const [first, second, third] = part;
  if (first?.name === '**' && second !== undefined) return { value: readExpression(second, reader) };
  if (first === undefined || third === undefined) return { value: { kind: 'unknown', from: 0, to: 0 } };
  return { key: readExpression(first, reader), value: readExpression(third, reader) };
}

function readComprehension(makes: Comprehension['makes'], nodes: SyntaxNode[], reader: Reader): Comprehension {
  const start = nodes.findIndex(({ name }) => name === 'for');
  const [first, , value] = nodes.slice(0, start);
  const clauses = readClauses(nodes.slice(start), reader);
  const missing: Expression = { kind: 'unknown', from: 0, to: 0 };
  const read = (node: SyntaxNode | undefined): Expression => (node ? readExpression(node, reader) : missing);
  if (makes === 'dict') return { kind: 'comprehension', makes, key: read(first), value: read(value), clauses };
  return { kind: 'comprehension', makes, value: read(first), clauses };
}

function readClauses(nodes: readonly SyntaxNode[], reader: Reader): Clause[] {
  const starts = nodes.flatMap(({ name }, index) => (name === 'for' || name === 'if' ? [index] : []));
  return starts.map((start, index) => {
    const part = nodes.slice(start + 1, starts[index + 1]);
    if (nodes[start]?.name === 'if') return { kind: 'if', test: readList(part, reader) };
    const [target = [], source = []] = splitAt(part, 'in');
    return { kind: 'for', target: readList(target, reader), source: readList(source, reader) };
  });
}

function readContinued(node: SyntaxNode, reader: Reader): ExpressionKind {
  const parts = childrenOf(node).map((part) => readExpression(part, reader));
  if (parts.every((part) => part.kind === 'string')) {
    return { kind: 'string', value: parts.map(({ value }) => value).join('') };
  }
  return {
    kind: 'format',
    parts: parts.flatMap((part) => {
      if (part.kind === 'format') return part.parts;
      return part.kind === 'string' ? [part.value] : [];
    }),
  };
}

function readCall(node: SyntaxNode, reader: Reader): ExpressionKind {
  const [callee = node, list = node] = childrenOf(node);
  return { kind: 'call', callee: readExpression(callee, reader), args: readArguments(list, reader) };
}

export function readArguments(list: SyntaxNode, reader: Reader): Argument[] {
  const nodes = inner(list);
  // A generator stands alone between the parentheses: the commas are those of its targets.
  const parts = nodes.some(({ name }) => name === 'for') ? [nodes] : itemsOf(nodes);
  return parts.map((part) => readArgument(part, reader));
}

function readArgument(part: readonly SyntaxNode[], reader: Reader): Argument {
  const [first, second, third] = part;
  const missing: Expression = { kind: 'unknown', from: 0, to: 0 };
  if (first === undefined) return { value: missing };
  if (first.name === '*' || first.name === '**') {
    return { star: first.name, value: second ? readExpression(second, reader) : missing };
  }
  if (second?.name === 'AssignOp' && third !== undefined) {
    return { name: textOf(first, reader), value: readExpression(third, reader) };
  }
  if (!part.some(({ name }) => name === 'for')) return { value: readExpression(first, reader) };
  const to = part.at(-1)?.to ?? first.to;
  return { value: { ...readComprehension('generator', [...part], reader), from: first.from, to } };
}

function readMember(node: SyntaxNode, reader: Reader): ExpressionKind {
  const [object = node, ...rest] = childrenOf(node);
  const read = (part: SyntaxNode[] | undefined): Expression | undefined => {
    return part?.[0] === undefined ? undefined : readList(part, reader);
  };
  const base = readExpression(object, reader);
  if (rest[0]?.name === '.') return { kind: 'attribute', object: base, name: textOf(rest[1] ?? node, reader) };
  const subscript = rest.slice(1, -1);
  const parts = splitAt(subscript, ':');
  if (parts.length === 1) return { kind: 'index', object: base, index: readList(subscript, reader) };
  const [start, end, step] = parts.map(read);
  return {
    kind: 'slice',
    object: base,
    ...(start && { start }),
    ...(end && { end }),
    ...(step && { step }),
  };
}

function readBinary(node: SyntaxNode, reader: Reader): ExpressionKind {
  const children = childrenOf(node);
  const [left = node] = children;
  const right = children.at(-1) ?? node;
  const operator = children
    .slice(1, -1)
    .map((part) => textOf(part, reader))
    .join(' ');
  const first = readExpression(left, reader);
  const second = readExpression(right, reader);
  if (operator === 'and' || operator === 'or') return { kind: 'logic', operator, left: first, right: second };
  if (!COMPARISONS.has(operator)) return { kind: 'binary', operator, left: first, right: second };
  // `a < b < c` comes as `(a < b) < c`, and only brackets in the source tell it from that.
  if (left.name === 'BinaryExpression' && first.kind === 'compare') {
    return { ...first, rest: [...first.rest, { operator, right: second }] };
  }
  return { kind: 'compare', first, rest: [{ operator, right: second }] };
}

const COMPARISONS = new Set(['<', '>', '<=', '>=', '==', '!=', '<>', 'in', 'not in', 'is', 'is not']);

function readUnary(node: SyntaxNode, reader: Reader): ExpressionKind {
  const [operator = node, value = node] = childrenOf(node);
  if (operator.name === 'not') return { kind: 'not', value: readExpression(value, reader) };
  return { kind: 'unary', operator: textOf(operator, reader), value: readExpression(value, reader) };
}

function readYield(node: SyntaxNode, reader: Reader): ExpressionKind {
  const [, second, ...rest] = childrenOf(node);
  const isFrom = second?.name === 'from';
  const value = isFrom ? rest : [second, ...rest].filter((part) => part !== undefined);
  return { kind: 'yield', isFrom, ...(value.length > 0 && { value: readList(value, reader) }) };
}

export function readParameters(list: SyntaxNode, reader: Reader): Parameter[] {
  const nodes = childrenOf(list).filter(({ name }) => name !== '(' && name !== ')');
  return itemsOf(nodes).flatMap((part) => readParameter(part, reader));
}

/** A bare `*` or `/` names nothing. */
function readParameter(part: readonly SyntaxNode[], reader: Reader): Parameter[] {
  const star = part[0]?.name === '*' || part[0]?.name === '**' ? part[0].name : undefined;
  const name = part.find((node) => node.name === 'VariableName');
  if (name === undefined) return [];
  const type = part.find((node) => node.name === 'TypeDef')?.lastChild;
  const equals = part.findIndex((node) => node.name === 'AssignOp');
  const fallback = equals === -1 ? undefined : part[equals + 1];
  const target = uncover(textOf(name, reader), spanOf(name));
  return [
    {
      name: target === undefined ? textOf(name, reader) : namesIn(target).join('_'),
      ...(target && { target }),
      ...(star && { star }),
      ...(type && { annotation: readExpression(type, reader) }),
      ...(fallback && { fallback: readExpression(fallback, reader) }),
    },
  ];
}
