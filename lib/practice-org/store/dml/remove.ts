import { failed, succeeded } from '../record-errors';
import { type Table } from '../table';
import { type Tables } from '../tables';
import { BatchFailure } from '../types';
import { type Batch, type ChunkAction } from './batch';
import { locate } from './locate';

/** `delete`: into the recycle bin, where only queryAll finds it. */
export function moveToBin(batch: Batch): ChunkAction {
  return remove(batch, (table, row) => {
    table.write(row, table.fieldNumber('LastModifiedDate') ?? -1, batch.now);
    table.moveToBin(row);
  });
}

/** `hardDelete`: past the recycle bin. */
export function removeForGood(batch: Batch): ChunkAction {
  return remove(batch, (table, row) => {
    table.removeForGood(row);
  });
}

type RemoveRow = (table: Table, row: number) => void;

function remove(batch: Batch, removeRow: RemoveRow): ChunkAction {
  const { table, tables, request } = batch;
  const holdsOnlyIds = batch.columns.every(({ name, parent }) => parent === undefined && name.toLowerCase() === 'id');
  if (!holdsOnlyIds || batch.columns.length !== 1) {
    throw new BatchFailure('InvalidBatch', `The '${request.operation}' batch must contain only ids`);
  }
  return (chunk) =>
    chunk.map((row) => {
      const at = locate(table, row[0], `a ${request.operation} call`);
      if (typeof at !== 'number') return failed([at]);
      const id = table.idOf(at);
      removeWithChildren({ tables, table, row: at, removeRow });
      return succeeded(id, false);
    });
}

interface Removal {
  readonly tables: Tables;
  readonly table: Table;
  readonly row: number;
  readonly removeRow: RemoveRow;
}

function removeWithChildren({ tables, table, row, removeRow }: Removal): void {
  const id = table.idOf(row);
  removeRow(table, row);
  for (const { child, fieldNumber } of tables.cascades(table)) {
    const children = Array.from(child.find(fieldNumber, id)).filter((childRow) => child.isLive(childRow));
    for (const childRow of children) removeWithChildren({ tables, table: child, row: childRow, removeRow });
  }
}
