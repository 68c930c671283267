import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { isUint8Array } from 'node:util/types';
import { writeZip } from '../codecs/zip';
import { InputException } from '../errors';
import { ZIP_BYTES, ZIP_ENTRIES, ZIP_FILE_NAME_BYTES, ZIP_UNZIPPED_BYTES } from '../wire/limits';
import { ZIP_REQUEST_ENTRY } from '../wire/v1';
import { flatten } from './flat-rows';
import { type Place } from './field-text';
import { noRows, refuseEmpty, type RowBatching } from './rows-to-batches';
import { FileAttachment, type Attachment, type FlatRow, type InputRow, type Payload } from './types';

export interface ZipBatching extends RowBatching {
  /** Whether the limits for attachments are looked at before anything is sent. */
  readonly checkZip: boolean;
}

/** A row with its files read, and their paths in the zip in their fields. */
interface PackedRow {
  readonly row: FlatRow;
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly bytes: number;
}

/** Makes zipped batches of rows with attachments: `request.txt` has the rows, the files lie beside it. */
export async function* rowsToZips(blocks: AsyncIterable<InputRow[]>, batching: ZipBatching): AsyncGenerator<Payload> {
  let batch = emptyBatch();
  let number = 0;
  let firstRow = 1;
  for await (const row of eachRow(blocks)) {
    const packed = await pack(flatten(row, ++number), number, batching);
    if (batch.rows.length > 0 && isFullWith(packed, batch, batching)) {
      yield* zipUp(batch.rows, firstRow, batching);
      firstRow = number;
      batch = emptyBatch();
    }
    add(packed, batch);
  }
  if (number === 0) throw noRows();
  yield* zipUp(batch.rows, firstRow, batching);
}

async function* eachRow(blocks: AsyncIterable<InputRow[]>): AsyncGenerator<InputRow> {
  for await (const block of blocks) yield* block;
}

/** A batch that is being filled, with what is counted of it. */
interface OpenBatch {
  readonly rows: PackedRow[];
  entries: number;
  bytes: number;
}

/** One entry is `request.txt`. */
const emptyBatch = (): OpenBatch => ({ rows: [], entries: 1, bytes: 0 });

function isFullWith(next: PackedRow, { rows, entries, bytes }: OpenBatch, { records }: ZipBatching): boolean {
  const isOver = entries + Object.keys(next.files).length > ZIP_ENTRIES || bytes + next.bytes > ZIP_UNZIPPED_BYTES;
  return rows.length === records || isOver;
}

function add(packed: PackedRow, batch: OpenBatch): void {
  batch.rows.push(packed);
  batch.entries += Object.keys(packed.files).length;
  batch.bytes += packed.bytes;
}

/** Text compresses and pictures do not, so only the zip itself shows whether it is within its limit. */
async function* zipUp(batch: readonly PackedRow[], firstRow: number, batching: ZipBatching): AsyncGenerator<Payload> {
  const request = batching.encode({ rows: batch.map(({ row }) => row), firstRow });
  const files = Object.assign({ [ZIP_REQUEST_ENTRY]: request }, ...batch.map((one) => one.files)) as Record<
    string,
    Buffer
  >;
  const body = await writeZip(files);
  if (body.length <= ZIP_BYTES || (batch.length === 1 && !batching.checkZip)) {
    yield { body, firstRow, rows: batch.length };
    return;
  }
  if (batch.length === 1) throw tooLarge({ row: firstRow, field: '' }, body.length);
  const half = Math.ceil(batch.length / 2);
  yield* zipUp(batch.slice(0, half), firstRow, batching);
  yield* zipUp(batch.slice(half), firstRow + half, batching);
}

async function pack(row: FlatRow, number: number, batching: ZipBatching): Promise<PackedRow> {
  const files: Record<string, Uint8Array> = {};
  const fields: Record<string, FlatRow[string]> = {};
  let bytes = 0;
  for (const [field, value] of Object.entries(row as InputRow)) {
    const place = { row: number, field };
    if (!isAttachment(value)) {
      fields[field] = value as FlatRow[string];
      continue;
    }
    const content = await read(value, place);
    const path = pathFor(value, { place, taken: files });
    if (batching.checkZip) checkFile(path, content, place);
    files[path] = content;
    fields[field] = `#${path}`;
    bytes += content.length;
  }
  refuseEmpty(fields, number);
  batching.check(fields, number);
  return { row: fields, files, bytes };
}

/** Names repeat from row to row, so each row has a folder of its own; where they repeat in a row, its field has one. */
function pathFor(
  attachment: Attachment,
  { place: { row, field }, taken }: { place: Place; taken: PackedRow['files'] },
): string {
  const name = attachment instanceof FileAttachment ? basename(attachment.path) : field;
  const path = `${row}/${name}`;
  return path in taken ? `${row}.${field}/${name}` : path;
}

function isAttachment(value: unknown): value is Attachment {
  if (value instanceof FileAttachment || isUint8Array(value)) return true;
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

async function read(attachment: Attachment, { row, field }: Place): Promise<Uint8Array> {
  if (isUint8Array(attachment)) return attachment;
  const source = attachment instanceof FileAttachment ? createReadStream(attachment.path) : attachment;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const part of source as AsyncIterable<unknown>) {
      if (!isUint8Array(part)) throw noBytes({ row, field }, typeof part === 'string' ? 'text' : 'what is no bytes');
      parts.push(part);
      bytes += part.length;
      if (bytes > ZIP_UNZIPPED_BYTES) throw tooLarge({ row, field }, bytes);
    }
  } catch (cause) {
    if (cause instanceof InputException) throw cause;
    throw new InputException(`Row ${row}, field "${field}": the file cannot be read: ${(cause as Error).message}`, {
      row,
      field,
      advice: 'Check the path; it is taken from the folder in which the program runs.',
      cause,
    });
  }
  return Buffer.concat(parts);
}

function noBytes({ row, field }: Place, what: string): InputException {
  return new InputException(`Row ${row}, field "${field}": the stream gives ${what}, and a file is made of bytes`, {
    row,
    field,
    advice: 'Give a stream that was opened without an encoding, or a Buffer: Buffer.from(text).',
  });
}

function checkFile(path: string, content: Uint8Array, place: Place): void {
  if (content.length > ZIP_UNZIPPED_BYTES) throw tooLarge(place, content.length);
  if (Buffer.byteLength(path) <= ZIP_FILE_NAME_BYTES) return;
  throw new InputException(
    `Row ${place.row}, field "${place.field}": the file's name is longer than ${ZIP_FILE_NAME_BYTES} bytes`,
    {
      ...place,
      advice: 'Give the file a shorter name.',
    },
  );
}

function tooLarge(place: Place, bytes: number): InputException {
  return new InputException(
    `Row ${place.row}: its files make ${bytes} bytes, and a zipped batch may have ${ZIP_BYTES}`,
    {
      ...place,
      advice: 'The Bulk API takes no larger files; load this one by REST.',
    },
  );
}
