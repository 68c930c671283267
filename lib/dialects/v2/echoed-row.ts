import { HeldTexts } from '../../records/held-texts';
import { batchError } from '../../records/infos';
import { parseErrors } from '../../records/record-errors';
import { type BatchInfo, type ResultRow, type Row } from '../../records/types';

/** The lists in which a load's results come. */
export type Which = 'successfulResults' | 'failedResults' | 'unprocessedrecords';

/** The columns of one list. */
export class EchoedColumns {
  /** Where the row's own columns stand, by their names in lower case. */
  readonly places: ReadonlyMap<string, number>;

  constructor(
    readonly which: Which,
    readonly names: readonly string[],
  ) {
    const places = names.map((name, at): [string, number] => [name.toLowerCase(), at]);
    this.places = new Map(places.filter(([name]) => !name.startsWith('sf__')));
  }
}

/** A row as the service gives it back. */
export class EchoedRow {
  constructor(
    readonly columns: EchoedColumns,
    readonly cells: readonly string[],
  ) {}

  /** The value of one of its own columns. */
  get(column: string): string | undefined {
    const at = this.columns.places.get(column);
    return at === undefined ? undefined : this.cells[at];
  }

  /** What became of it, with the row itself. */
  toResult(info: BatchInfo): ResultRow {
    const record: Row = {};
    for (const [at, name] of this.columns.names.entries()) record[name] = this.cells[at] ?? '';
    const result = outcomeOf(this.columns.which, record, info);
    result.record = record;
    return result;
  }
}

/** All rows of a batch as the service gives them back. There may be millions of them: each is made when it is asked for. */
export class EchoedRows {
  readonly #texts = new HeldTexts();
  /** The lists in which they came, each with the number of its first row. */
  readonly #lists: { readonly columns: EchoedColumns; readonly first: number }[] = [];

  get count(): number {
    return this.#texts.count;
  }

  add({ columns, cells }: EchoedRow): void {
    if (this.#lists.at(-1)?.columns !== columns) this.#lists.push({ columns, first: this.count });
    this.#texts.add(JSON.stringify(cells));
  }

  /** @throws {RangeError} when there are not as many */
  at(number: number): EchoedRow {
    const cells = JSON.parse(this.#texts.at(number)) as string[];
    const list = this.#lists.findLast(({ first }) => first <= number);
    if (list === undefined) throw new RangeError(`There is no row ${number} of ${this.count}`);
    return new EchoedRow(list.columns, cells);
  }
}

function outcomeOf(which: Which, record: Row, info: BatchInfo): ResultRow {
  const { sf__Id: text = '', sf__Created: created, sf__Error: error = '' } = record;
  const id = text === '' ? null : text;
  if (which === 'successfulResults') return { id, success: true, created: created === 'true', errors: [] };
  if (which === 'failedResults') return { id, success: false, created: false, errors: parseErrors(error) };
  return { id, success: false, created: false, errors: [batchError(info)], notProcessed: true };
}
