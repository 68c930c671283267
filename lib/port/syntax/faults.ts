/** Where a text is no Python. The grammar recovers from nearly everything, and says so; what it lets pass is looked for here. */
import { type Tree } from '@lezer/common';
import { type LogicalLine } from './logical-lines';
import { type Token } from './scan';

interface Parsed {
  readonly tree: Tree;
  readonly tokens: readonly Token[];
  readonly lines: readonly LogicalLine[];
}

export function faultsIn({ tree, tokens, lines }: Parsed): number[] {
  const found = [...errorNodes(tree), ...openStrings(tokens), ...wrongIndents(lines)];
  return [...new Set(found)].sort((a, b) => a - b);
}

function errorNodes(tree: Tree): number[] {
  const found: number[] = [];
  tree.iterate({
    enter: ({ type, node, from }) => {
      if (type.isError) found.push(from);
      if (type.name === 'TryStatement' && !node.getChild('except') && !node.getChild('finally')) found.push(from);
    },
  });
  return found;
}

/** A quote that the scanner could not make a string of opens one that never ends. */
function openStrings(tokens: readonly Token[]): number[] {
  return tokens.filter(({ kind, text }) => kind === 'mark' && `'"`.includes(text)).map(({ from }) => from);
}

/** Deeper without a colon before it, or back to where no line stands. */
function wrongIndents(lines: readonly LogicalLine[]): number[] {
  const open = [0];
  return lines.flatMap(({ from, indent }, index) => {
    const mayOpen = lines[index - 1]?.last === ':';
    const wasDeepest = open.at(-1) ?? 0;
    while (indent < (open.at(-1) ?? 0)) open.pop();
    const isKnown = open.at(-1) === indent;
    if (!isKnown) open.push(indent);
    return isKnown || (mayOpen && indent > wasDeepest) ? [] : [from];
  });
}
