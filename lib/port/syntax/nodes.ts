import { type SyntaxNode } from '@lezer/common';

export interface Reader {
  readonly source: string;
  /** Where what could not be read begins, and where it ends. */
  readonly broken: ReadonlyMap<number, number>;
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'Comment') children.push(child);
  }
  return children;
}

export function spanOf({ from, to }: SyntaxNode): { from: number; to: number } {
  return { from, to };
}

export function textOf(node: SyntaxNode, { source }: Reader): string {
  return source.slice(node.from, node.to);
}

/** What stands between separators, `1, 2` as two lists of one node. */
export function splitAt(nodes: readonly SyntaxNode[], separator: string): SyntaxNode[][] {
  const parts: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === separator) parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts;
}

/** `1, 2,` has two items, and none after its last comma. */
export function itemsOf(nodes: readonly SyntaxNode[]): SyntaxNode[][] {
  return splitAt(nodes, ',').filter((part) => part.length > 0);
}

export function hasError(node: SyntaxNode): boolean {
  if (node.type.isError) return true;
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (hasError(child)) return true;
  }
  return false;
}
