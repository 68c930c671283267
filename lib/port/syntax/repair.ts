/**
 * A text that is no Python in places is read all the same, but never by halves: a line that cannot be read is set aside with
 * all that hangs on it (the block below it, its `else`), and what the grammar then reads is whole.
 */
import { type Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import { disguise } from './disguise';
import { faultsIn } from './faults';
import { type LogicalLine, logicalLines } from './logical-lines';
import { scan } from './scan';
import { type Span } from './tree';

export interface Repaired {
  readonly tree: Tree;
  /** What was set aside, by where it begins. A statement stands for it in the tree. */
  readonly broken: ReadonlyMap<number, number>;
  /** Offsets of what is no Python. */
  readonly faults: readonly number[];
}

/** One character long, so that it fits anywhere, and a statement in any block. */
const PLACEHOLDER = '0';

export function repair(source: string): Repaired {
  const broken = new Map<number, number>();
  const faults: number[] = [];
  const known = scan(source);
  const lines = logicalLines(known);
  const disguised = disguise(source, known);
  for (let readable = disguised; ; readable = withPlaceholders(disguised, broken)) {
    const tokens = scan(readable);
    const tree = parser.parse(readable);
    const found = faultsIn({ tree, tokens, lines: logicalLines(tokens) });
    const before = String([...broken]);
    for (const fault of firstOfEach(found, lines)) setAside(fault, { lines, broken, faults });
    if (String([...broken]) === before) return { tree, broken, faults };
  }
}

/** One fault makes others below it, until what it belongs to is set aside. */
function firstOfEach(faults: readonly number[], lines: readonly LogicalLine[]): number[] {
  let end = -1;
  return faults.filter((fault) => {
    if (fault < end) return false;
    end = suiteAround(lineAt(fault, lines), lines).to;
    return true;
  });
}

function lineAt(offset: number, lines: readonly LogicalLine[]): number {
  const at = lines.findLastIndex(({ from }) => from <= offset);
  return Math.max(0, at);
}

interface Damage {
  readonly lines: readonly LogicalLine[];
  readonly broken: Map<number, number>;
  readonly faults: number[];
}

/** A fault within what was set aside already means that the line above it was meant to hold it. */
function setAside(fault: number, { lines, broken, faults }: Damage): void {
  const known = [...broken].find(([from, to]) => from <= fault && fault < to);
  const isNew = known === undefined;
  const start = isNew ? lineAt(fault, lines) : lines.findIndex(({ from }) => from === known[0]) - 1;
  if (isNew) faults.push(fault);
  const { from, to } = suiteAround(Math.max(0, start), lines);
  const end = Math.max(to, known?.[1] ?? 0);
  for (const place of broken.keys()) if (place >= from && place < end) broken.delete(place);
  broken.set(from, end);
}

const CLAUSES = new Set(['elif', 'else', 'except', 'finally']);

/** The line, from the head that it is a clause of, to the end of the block below it and of its other clauses. */
function suiteAround(at: number, lines: readonly LogicalLine[]): Span {
  const indent = lines[at]?.indent ?? 0;
  let start = at;
  while (start > 0 && isPartOf(lines[start], indent)) start -= 1;
  let end = at;
  while (isPartOf(lines[end + 1], indent)) end += 1;
  return { from: lines[start]?.from ?? 0, to: lines[end]?.to ?? 0 };
}

function isPartOf(line: LogicalLine | undefined, indent: number): boolean {
  if (line === undefined) return false;
  return line.indent > indent || (line.indent === indent && CLAUSES.has(line.first));
}

function withPlaceholders(source: string, broken: ReadonlyMap<number, number>): string {
  let readable = source;
  for (const [from, to] of broken) {
    const blank = source.slice(from + PLACEHOLDER.length, to).replace(/[^\n]/g, ' ');
    readable = readable.slice(0, from) + PLACEHOLDER + blank + readable.slice(to);
  }
  return readable;
}
