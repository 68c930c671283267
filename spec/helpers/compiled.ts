/** The program as it is run: compiled into a folder of its own, once for all specs, as quickly as they are themselves. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { create } from 'ts-node';
import { ROOT } from '../house/files';

/** What is run as a program, or by one. */
const SOURCES = ['lib', 'spec/exactly-once'];

let place: string | undefined;

/** The path of a compiled file: `lib/cli/sfbulk` → `…/dist/lib/cli/sfbulk.js`. */
export function compiled(module: string): string {
  place ??= compile();
  return join(place, 'dist', `${module}.js`);
}

function compile(): string {
  const into = mkdtempSync(join(tmpdir(), 'sfbulk-compiled-'));
  process.once('exit', () => {
    rmSync(into, { recursive: true, force: true });
  });
  // The package finds itself, and what it needs, by these.
  cpSync(join(ROOT, 'package.json'), join(into, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(into, 'node_modules'), 'junction');
  const compiler = create({ cwd: ROOT, transpileOnly: true });
  for (const source of [...SOURCES.flatMap(sourcesIn), 'repl.ts']) {
    const target = join(into, 'dist', source.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    const path = join(ROOT, source);
    writeFileSync(target, compiler.compile(readFileSync(path, 'utf8'), path));
  }
  return into;
}

function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}
