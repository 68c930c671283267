import { BulkException } from '../../index';
import { InterruptedError } from '../interruption';
import { UsageError } from '../usage-error';
import { adviceOf, adviceOnCode, type Telling } from './advice';
import { wrapTo } from './cell';

/** What each kind of failure means, for who has not met it before. */
const MEANINGS: Readonly<Record<string, string>> = {
  OutOfOrderException: 'The method was called before its time, or after it. Nothing was sent.',
  InputException: 'What was given cannot be sent as it is. The row and the field are named where there are any.',
  LoginException: 'The org did not let you in.',
  SessionException: 'The session has ended, and there is nothing at hand to open another with.',
  PermissionException: 'The user, or the org, may not do this. Trying again does not help.',
  QuotaException: 'An allocation of the org is used up. It fills again as its 24 hours move on.',
  RefusedException: 'The service understood the request, and refuses it as it stands.',
  ServiceException: 'The service has trouble of its own. Nothing is wrong with the request.',
  ConnectionException: 'The network failed. The service may have acted, and its answer was lost.',
  UnexpectedReplyException: 'Something answered that does not speak as Salesforce does: a proxy, or another host.',
  StillRunningException: 'The time to wait is over, and the job is not. Nothing was aborted.',
  AccountingException: 'Rows given, sent and answered do not add up, so the result is not to be trusted.',
  UnsettledException: 'It cannot be known whether a batch arrived, so it was not sent again.',
  JournalException: 'The journal, or the file that it speaks of, cannot be used.',
};

/** The last failure in plain words: what kind of thing it is, where it happened, and what to do. */
export function whyText(error: unknown, telling: Telling): string {
  const { colors, width } = telling;
  if (error instanceof InterruptedError || error instanceof UsageError)
    return wrapTo(width, `Nothing went wrong in the org: ${error.message}`);
  if (!(error instanceof BulkException))
    return wrapTo(width, `It comes from the code that was typed: ${String(error)}`);
  const advice = adviceOf(error, telling);
  const facts = Object.entries(factsOf(error)).flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${colors.dim(name.padEnd(LONGEST))}  ${value}`],
  );
  return [
    colors.bold(error.name),
    wrapTo(width, meaningOf(error)),
    wrapTo(width, `It says: ${error.message}`, '  '),
    ...facts,
    ...(advice === undefined ? [] : [`${colors.green('→')} ${wrapTo(width - 2, advice, '  ')}`]),
  ].join('\n');
}

/** What to do about one code, of a row or of a request. */
export function codeText(code: string, telling: Telling): string {
  const { colors, width } = telling;
  const advice = adviceOnCode(code, telling);
  if (advice === undefined) return wrapTo(width, `${code} is not known here; the text beside it says more.`);
  return `${colors.bold(code)}\n${colors.green('→')} ${wrapTo(width - 2, advice, '  ')}`;
}

export function meaningOf({ name }: BulkException): string {
  return MEANINGS[name] ?? 'Something that has no explanation here.';
}

const LONGEST = 'HTTP status'.length;

function factsOf({ code, status, request, jobId, batchId }: BulkException): Record<string, string | undefined> {
  return {
    code,
    'HTTP status': status === undefined ? undefined : String(status),
    request,
    job: jobId,
    batch: batchId,
  };
}
