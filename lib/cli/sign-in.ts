import { createInterface } from 'node:readline';
import { Option, type Command } from 'commander';
import { type BulkOptions, type Credentials } from '../index';
import { NoAnswer } from '../repl/format/no-answer';
import { inCommands } from './advice';
import { credentialsFrom, missingFrom } from './environment';
import { loadPracticeOrg } from './on-demand';
import { shellWord } from './shell-word';
import { sayBelow, type Terminal } from './terminal';
import { UsageError } from './usage-error';

/** Where a command is to work, and by which API. */
export interface SignInOptions {
  readonly org?: string;
  readonly tokenStdin?: true;
  readonly instanceUrl?: string;
  readonly practice?: true;
  readonly api?: '1.0' | '2.0';
}

/** No option takes a secret: a command line can be read by everybody on the machine. */
export function addSignInOptions(command: Command): Command {
  return command
    .option('--org <alias>', 'sign in as the sf command is (default: SFBULK_ORG)')
    .option('--token-stdin', 'read an access token from stdin; needs --instance-url')
    .option('--instance-url <url>', 'the org that the token belongs to')
    .option('--practice', 'work on a practice org that lives as long as the command')
    .addOption(new Option('--api <version>', 'the Bulk API (default: SFBULK_API, or 1.0)').choices(['1.0', '2.0']))
    .addHelpText('after', ENVIRONMENT_HELP);
}

const ENVIRONMENT_HELP = `Credentials, where no option names them, come from the environment:
  SF_ACCESS_TOKEN, SF_INSTANCE_URL                    an access token
  SFBULK_ORG                                          as --org
  SF_REFRESH_TOKEN, SF_CLIENT_ID                      a refresh token; SF_CLIENT_SECRET where the app has one
  SFBULK_PRIVATE_KEY_FILE, SF_CLIENT_ID, SF_USERNAME  JWT bearer
  SF_USERNAME, SF_PASSWORD, SF_SECURITY_TOKEN         a password; with SF_CLIENT_ID, SF_CLIENT_SECRET by OAuth
  SF_CLIENT_ID, SF_CLIENT_SECRET, SF_LOGIN_URL        client credentials
SF_LOGIN_URL or SF_SANDBOX=true say where to sign in.
`;

/** Works with the credentials that are meant; a practice org lives as long as the work. */
export async function withCredentials<Result>(
  options: SignInOptions,
  terminal: Terminal,
  work: (credentials: Credentials) => Promise<Result>,
): Promise<Result> {
  checkWay(options);
  if (options.practice !== true) return work(await credentialsOf(options, terminal));
  const org = await loadPracticeOrg().PracticeOrg.start();
  try {
    return await work(org.accessToken());
  } finally {
    await org.stop();
  }
}

/** One org is meant: of two, the other might be taken. */
function checkWay({ org, tokenStdin, instanceUrl, practice }: SignInOptions): void {
  const given = { '--practice': practice, '--org': org, '--token-stdin': tokenStdin };
  const [one, other] = Object.entries(given).flatMap(([option, value]) => (value === undefined ? [] : [option]));
  if (one !== undefined && other !== undefined)
    throw new UsageError(`${one} and ${other} name two orgs: give one of them`);
  if (instanceUrl !== undefined && tokenStdin === undefined)
    throw new UsageError('--instance-url needs --token-stdin; the org of SF_ACCESS_TOKEN stands in SF_INSTANCE_URL');
}

/** The words that lead another command to the same org; undefined for a practice org, which is gone then. */
export function orgWords({ org, tokenStdin, instanceUrl, practice }: SignInOptions): string | undefined {
  if (practice === true) return undefined;
  if (org !== undefined) return ` --org ${shellWord(org)}`;
  return tokenStdin === true ? ` --token-stdin --instance-url ${shellWord(instanceUrl ?? '')}` : '';
}

/** The words by which another command finds a job that this one has found by its id. */
export function apiWords(options: SignInOptions, terminal: Terminal): string {
  return bulkOptions(options, terminal).api === '2.0' ? ' --api 2.0' : '';
}

/** What every `Bulk` of the command line is made with. */
export function bulkOptions(
  { api }: SignInOptions,
  terminal: Terminal,
): Required<Pick<BulkOptions, 'api' | 'onExchange' | 'onWarning'>> {
  const noAnswer = new NoAnswer((text) => {
    if (!terminal.signal.aborted) sayBelow(terminal, text);
  });
  return {
    api: apiOf(api ?? terminal.env.SFBULK_API),
    onExchange: noAnswer.tell,
    onWarning: (warning) => {
      sayBelow(terminal, `Warning: ${inCommands(warning)}`);
    },
  };
}

function apiOf(text = '1.0'): '1.0' | '2.0' {
  if (text === '1.0' || text === '2.0') return text;
  throw new UsageError(`SFBULK_API is "${text}": it may be 1.0 or 2.0`);
}

async function credentialsOf(options: SignInOptions, { env, stdin }: Terminal): Promise<Credentials> {
  const { org, tokenStdin, instanceUrl } = options;
  if (org !== undefined) return { sfAlias: org };
  if (tokenStdin === true) {
    if (instanceUrl === undefined) throw new UsageError('--token-stdin needs --instance-url');
    return { accessToken: await firstLineOf(stdin), instanceUrl };
  }
  const found = credentialsFrom(env);
  if (found !== undefined) return found;
  throw new UsageError(
    `There are no credentials: ${missingFrom(env) ?? 'set SF_ACCESS_TOKEN and SF_INSTANCE_URL'}, or give --org, ` +
      '--token-stdin or --practice (--help lists them all)',
  );
}

async function firstLineOf(input: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input })) return line.trim();
  throw new UsageError('There is no token on stdin');
}
