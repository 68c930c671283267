import { copyFile, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ROOT } from '../house/files';
import { npm } from './run';

/** The package as a user has it: packed, and installed in a folder that held nothing. */
export interface Installed {
  readonly tarball: string;
  /** The user's folder. */
  readonly home: string;
  /** The package in it. */
  readonly root: string;
  remove(): Promise<void>;
}

export async function packAndInstall(): Promise<Installed> {
  const place = await realpath(await mkdtemp(join(tmpdir(), 'sfbulk-package-')));
  const remove = (): Promise<void> => rm(place, { recursive: true, force: true });
  try {
    const tarball = await pack(place);
    const home = join(place, 'home');
    await install(tarball, home);
    return { tarball, home, root: join(home, 'node_modules/sfbulk'), remove };
  } catch (failure) {
    await remove();
    throw failure;
  }
}

/** A build of yesterday lies about, as on most people's machines. */
async function pack(into: string): Promise<string> {
  await mkdir(join(ROOT, 'dist/lib'), { recursive: true });
  await writeFile(join(ROOT, 'dist/lib/left-behind.js'), '');
  const { stdout } = await npm(['pack', '--ignore-scripts=false', '--pack-destination', into], { cwd: ROOT });
  return join(into, stdout.trim().split('\n').at(-1) ?? '');
}

/** What the house's own install has fetched is in npm's cache: the registry is asked only for what is missing there. */
async function install(tarball: string, home: string): Promise<void> {
  await mkdir(home);
  await writeFile(join(home, 'package.json'), '{ "private": true }');
  await npm(['install', '--prefer-offline', '--no-package-lock', tarball], { cwd: home });
}

/** Puts one of the sample programs into the user's folder. */
export async function addProgram({ home }: Installed, name: string): Promise<string> {
  await copyFile(join(__dirname, 'consumer', name), join(home, basename(name)));
  return join(home, basename(name));
}

/** A user of a library for Node has Node's types. */
export async function addNodeTypes({ home }: Installed): Promise<void> {
  await mkdir(join(home, 'node_modules/@types'), { recursive: true });
  await symlink(join(ROOT, 'node_modules/@types/node'), join(home, 'node_modules/@types/node'), 'junction');
}
