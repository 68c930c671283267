import { promisify } from 'node:util';
import { InputException, LoginException } from '../errors';
import { originOf } from './addresses';
import { type Grant, type SignIn } from './session';

/** Runs the `sf` command and gives what it printed; specs give their own. */
export type RunSf = (...given: string[]) => Promise<string>;

/** With colours its JSON could not be read; FORCE_COLOR, which many build servers set, is stronger than NO_COLOR. */
const PLAIN = { NO_COLOR: '1', FORCE_COLOR: '0' };

const MOST_BYTES = 10_000_000;

const runSf: RunSf = async (...given) => {
  const { execFile } = await import('node:child_process');
  const env = { ...process.env, ...PLAIN };
  return (await promisify(execFile)('sf', given, { maxBuffer: MOST_BYTES, env })).stdout;
};

/** On Windows the command is the script `sf.cmd`, which only a shell can start: words that mean something to it are refused. */
export function runSfOnWindows(run: RunLine = runLine): RunSf {
  return async (...given) => {
    const special = given.find((word) => !PLAIN_WORD.test(word));
    if (special !== undefined) throw unfit(special);
    // Or else the shell would take a script of that name from the folder where the data lies.
    const env = { ...process.env, ...PLAIN, NoDefaultCurrentDirectoryInExePath: '1' };
    const { stdout } = await run(['sf', ...given].join(' '), { maxBuffer: MOST_BYTES, env }).catch(asIfNotFound);
    return stdout;
  };
}

type RunLine = (line: string, options: { maxBuffer: number; env: NodeJS.ProcessEnv }) => Promise<{ stdout: string }>;

const runLine: RunLine = async (line, options) => {
  const { exec } = await import('node:child_process');
  return promisify(exec)(line, options);
};

/** Letters of any language, and what stands in e-mail addresses: nothing that a Windows shell would act upon. */
const PLAIN_WORD = /^[\p{L}\p{N}_.@+-]+$/u;

function unfit(word: string): InputException {
  return new InputException(`The alias "${word}" cannot be handed to "sf": on Windows a shell starts it`, {
    advice: 'Give the org an alias of letters, digits, ".", "_", "-", "@" and "+", or name the user.',
  });
}

/** A shell that finds no such command ends with 1, and its words are in the language of the machine. */
function asIfNotFound(error: unknown): never {
  const { code, stdout } = error as { code?: unknown; stdout?: string };
  if (code === 1 && stdout === '') throw Object.assign(new Error('not found', { cause: error }), { code: 'ENOENT' });
  throw error;
}

/** Borrows the session of an org that the `sf` command is signed in to; asks it again when the session has ended. */
export function sfAliasSignIn(
  alias: string,
  {
    allowHttp,
    runCommand = process.platform === 'win32' ? runSfOnWindows() : runSf,
  }: { allowHttp: boolean; runCommand?: RunSf },
): SignIn {
  return {
    name: 'sf alias',
    renewable: true,
    grant: async () => toGrant(await askSf(alias, runCommand), { alias, allowHttp }),
  };
}

interface SfOrg {
  accessToken?: string | undefined;
  instanceUrl?: string;
  id?: string;
  username?: string;
}

/** Since its release of May 2026 the command puts a notice in the place of the token, and gives that by another word. */
async function askSf(alias: string, runCommand: RunSf): Promise<SfOrg> {
  const ask = (...words: string[]): Promise<SfOrg> => answerOf(alias, () => runCommand(...words, ...toOrg(alias)));
  const org = await ask('org', 'display');
  if (isToken(org.accessToken)) return org;
  const { accessToken } = await ask('org', 'auth', 'show-access-token');
  return { ...org, accessToken };
}

function toOrg(alias: string): string[] {
  return ['--target-org', alias, '--json'];
}

/** The characters of a bearer token (RFC 6750), and the exclamation mark that a session id has. A notice is a sentence. */
function isToken(text: string | undefined): text is string {
  return text !== undefined && /^[\w!.~+/=-]+$/.test(text);
}

async function answerOf(alias: string, run: () => Promise<string>): Promise<SfOrg> {
  try {
    const { result } = JSON.parse(objectIn(await run())) as { result?: SfOrg };
    return result ?? {};
  } catch (error) {
    if (error instanceof InputException) throw error;
    throw cannotAsk(alias, error);
  }
}

/** Plugins of the command are known to write warnings before the JSON. */
function objectIn(printed: string): string {
  return printed.slice(Math.max(0, printed.search(/^\{/m)));
}

/** The command prints its own errors as JSON on standard output, and ends with a status. */
function cannotAsk(alias: string, error: unknown): LoginException {
  const { code, stdout = '' } = error as { code?: unknown; stdout?: string };
  if (code === 'ENOENT') {
    return new LoginException('The command "sf" is not installed, or not on the PATH', {
      advice: 'Install the Salesforce CLI, or sign in with { accessToken, instanceUrl }.',
    });
  }
  const [, name = 'unknown', message = ''] = /"name":\s*"([^"]*)"[^]*?"message":\s*"([^"]*)"/.exec(stdout) ?? [];
  return new LoginException(`"sf" has no session for "${alias}": ${name} ${message}`.trim(), {
    code: name,
    advice: `Run "sf org login web --alias ${alias}", or look at "sf org list".`,
  });
}

function toGrant(org: SfOrg, { alias, allowHttp }: { alias: string; allowHttp: boolean }): Grant {
  if (!isToken(org.accessToken) || org.instanceUrl === undefined) {
    throw new LoginException(`"sf" gave no session for "${alias}"`, {
      advice: 'Update the Salesforce CLI, and sign in again.',
    });
  }
  return {
    accessToken: org.accessToken,
    info: {
      instanceUrl: originOf(org.instanceUrl, { name: 'instanceUrl', allowHttp }),
      organizationId: org.id ?? null,
      userId: null,
      userName: org.username ?? null,
      sandbox: null,
    },
  };
}
