import stringWidth from 'string-width';
import { cellText, cutTo, padTo } from './cell';
import { counted } from './counts';
import { type Frame } from './frame';

/** What stands in a table: the columns by name, each record's values under them. */
export type TableRecord = Readonly<Record<string, unknown>>;

export interface TableContent {
  readonly records: readonly TableRecord[];
  /** Default: the union of the records' keys. */
  readonly columns?: readonly string[];
}

interface Column {
  readonly name: string;
  readonly cells: readonly string[];
  readonly align: 'left' | 'right';
  readonly width: number;
  /** Never cut: half an id names no record. */
  readonly isWhole: boolean;
}

/** Columns that fit the frame, as many rows as fit, and a note on what was left out. */
export function tableText({ records, columns = columnsOf(records) }: TableContent, frame: Frame): string {
  // A note would take the place of the one row that it speaks of.
  const shown = records.length === frame.rows + 1 ? records : records.slice(0, frame.rows);
  const { kept, left } = fit(
    columns.map((name) => column(name, shown)),
    frame.width,
  );
  const { bold, dim } = frame.colors;
  const lines = [
    bold(lineOf(kept.map((each) => ({ ...each, text: each.name })))),
    dim(kept.map(({ width }) => '─'.repeat(width)).join(GAP)),
    ...shown.map((_record, row) => lineOf(kept.map((each) => ({ ...each, text: each.cells[row] ?? '' })))),
    ...leftOut({ rows: records.length - shown.length, columns: left }).map((note) => dim(cutTo(frame.width, note))),
  ];
  return lines.join('\n');
}

export function columnsOf(records: readonly TableRecord[]): string[] {
  const names = new Set<string>();
  for (const record of records) for (const name of Object.keys(record)) names.add(name);
  return [...names];
}

function column(name: string, records: readonly TableRecord[]): Column {
  const values = records.map((record) => record[name]);
  const cells = values.map(cellText);
  const width = Math.max(stringWidth(name), ...cells.map((cell) => stringWidth(cell)));
  const align = values.some((value) => typeof value === 'number') ? 'right' : 'left';
  return { name, cells, width, align, isWhole: /^id$/i.test(name) && width <= ID_WIDTH };
}

/** Takes width from the widest first; what cannot be narrow enough goes, from the right. */
function fit(columns: readonly Column[], available: number): { kept: Column[]; left: string[] } {
  const most = howManyFit(columns, available);
  const kept = columns.slice(0, most);
  const whole = kept.filter(({ isWhole }) => isWhole);
  const taken = whole.reduce((sum, { width }) => sum + width, GAP.length * (kept.length - 1));
  const others = kept.filter(({ isWhole }) => !isWhole);
  const ceiling = ceilingOver(
    others.map(({ width }) => width),
    available - taken,
  );
  return {
    kept: kept.map((each) => ({ ...each, width: Math.min(each.width, each.isWhole ? available : ceiling) })),
    left: columns.slice(most).map(({ name }) => name),
  };
}

function howManyFit(columns: readonly Column[], available: number): number {
  let used = -GAP.length;
  const tooMany = columns.findIndex(({ width, isWhole }) => {
    used += GAP.length + (isWhole ? width : Math.min(width, NARROWEST));
    return used > available;
  });
  return tooMany === -1 ? columns.length : Math.max(1, tooMany);
}

/** The highest ceiling under which all widths together fit. */
function ceilingOver(widths: readonly number[], available: number): number {
  const ascending = [...widths].sort((a, b) => a - b);
  let room = available;
  for (const [index, width] of ascending.entries()) {
    const share = Math.floor(room / (ascending.length - index));
    if (width > share) return Math.max(1, share);
    room -= width;
  }
  return Infinity;
}

function lineOf(cells: readonly (Column & { text: string })[]): string {
  return cells
    .map(({ text, width, align }) => padTo(width, cutTo(width, text), align))
    .join(GAP)
    .trimEnd();
}

function leftOut({ rows, columns }: { rows: number; columns: readonly string[] }): string[] {
  return [
    ...(rows > 0 ? [`… and ${counted(rows, 'row')} more; _ holds them all, .mode csv prints them`] : []),
    ...(columns.length > 0 ? [`… and ${counted(columns.length, 'column')} more: ${columns.join(', ')}`] : []),
  ];
}

const GAP = '  ';

/** A column that is cut to less than this tells nothing. */
const NARROWEST = 8;

const ID_WIDTH = 18;
