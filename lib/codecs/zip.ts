import { promisify } from 'node:util';
import { type AsyncZipOptions, type AsyncZippable } from 'fflate';

/** Packs files into a zip, by path; `/` parts folders. */
export async function writeZip(files: Readonly<Record<string, Uint8Array>>): Promise<Buffer> {
  const { zip } = await import('fflate');
  return Buffer.from(
    await promisify<AsyncZippable, AsyncZipOptions, Uint8Array>(zip)({ ...files }, { mtime: NO_TIME }),
  );
}

/** The same files give the same bytes, whenever they are packed: a load that goes on after a crash is known by them. */
const NO_TIME = '1980-01-01T00:00:00';
