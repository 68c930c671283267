import { writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type Command } from '../command';
import { counted } from '../format/counts';
import { quoted } from '../format/curl-text';
import { programOf } from '../saved-script/program';
import { type Session } from '../session';
import { UsageError } from '../usage-error';

export const saveScript: Command = {
  name: 'save-script',
  argument: 'FILE.ts',
  summary: 'Saves what was done as a TypeScript program, without its secrets',
  run: async ({ session, argument }) => {
    const [, path, force] = /^(.+?\.ts)(\s+--force)?$/.exec(argument) ?? [];
    if (path === undefined) throw new UsageError('.save-script takes a file whose name ends in .ts');
    if (session.recorder.lines.length === 0) throw new UsageError('there is nothing to save yet');
    const command = `npx ts-node ${optionsFor(path)}${/[^\w./-]/.test(path) ? quoted(path) : path}`;
    await write(path, programFor(path, command, session), { isForced: force !== undefined });
    session.screen.print(`${counted(session.recorder.lines.length, 'line')} saved. To run: ${command}`);
  },
};

function programFor(path: string, command: string, { recorder }: Session): string {
  const folder = dirname(resolve(path));
  return programOf({
    recorder,
    command,
    library: moduleName(folder, 'index', 'sfbulk'),
    practiceOrg: moduleName(folder, 'practice-org/index', 'sfbulk/practice-org'),
  });
}

const isClone = __filename.endsWith('.ts');

/** In a clone of the repository, where the prompt runs as TypeScript, the package is not installed: its source is there. */
function moduleName(folder: string, file: string, ofPackage: string): string {
  if (!isClone) return ofPackage;
  const path = relative(folder, join(LIBRARY, file)).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}

const LIBRARY = join(__dirname, '../..');

/** With TypeScript 6, ts-node by itself sets an option that is deprecated, and takes no file; a clone is set up for it. */
function optionsFor(path: string): string {
  const isInClone = isClone && !relative(dirname(LIBRARY), resolve(path)).startsWith('..');
  return isInClone ? '' : `-T -O '{"module":"nodenext","moduleResolution":"nodenext"}' `;
}

async function write(path: string, text: string, { isForced }: { isForced: boolean }): Promise<void> {
  try {
    await writeFile(path, text, { flag: isForced ? 'w' : 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new UsageError(`"${path}" is there already; .save-script ${path} --force writes over it`);
  }
}
