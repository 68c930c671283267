import { type Token } from './scan';

/** What Python takes for one line: brackets and strings may hold line breaks. Blank lines and comments are none. */
export interface LogicalLine {
  readonly from: number;
  readonly to: number;
  /** In columns; a tab goes on to the next eighth one. */
  readonly indent: number;
  readonly first: string;
  readonly last: string;
}

const TAB = 8;

export function logicalLines(tokens: readonly Token[]): LogicalLine[] {
  const lines: LogicalLine[] = [];
  let words: Token[] = [];
  let indent = 0;
  let depth = 0;
  const end = (): void => {
    const [first, last] = [words[0], words.at(-1)];
    if (first !== undefined && last !== undefined) {
      lines.push({ from: first.from, to: last.from + last.text.length, indent, first: first.text, last: last.text });
    }
    [words, indent] = [[], 0];
  };
  for (const token of tokens) {
    if (token.kind === 'mark') depth = Math.max(0, depth + depthOf(token.text));
    if (token.kind === 'newline' && depth === 0) end();
    else if (token.kind === 'space' && words.length === 0) indent = columnsOf(token.text);
    else if (!['space', 'newline', 'comment'].includes(token.kind)) words.push(token);
  }
  end();
  return lines;
}

function depthOf(mark: string): number {
  return Number('([{'.includes(mark)) - Number(')]}'.includes(mark));
}

function columnsOf(space: string): number {
  return Array.from(space).reduce(
    (column, mark) => (mark === '\t' ? (Math.floor(column / TAB) + 1) * TAB : column + 1),
    0,
  );
}
