/** Zipped batches: `request.txt` at the root, and the files that its records point at. */
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise, type ZipFile } from 'yauzl';
import { ZIP_ENTRIES, ZIP_FILE_NAME_BYTES, ZIP_UNZIPPED_BYTES } from '../../wire/limits';
import { ZIP_REQUEST_ENTRY } from '../../wire/v1';
import { BatchFailure, type InputTable, type InputValue, type ObjectSchema, type RecordError } from '../store/types';
import { type LoadData } from './load-data';

export interface ZipContent {
  readonly request: Buffer;
  /** By their path from the root; folders are not files. */
  readonly files: ReadonlyMap<string, Buffer>;
}

const invalid = (message: string): BatchFailure => new BatchFailure('InvalidBatch', message);

export const readZip = async (body: Buffer): Promise<ZipContent> => {
  const files = await readFiles(body);
  const request = files.get(ZIP_REQUEST_ENTRY);
  if (request === undefined) throw invalid(`Failed to find ${ZIP_REQUEST_ENTRY} at the root of the zip file`);
  return { request, files };
};

const readFiles = async (body: Buffer): Promise<Map<string, Buffer>> => {
  try {
    return await unzip(await fromBufferPromise(body));
  } catch (error) {
    if (error instanceof BatchFailure) throw error;
    throw new BatchFailure('InvalidBatch', 'Failed to read the zip file');
  }
};

/** Sizes are checked by what the directory says, and the library cuts off an entry that holds more than that. */
const unzip = async (zip: ZipFile): Promise<Map<string, Buffer>> => {
  const files = new Map<string, Buffer>();
  let size = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    size += entry.uncompressedSize;
    if (size > ZIP_UNZIPPED_BYTES) throw invalid(`Exceeded max unzipped size of ${ZIP_UNZIPPED_BYTES}`);
    if (files.size >= ZIP_ENTRIES) throw invalid(`Exceeded number of files: ${ZIP_ENTRIES}`);
    if (Buffer.byteLength(entry.fileName) > ZIP_FILE_NAME_BYTES) {
      throw invalid(`Exceeded max length of a file name: ${ZIP_FILE_NAME_BYTES}`);
    }
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  }
  return files;
};

export interface Attachments {
  readonly object: ObjectSchema;
  readonly files: ZipContent['files'];
}

/** Puts the files in the place of `#path`; a record that points at none is refused by itself. */
export const attachFiles = (table: InputTable, { object, files }: Attachments): LoadData => {
  const binary = new Set(object.fields.filter(({ type }) => type === 'base64').map(({ name }) => name.toLowerCase()));
  const places = table.columns.flatMap(({ name }, place) => (binary.has(name.toLowerCase()) ? [place] : []));
  const refused = new Map<number, RecordError>();
  const rows = table.rows.map((row, number) =>
    row.map((value, place) => {
      if (!places.includes(place) || value === null || value === undefined) return value;
      const content = fileAt(value, files);
      if (content === undefined) refused.set(number, notAttached(table.columns[place]?.name ?? '', value));
      return content?.toString('base64');
    }),
  );
  return { table: { columns: table.columns, rows }, refused };
};

const fileAt = (value: InputValue, files: ZipContent['files']): Buffer | undefined => {
  const [, path] = /^#(.+)$/.exec(String(value)) ?? [];
  return path === undefined ? undefined : files.get(path);
};

const notAttached = (field: string, value: InputValue): RecordError => ({
  statusCode: 'INVALID_FIELD',
  message: `The file that ${field} refers to is not in the zip file: ${String(value)}`,
  fields: [field],
});
