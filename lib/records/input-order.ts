/**
 * Puts results back into the order of the rows that were sent, where the service gives them in an order of its own. It
 * gives each row's values back, too, so a result is matched to its row by them: first as they are, then as the service
 * converts them, then by the row's key alone.
 */

/** A result with the values that came back beside it, by column name in lower case. */
export interface EchoedResult<Result> {
  readonly result: Result;
  readonly values: { get(column: string): string | undefined };
}

export interface OrderRequest<Result> {
  readonly results: readonly EchoedResult<Result>[];
  /** The rows that were sent: the header first. */
  readonly input: AsyncIterable<string[][]>;
  /** The column that names a record: `Id`, or the external id of an upsert. */
  readonly key: string | undefined;
}

interface SentRow {
  readonly position: number;
  readonly cells: readonly string[];
}

/** The results by the order of the input; undefined when it cannot be known for each of them. */
export async function inInputOrder<Result>(request: OrderRequest<Result>): Promise<Result[] | undefined> {
  const { columns, rows } = await readInput(request.input);
  if (rows.length !== request.results.length) return undefined;
  const keyAt = columns.indexOf((request.key ?? '').toLowerCase());
  const views: ((cells: readonly string[]) => string)[] = [
    (cells) => JSON.stringify(cells),
    (cells) => JSON.stringify(cells.map(converted)),
    ...(keyAt === -1 ? [] : [keyIn(keyAt), (cells: readonly string[]) => converted(keyIn(keyAt)(cells))]),
  ];
  const ordered = new Map<number, Result>();
  let open = { rows, results: request.results };
  for (const view of views) open = match({ ...open, view, columns, ordered });
  if (open.rows.length > 0) return undefined;
  return rows.flatMap(({ position }) => ordered.get(position) ?? []);
}

function keyIn(column: number): (cells: readonly string[]) => string {
  return (cells) => (cells[column] ?? '').toLowerCase();
}

async function readInput(input: AsyncIterable<string[][]>): Promise<{ columns: string[]; rows: SentRow[] }> {
  let columns: string[] | undefined;
  const rows: SentRow[] = [];
  for await (const block of input) {
    const records = columns === undefined ? block.slice(1) : block;
    columns ??= (block[0] ?? []).map((name) => name.toLowerCase());
    for (const cells of records) rows.push({ position: rows.length, cells });
  }
  return { columns: columns ?? [], rows };
}

interface Matching<Result> {
  readonly rows: readonly SentRow[];
  readonly results: readonly EchoedResult<Result>[];
  /** What of a row is compared. */
  readonly view: (cells: readonly string[]) => string;
  readonly columns: readonly string[];
  readonly ordered: Map<number, Result>;
}

/** Pairs what this view can tell apart; rows that differ but look the same in it stay open. */
function match<Result>({ rows, results, view, columns, ordered }: Matching<Result>): {
  rows: SentRow[];
  results: EchoedResult<Result>[];
} {
  const waiting = group(results, ({ values }) => view(columns.map((column) => values.get(column) ?? '')));
  const open: SentRow[] = [];
  for (const [key, sent] of group(rows, ({ cells }) => view(cells))) {
    const found = waiting.get(key) ?? [];
    if (found.length !== sent.length || !areAlike(sent)) open.push(...sent);
    else {
      sent.forEach(({ position }, at) => {
        const echoed = found[at];
        if (echoed !== undefined) ordered.set(position, echoed.result);
      });
      waiting.delete(key);
    }
  }
  return { rows: open.sort((a, b) => a.position - b.position), results: [...waiting.values()].flat() };
}

function group<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [item]);
    else members.push(item);
  }
  return groups;
}

/** Rows that are equal in every value may swap their results; rows that only look alike may not. */
function areAlike([first, ...others]: readonly SentRow[]): boolean {
  const text = JSON.stringify(first?.cells);
  return others.every(({ cells }) => JSON.stringify(cells) === text);
}

/** Numbers of more digits than this lose some on their way through a double. */
const EXACT_DIGITS = 15;

/** A value as the service converts it: `45012345` comes back as `4.5012345E7`. */
function converted(value: string): string {
  if (value === '#N/A') return '';
  if (isExactNumber(value)) return String(Number(value));
  if (/^(true|false)$/i.test(value)) return value.toLowerCase();
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/i.test(value)) return timeOf(value);
  if (/^\d{4}-\d\d-\d\dZ$/.test(value)) return value.slice(0, -1);
  return value.replace(/\r\n?/g, '\n').trim();
}

function isExactNumber(value: string): boolean {
  const [, digits] = /^[+-]?(\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i.exec(value) ?? [];
  return digits !== undefined && digits.replace('.', '').length <= EXACT_DIGITS;
}

/** What is no time after all stays as it is: it must not look like every other. */
function timeOf(value: string): string {
  const time = Date.parse(value);
  return Number.isNaN(time) ? value : String(time);
}
