import { type Batch, type ChunkAction } from './batch';
import { bindColumns } from './bindings';
import { RowWriter } from './row-writer';

export function insert(batch: Batch): ChunkAction {
  const writer = new RowWriter({ batch, bindings: bindColumns(batch), mode: 'insert' });
  return (chunk) => chunk.map((row) => writer.insert(row));
}
