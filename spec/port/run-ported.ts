/** Runs a ported script as `node` would, against a practice org whose time passes when the script waits. */
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import ts from 'typescript';
import { PracticeOrg } from '../../lib/practice-org';
import * as python from '../../lib/python';

const load: (name: string) => unknown = createRequire(__filename);

export interface Ran {
  out: string;
  error: string;
  exitCode: number;
}

interface Surroundings {
  /** Behind the name of the script. */
  argv?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Copied into the folder that the script runs in. */
  files?: readonly string[];
}

export async function runPorted(code: string, surroundings: Surroundings = {}): Promise<Ran> {
  const org = await PracticeOrg.start({ clock: 'manual', user: { username: 'ada@example.com' } });
  const home = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'ported-'));
  for (const file of surroundings.files ?? []) cpSync(join(SCRIPTS, file), join(folder, file));
  process.chdir(folder);
  try {
    return await run(code, org, surroundings);
  } finally {
    process.chdir(home);
    rmSync(folder, { recursive: true });
    await org.stop();
  }
}

export const SCRIPTS = join(__dirname, 'scripts');

async function run(code: string, org: PracticeOrg, { argv = [], env = {} }: Surroundings): Promise<Ran> {
  const ran: Ran = { out: '', error: '', exitCode: 0 };
  const write = (where: 'out' | 'error') => ({ write: (text: string) => void (ran[where] += text) });
  const process = { argv: ['node', 'script', ...argv], env, stdout: write('out'), stderr: write('error'), exitCode: 0 };
  const console = {
    log: (...values: unknown[]) => void (ran.out += `${format(...values)}\n`),
    error: (...values: unknown[]) => void (ran.error += `${format(...values)}\n`),
  };
  const modules: Record<string, unknown> = { 'sfbulk/python': pythonOn(org) };
  const require = (name: string): unknown => modules[name] ?? load(name);
  await compile(code)(require, {}, console, process);
  return { ...ran, exitCode: process.exitCode };
}

type Script = (require: unknown, exports: object, console: object, process: object) => Promise<void>;

/** The last statement starts the script: it is handed back, to be waited for. */
function compile(code: string): Script {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const body = outputText.replace(/\n(\w+\(.*\)[^\n]*\.catch\(endWithError\);)/, '\nreturn $1');
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the scripts are our own, and running them is the point
  return new Function('require', 'exports', 'console', 'process', body) as Script;
}

/** login() goes to the practice org, and sleep() lets its time pass. */
function pythonOn(org: PracticeOrg): object {
  const sleep = (seconds: number): Promise<void> => org.clock.advance(seconds * 1000);
  const clock = { now: () => Date.now(), sleep: (milliseconds: number) => org.clock.advance(milliseconds) };
  class Bulk extends python.Bulk {
    constructor() {
      super({ clock, onWarning: () => undefined });
    }

    override login(
      ...[username, password, securityToken]: Parameters<python.Bulk['login']>
    ): ReturnType<python.Bulk['login']> {
      if (typeof username !== 'string') return super.login(username);
      const token = securityToken === undefined ? {} : { securityToken };
      return super.login({ username, password: password ?? '', ...token, loginUrl: org.url });
    }
  }
  return { ...python, Bulk, sleep };
}
