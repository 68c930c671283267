import { PassThrough } from 'node:stream';
import { runCli } from '../../lib/cli/run-cli';
import { type PracticeOrg } from '../../lib/practice-org';
import { Collected } from '../repl/support/terminals';

interface Surroundings {
  readonly env?: NodeJS.ProcessEnv;
  /** Whether stderr is a terminal. */
  readonly isTTY?: boolean;
}

/** A command that runs in this process: its streams are read, its Ctrl-C is a signal. */
export class CommandRun {
  readonly stdin = new PassThrough();
  readonly output = new Collected();
  readonly errors = new Collected();
  readonly ctrlC = new AbortController();
  readonly exitCode: Promise<number>;

  constructor(words: readonly string[], { env = {}, isTTY = false }: Surroundings = {}) {
    const { stdin, output, errors, ctrlC } = this;
    const stderr = Object.assign(errors.stream, { isTTY });
    this.exitCode = runCli(words, { stdin, stdout: output.stream, stderr, env, signal: ctrlC.signal });
  }
}

/** What a command printed, after it has ended. */
export interface Ended {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** Lets a command run to its end. */
export async function ended(run: CommandRun, stdin = ''): Promise<Ended> {
  run.stdin.end(stdin);
  const exitCode = await run.exitCode;
  return { exitCode, output: run.output.text, errors: run.errors.text };
}

/** Runs a command to its end, in an org whose session stands in the environment. */
export async function runIn(
  org: PracticeOrg,
  words: readonly string[],
  { stdin = '', isTTY = false } = {},
): Promise<Ended> {
  const { accessToken, instanceUrl } = org.accessToken();
  const run = new CommandRun(words, { env: { SF_ACCESS_TOKEN: accessToken, SF_INSTANCE_URL: instanceUrl }, isTTY });
  return ended(run, stdin);
}
