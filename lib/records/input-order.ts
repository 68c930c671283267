/**
 * Puts results back into the order of the rows that were sent, where the service gives them in an order of its own. It
 * gives each row's values back, too, so a result is matched to its row by them: as the service converts them; where that
 * does not tell rows apart, as they are; then by the row's key alone. There may be millions: only fingerprints are held.
 */
import { converted } from './converted-value';
import { Fingerprints, groups, type Group } from './fingerprints';

export interface OrderRequest {
  /** How many results there are. */
  readonly count: number;
  /** The values that came back with a result, by column name in lower case. */
  readonly valuesOf: (result: number) => { get(column: string): string | undefined };
  /** Reads the rows that were sent, as often as needed: the header first. */
  readonly input: () => AsyncIterable<string[][]>;
  /** The column that names a record: `Id`, or the external id of an upsert. */
  readonly key: string | undefined;
}

/** What of a row is compared. */
type View = (cells: readonly string[]) => string;

/** For each row that was sent, the number of its result; undefined when it cannot be known for each of them. */
export async function inInputOrder(request: OrderRequest): Promise<Int32Array | undefined> {
  const columns = await readColumns(request.input());
  const matching = new Matching(request, columns);
  for (const view of viewsOf(columns, request.key)) {
    await matching.match(view);
    if (matching.rowsSent !== request.count) return undefined;
    if (matching.isComplete) return matching.order;
  }
  return undefined;
}

async function readColumns(input: AsyncIterable<string[][]>): Promise<string[]> {
  for await (const [header = []] of input) return header.map((name) => name.toLowerCase());
  return [];
}

const asTheyAre: View = (cells) => JSON.stringify(cells);
const asConverted: View = (cells) => JSON.stringify(cells.map(converted));

/** Rows that only look alike when they are converted may be fewer once those are known that differ as they are. */
const BY_VALUES = [asConverted, asTheyAre, asConverted];

function viewsOf(columns: readonly string[], key = ''): readonly View[] {
  const at = columns.indexOf(key.toLowerCase());
  if (at === -1) return BY_VALUES;
  const byKey: View = (cells) => (cells[at] ?? '').toLowerCase();
  return [...BY_VALUES, byKey, (cells) => converted(byKey(cells))];
}

/** Which result belongs to which row, as far as it is known. */
class Matching {
  /** The number of each row's result. */
  readonly order: Int32Array;
  /** As the last reading has counted them. */
  rowsSent = 0;
  readonly #request: OrderRequest;
  readonly #columns: readonly string[];
  /** The numbers of those that have nobody yet, ascending. */
  #rows: Int32Array;
  #results: Int32Array;

  constructor(request: OrderRequest, columns: readonly string[]) {
    this.#request = request;
    this.#columns = columns;
    this.order = new Int32Array(request.count);
    this.#rows = Int32Array.from(this.order.keys());
    this.#results = this.#rows;
  }

  get isComplete(): boolean {
    return this.#rows.length === 0;
  }

  /** Pairs what this view can tell apart; rows that differ but look the same in it stay open. */
  async match(view: View): Promise<void> {
    const [rows, results] = [this.#rows, this.#results];
    const open: { rows: number[]; results: number[] } = { rows: [], results: [] };
    const leaveOpen = ({ ones, others }: Group): void => {
      for (const place of ones) open.rows.push(rows[place] ?? 0);
      for (const place of others) open.results.push(results[place] ?? 0);
    };
    const pair = ({ ones, others }: Group): void => {
      ones.forEach((place, at) => (this.order[rows[place] ?? 0] = results[others[at] ?? 0] ?? 0));
    };
    const alike: Group[] = [];
    for (const group of groups(await this.#printsOfRows(view), this.#printsOfResults(view))) {
      if (group.ones.length !== group.others.length) leaveOpen(group);
      else if (group.ones.length === 1) pair(group);
      else alike.push(group);
    }
    if (alike.length > 0) {
      const exact = await this.#printsOfRows(asTheyAre);
      // Rows that are equal in every value may swap their results; rows that only look alike may not.
      for (const group of alike) (areSame(exact, group.ones) ? pair : leaveOpen)(group);
    }
    this.#rows = Int32Array.from(open.rows).sort();
    this.#results = Int32Array.from(open.results).sort();
  }

  async #printsOfRows(view: View): Promise<Fingerprints> {
    const prints = new Fingerprints();
    let row = -1;
    for await (const block of this.#request.input()) {
      for (const cells of block) {
        // The first is the header.
        if (row >= 0 && row === this.#rows[prints.length]) prints.add(view(cells));
        row++;
      }
    }
    this.rowsSent = Math.max(row, 0);
    return prints;
  }

  #printsOfResults(view: View): Fingerprints {
    const prints = new Fingerprints();
    for (const result of this.#results) {
      const values = this.#request.valuesOf(result);
      prints.add(view(this.#columns.map((column) => values.get(column) ?? '')));
    }
    return prints;
  }
}

function areSame(prints: Fingerprints, [first = 0, ...others]: Iterable<number>): boolean {
  return others.every((other) => prints.isSame(first, other));
}
