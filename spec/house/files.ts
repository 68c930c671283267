import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

export const ROOT = resolve(__dirname, '../..');

/** What is made, fetched or private: no part of the house. */
const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', '.git', '.scratch']);

/** Every file below a folder of the house, by its path from the root. */
export function filesBelow(folder: string): string[] {
  const files = readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (NOT_OURS.has(entry.name)) return [];
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path.split(sep).join('/')] : [];
  });
  return files.sort();
}

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export function fromRoot(path: string): string {
  return relative(ROOT, path).split(sep).join('/');
}
