import { execFile } from 'node:child_process';

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
}

interface Place {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end; fails, with all that it printed, when the program does. */
export function run(program: string, args: readonly string[], { cwd, env }: Place): Promise<Outcome> {
  const options = { cwd, env: { ...cleanEnvironment(), ...env }, maxBuffer: 1 << 26 };
  return new Promise((resolve, reject) => {
    execFile(program, args, options, (failure, stdout, stderr) => {
      if (failure === null) resolve({ stdout, stderr });
      else reject(new Error(`${[program, ...args].join(' ')} failed:\n${stdout}\n${stderr}`, { cause: failure }));
    });
  });
}

/** npm is a script that Windows runs only by a shell; Node runs npm's own JavaScript everywhere. */
export function npm(args: readonly string[], place: Place): Promise<Outcome> {
  const npmCli = process.env.npm_execpath;
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', ...args];
  return npmCli?.endsWith('.js') === true ? run(process.execPath, [npmCli, ...quiet], place) : run('npm', quiet, place);
}

/** What the run of the specs has set for itself (coverage, loaders) is not for the programs that they start. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, NODE_V8_COVERAGE: _coverage, ...rest } = process.env;
  return rest;
}
