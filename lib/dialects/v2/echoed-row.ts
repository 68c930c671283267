import { parseErrors } from '../../records/record-errors';
import { type BatchInfo, type RecordError, type ResultRow, type Row } from '../../records/types';

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

/** A row as the service gives it back. All rows of a batch are held at once, so each is no more than its cells. */
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
    const record = Object.fromEntries(this.columns.names.map((name, at) => [name, this.cells[at] ?? '']));
    return { ...outcomeOf(this.columns.which, record, info), record };
  }
}

function outcomeOf(which: Which, record: Row, info: BatchInfo): ResultRow {
  const { sf__Id: text = '', sf__Created: created, sf__Error: error = '' } = record;
  const id = text === '' ? null : text;
  if (which === 'successfulResults') return { id, success: true, created: created === 'true', errors: [] };
  if (which === 'failedResults') return { id, success: false, created: false, errors: parseErrors(error) };
  return { id, success: false, created: false, errors: [unprocessed(info)], notProcessed: true };
}

function unprocessed({ id, state, stateMessage }: BatchInfo): RecordError {
  const [, statusCode, message] = /^(\w+) : ([^]*)$/.exec(stateMessage ?? '') ?? [];
  if (statusCode !== undefined && message !== undefined) return { statusCode, message, fields: [] };
  return { statusCode: state, message: stateMessage ?? `Batch ${id} was not processed`, fields: [] };
}
