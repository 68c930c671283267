import { writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { type Command } from '../command';
import { counted } from '../format/cell';
import { programOf } from '../saved-script/program';
import { type Session } from '../session';
import { UsageError } from '../usage-error';

export const saveScript: Command = {
  name: 'save-script',
  argument: 'FILE.ts [--force]',
  summary: 'Saves what was done as a TypeScript program, without its secrets',
  run: async ({ session, argument }) => {
    const [, path, force] = /^(.+?\.ts)(\s+--force)?$/.exec(argument) ?? [];
    if (path === undefined) throw new UsageError('.save-script takes a file whose name ends in .ts');
    if (session.recorder.lines.length === 0) throw new UsageError('there is nothing to save yet');
    await write(path, programFor(path, session), { isForced: force !== undefined });
    const lines = counted(session.recorder.lines.length, 'line');
    session.screen.print(`${lines} saved. To run: npx ts-node --transpile-only ${path}`);
  },
};

function programFor(path: string, { recorder }: Session): string {
  const folder = dirname(resolve(path));
  return programOf({
    recorder,
    fileName: basename(path),
    library: moduleName(folder, 'index', 'sfbulk'),
    practiceOrg: moduleName(folder, 'practice-org/index', 'sfbulk/practice-org'),
  });
}

/** In a clone of the repository, where the prompt runs as TypeScript, the package is not installed: its source is there. */
function moduleName(folder: string, file: string, ofPackage: string): string {
  if (!__filename.endsWith('.ts')) return ofPackage;
  const path = relative(folder, join(__dirname, '../..', file))
    .split(sep)
    .join('/');
  return path.startsWith('.') ? path : `./${path}`;
}

async function write(path: string, text: string, { isForced }: { isForced: boolean }): Promise<void> {
  try {
    await writeFile(path, text, { flag: isForced ? 'w' : 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new UsageError(`"${path}" is there already; .save-script ${path} --force writes over it`);
  }
}
