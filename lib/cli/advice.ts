import { type BulkException, StillRunningException, whatToDo } from '../index';
import { shellWord } from './shell-word';

type Wording = readonly [said: RegExp, here: string | ((word: string) => string)];

/** What the library says to programs, as who types commands can do it. */
const SENTENCES: readonly Wording[] = [
  [/make the object with new Bulk\(\{ api: '([\d.]+)' \}\)/, 'give --api $1'],
  [/, and send it again with batchCreate\(\), in this job or another/, ', and give the command again'],
  [/call jobDownload\(\) again|create another with jobCreate\(\)/, 'give the command again'],
  [/; use https, or the option allowHttp/, '; use https'],
  [/Sign in with \{ accessToken, instanceUrl \}/, 'Set SF_ACCESS_TOKEN and SF_INSTANCE_URL'],
  [/sign in with \{ accessToken, instanceUrl \}/, 'set SF_ACCESS_TOKEN and SF_INSTANCE_URL'],
  [/login\(\) with a password uses SOAP login\(\)/, 'SF_PASSWORD without SF_CLIENT_ID signs in by SOAP login'],
  [/SOAP login\(\)/g, 'SOAP login'],
  [/Call login\(\) again with a fresh access token/, 'Set SF_ACCESS_TOKEN to a fresh token'],
  [/call login\(\) again/, 'set SF_ACCESS_TOKEN to a fresh token, or sign in anew with "sf org login web" for --org'],
  [/Bulk\.resume\('(.+?)'\)/, (journal) => `sfbulk resume ${shellWord(journal)}`],
  [/Bulk\.resume\(journal, \{ source: 'path' \}\)/, 'sfbulk resume JOURNAL FILE'],
  [/call jobRetry\(\), and load with groupBy next time/, 'load the row again, with --serial'],
  [/; jobWait\(\) goes on asking/, '; it is asked again'],
  [/(?:;|, and) (?:bulk\.)?\w+\(\) (?:lists|shows) [^.;]*/, ''],
];

/** The names of options of the library, as they are called here. */
const NAMES: readonly Wording[] = [
  [/the option journal/g, '--journal'],
  [/concurrencyMode Serial/g, '--serial'],
  [/\bpkChunking\b/g, '--pk-chunking'],
  [/\bexternalIdFieldName\b/g, '--external-id'],
  [/\bloginUrl\b/g, 'SF_LOGIN_URL'],
  [/\binstanceUrl\b/g, 'SF_INSTANCE_URL (or --instance-url)'],
  [/\bclientId\b/g, 'SF_CLIENT_ID'],
  [/\bclientSecret\b/g, 'SF_CLIENT_SECRET'],
  [/"privateKey"/g, 'SFBULK_PRIVATE_KEY_FILE'],
];

/** Names of methods and objects in code, which no command has. */
const CODE = /\w\(|\bnew [A-Z]|[{}]/;

/** A text of the library in words of the command line. */
export function inCommands(text: string): string {
  return [...SENTENCES, ...NAMES].reduce(
    (told, [said, here]) =>
      typeof here === 'string' ? told.replace(said, here) : told.replace(said, (_all, word: string) => here(word)),
    text,
  );
}

/** What to do about it, on the command line; undefined where the library's advice is for programs only. */
export function adviceOf(error: BulkException): string | undefined {
  // Who waited in vain is told how to go on.
  if (error instanceof StillRunningException || error.advice === undefined) return undefined;
  return unlessCode(inCommands(error.advice));
}

/** What to do about rows that failed with a code. */
export function adviceOnCode(code: string): string | undefined {
  const advice = whatToDo(code);
  return advice === undefined ? undefined : unlessCode(inCommands(advice));
}

function unlessCode(text: string): string | undefined {
  return CODE.test(text) ? undefined : text;
}
