import { promisify } from 'node:util';
import { zip, type AsyncZippable } from 'fflate';

const zipAsync = promisify<AsyncZippable, Uint8Array>(zip);

/** Packs files into a zip, by path; `/` parts folders. */
export async function writeZip(files: Readonly<Record<string, Uint8Array>>): Promise<Buffer> {
  return Buffer.from(await zipAsync({ ...files }));
}
