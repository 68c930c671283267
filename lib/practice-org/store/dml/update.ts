import { failed, tooManyUpdatesOfOne } from '../record-errors';
import { type Table } from '../table';
import { type RecordResult } from '../types';
import { type Batch, type ChunkAction, columnOf, type InputRow } from './batch';
import { bindColumns } from './bindings';
import { locate } from './locate';
import { RowWriter } from './row-writer';

/** How often the service updates one record in one chunk. */
const UPDATES_OF_ONE_RECORD = 12;

export function update(batch: Batch): ChunkAction {
  const keyColumn = columnOf(batch, 'Id');
  const writer = new RowWriter({ batch, bindings: bindColumns(batch), mode: 'update', keyColumn });
  return (chunk) => {
    const counter = new UpdateCounter(batch.table);
    return chunk.map((row) => updateRow({ batch, row, writer, counter, keyColumn }));
  };
}

interface RowUpdate {
  readonly batch: Batch;
  readonly row: InputRow;
  readonly writer: RowWriter;
  readonly counter: UpdateCounter;
  readonly keyColumn: number;
}

function updateRow({ batch, row, writer, counter, keyColumn }: RowUpdate): RecordResult {
  const at = locate(batch.table, row[keyColumn], 'an update call');
  if (typeof at !== 'number') return failed([at]);
  return counter.refusal(at) ?? writer.update(at, row);
}

/** Counts the updates of each record in one chunk. */
export class UpdateCounter {
  readonly #counts = new Map<number, number>();

  constructor(readonly table: Table) {}

  refusal(row: number): RecordResult | undefined {
    const count = (this.#counts.get(row) ?? 0) + 1;
    this.#counts.set(row, count);
    if (count <= UPDATES_OF_ONE_RECORD) return undefined;
    return failed([tooManyUpdatesOfOne(this.table.idOf(row), UPDATES_OF_ONE_RECORD)]);
  }
}
