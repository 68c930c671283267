import { AccountingException } from '../../errors';
import { endedBatches, isQueryJob } from '../job/batches';
import { refuseForeign } from './foreign-batches';
import { queryBlocks } from './results';
import { type FailureGroup } from './tally';
import { tallyLoad } from './tally-load';
import { refuseLate } from '../sending/unanswered';
import { type Work } from '../work';

export type { FailureGroup } from './tally';

/** The account of a job: what was given, and what became of it. Prints as a page of text, and as JSON. */
export class Receipt {
  readonly jobId: string;
  readonly operation: string;
  readonly object: string;
  /** Rows that were given; of a query, rows that were found. */
  readonly rows: number;
  readonly succeeded: number;
  /** Of those that succeeded, the ones that are new in the org. */
  readonly created: number;
  readonly failed: number;
  /** Rows that the service never came to. */
  readonly notProcessed: number;
  readonly batches: number;
  readonly failures: readonly FailureGroup[];
  /** API calls so far, of this `Bulk` object. */
  readonly calls: number;

  constructor(account: Omit<Receipt, 'toString'>) {
    this.jobId = account.jobId;
    this.operation = account.operation;
    this.object = account.object;
    this.rows = account.rows;
    this.succeeded = account.succeeded;
    this.created = account.created;
    this.failed = account.failed;
    this.notProcessed = account.notProcessed;
    this.batches = account.batches;
    this.failures = account.failures;
    this.calls = account.calls;
  }

  toString(): string {
    const lines: [string, string][] = [
      ['job', `${this.jobId} (${this.operation} ${this.object})`],
      ['rows', numberText(this.rows)],
      ['succeeded', `${numberText(this.succeeded)} (${numberText(this.created)} created)`],
      ['failed', numberText(this.failed)],
      ['not processed', numberText(this.notProcessed)],
      ['batches', numberText(this.batches)],
      ['API calls', numberText(this.calls)],
      ...this.failures.map((group): [string, string] => [group.statusCode, textOf(group)]),
    ];
    const width = Math.max(...lines.map(([name]) => name.length));
    return lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
  }
}

function textOf({ rows, firstRows }: FailureGroup): string {
  const sum = numberText(rows);
  if (firstRows.length === 0) return sum;
  return `${sum} (${rows === 1 ? 'row' : 'rows'} ${firstRows.join(', ')}${rows > firstRows.length ? ', …' : ''})`;
}

/** `61,220` */
function numberText(value: number): string {
  return value.toLocaleString('en-US');
}

/** @throws {AccountingException} when the sums differ, somebody else has added a batch, or what was taken for lost has arrived */
export async function makeReceipt(work: Work): Promise<Receipt> {
  const { info } = work.state.known('jobReceipt');
  const account = isQueryJob(work.state.known('jobReceipt')) ? await countFound(work) : await countResults(work);
  const { operation, object, id: jobId } = info;
  return new Receipt({ jobId, operation, object, ...account, calls: work.usage.calls });
}

type Account = Omit<Receipt, 'toString' | 'jobId' | 'operation' | 'object' | 'calls'>;

async function countFound(work: Work): Promise<Account> {
  const batches = await endedBatches(work, 'jobReceipt');
  let rows = 0;
  for (const batch of batches) for await (const block of queryBlocks(work, batch)) rows += block.length;
  return { rows, succeeded: rows, created: 0, failed: 0, notProcessed: 0, batches: batches.length, failures: [] };
}

async function countResults(work: Work): Promise<Account> {
  // A batch that is in doubt must not be looked for as a late one: the reading settles it first.
  const ended = await endedBatches(work, 'jobReceipt');
  await refuseLate(work, work.state.known('jobReceipt'));
  const { batches, rows, tally } = await tallyLoad(work, ended);
  const { batches: sent, plan, numbering } = work.state;
  // Of a job that was taken over it is not known what was given.
  const isCountable = plan?.isAttached !== true && sent.every(({ rows: known }) => known !== undefined);
  if ((isCountable && rows !== numbering.rowsGiven) || rows !== tally.rows) throw sumsDiffer(work, rows);
  refuseForeign(work, ended);
  const { succeeded, created, failed, notProcessed, failures } = tally;
  return { rows, succeeded, created, failed, notProcessed, failures, batches };
}

function sumsDiffer({ state }: Work, counted: number): AccountingException {
  const { info } = state.known('jobReceipt');
  return new AccountingException(`${state.numbering.rowsGiven} rows were given, and there are results for ${counted}`, {
    jobId: info.id,
    advice: 'Look at batchStatus(): a batch is missing, or was added by somebody else.',
  });
}
