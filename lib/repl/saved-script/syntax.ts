import { parse, type Comment, type Node } from 'acorn';

/** A node of the syntax tree, whatever its type. */
export type SyntaxNode = Node & Readonly<Record<string, unknown>>;

export interface Source {
  readonly code: string;
  readonly statements: readonly SyntaxNode[];
  readonly comments: readonly Comment[];
}

/** Undefined for what the parser does not know. What begins with a brace is an object first, as it is at the prompt. */
export function sourceOf(code: string): Source | undefined {
  const asObject = /^\s*\{/.test(code) && !/;\s*$/.test(code) ? parsed(`(${code.trim()})`) : undefined;
  return asObject ?? parsed(code.trim());
}

function parsed(code: string): Source | undefined {
  try {
    const comments: Comment[] = [];
    const { body } = parse(code, {
      ecmaVersion: 'latest',
      sourceType: 'script',
      allowAwaitOutsideFunction: true,
      onComment: comments,
    });
    return { code, statements: body as readonly Node[] as readonly SyntaxNode[], comments };
  } catch {
    return undefined;
  }
}

export type Visit = (node: SyntaxNode, parent: SyntaxNode | undefined, key: string) => void;

/** Visits a node and all below it, in the order of the text. */
export function walk(node: SyntaxNode, visit: Visit, parent?: SyntaxNode, key = ''): void {
  visit(node, parent, key);
  for (const [name, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (isNode(child)) walk(child, visit, node, name);
    }
  }
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as Partial<Node>).type === 'string';
}

/** The name that an identifier, or a key that is not computed, has. */
export function nameOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier') return String(node.name);
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

/** `bulk.login` as `['bulk', 'login']`; undefined for other callees. */
export function methodCalled(call: SyntaxNode): { object: string | undefined; method: string } | undefined {
  const { callee } = call;
  if (call.type !== 'CallExpression' || !isNode(callee) || callee.type !== 'MemberExpression') return undefined;
  const method = callee.computed === true ? undefined : nameOf(callee.property);
  return method === undefined ? undefined : { object: nameOf(callee.object), method };
}

/** A change of a text; what is changed twice is no part of another change. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function edited(code: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), code);
}
