import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from './usage-error';

/** Files of a command by the option that names them, or by what they are. */
type Files = Readonly<Record<string, string | undefined>>;

/**
 * Refuses what could not be written when all the work is done, or would write over what is to be read.
 *
 * @param outputs `-`, which is stdout, is left alone
 * @param inputs by what a person would call them; `-`, which is stdin, is left alone
 */
export async function checkOutputs(outputs: Files, inputs: Files = {}): Promise<void> {
  const taken = new Map<string, string>();
  for (const [name, path] of Object.entries(inputs)) if (isPath(path)) taken.set(await idOf(path), name);
  if (outputs['--success'] === '-' && outputs['--errors'] === '-')
    throw new UsageError('--success and --errors cannot both be stdout: name a file for one of them');
  for (const [name, path] of Object.entries(outputs)) {
    if (!isPath(path)) continue;
    const id = await idOf(path);
    const other = taken.get(id);
    if (other !== undefined) throw new UsageError(`${name} would write over ${other}: give it another name`);
    taken.set(id, `the file of ${name}`);
    await requireWritable(name, path);
  }
}

function isPath(path: string | undefined): path is string {
  return path !== undefined && path !== '-';
}

/** What tells a file from others: where it is there, by whatever links it is called. */
async function idOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found?.isFile() === true ? `${found.dev}:${found.ino}` : resolve(path);
}

async function requireWritable(name: string, path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) throw new UsageError(`${name} "${path}" is a folder: name a file in it`);
  try {
    await access(found === undefined ? dirname(path) : path, constants.W_OK);
  } catch (cause) {
    throw new UsageError(`${name} "${path}" cannot be written: ${(cause as Error).message}`, { cause });
  }
}
