import { promisify } from 'node:util';
import { type AsyncZippable } from 'fflate';

/** Packs files into a zip, by path; `/` parts folders. */
export async function writeZip(files: Readonly<Record<string, Uint8Array>>): Promise<Buffer> {
  const { zip } = await import('fflate');
  return Buffer.from(await promisify<AsyncZippable, Uint8Array>(zip)({ ...files }));
}
