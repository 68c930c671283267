import { StillRunningException, type BulkException } from '../index';

/** What the library advises to programs, in words for who types commands. */
const IN_COMMANDS: readonly (readonly [RegExp, string])[] = [
  [/make the object with new Bulk\(\{ api: '([\d.]+)' \}\)/, 'give --api $1'],
  [/, and send it again with batchCreate\(\), in this job or another/, ', and give the command again'],
  [/sign in with \{ accessToken, instanceUrl \}/, 'set SF_ACCESS_TOKEN and SF_INSTANCE_URL'],
  [/the option journal/, '--journal'],
  [/Call login\(\) again with a fresh access token/, 'Set SF_ACCESS_TOKEN to a fresh token'],
  [/; describe\(\) lists the fields/, ''],
  [/Bulk\.resume\(journal, \{ source: 'path' \}\)/, 'sfbulk resume JOURNAL FILE'],
  [/call jobDownload\(\) again/, 'give the command again'],
];

/** Names of methods and objects in code, which no command has. */
const CODE = /\w\(|\bnew \w|[{}]/;

/** What to do about it, on the command line; undefined where the library's advice is for programs only. */
export function adviceOf(error: BulkException): string | undefined {
  // Who waited in vain is told how to go on.
  if (error instanceof StillRunningException || error.advice === undefined) return undefined;
  const advice = IN_COMMANDS.reduce((text, [said, instead]) => text.replace(said, instead), error.advice);
  return CODE.test(advice) ? undefined : advice;
}
