import { AccountingException } from '../errors';
import { endedBatches, isQueryJob } from './batches';
import { outcomeBlocks, type Outcome } from './outcomes';
import { queryBlocks } from './results';
import { type Work } from './work';

/** Rows that failed for the same reason. */
export interface FailureGroup {
  statusCode: string;
  rows: number;
  /** The numbers of the first of them. */
  firstRows: number[];
}

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
    const lines: [string, string | number][] = [
      ['job', `${this.jobId} (${this.operation} ${this.object})`],
      ['rows', this.rows],
      ['succeeded', `${this.succeeded} (${this.created} created)`],
      ['failed', this.failed],
      ['not processed', this.notProcessed],
      ['batches', this.batches],
      ['API calls', this.calls],
      ...this.failures.map(({ statusCode, rows, firstRows }): [string, string] => [
        statusCode,
        `${rows} (rows ${firstRows.join(', ')}${rows > firstRows.length ? ', …' : ''})`,
      ]),
    ];
    const width = Math.max(...lines.map(([name]) => name.length));
    return lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
  }
}

const FIRST_ROWS = 5;

/** @throws {AccountingException} when the sums differ */
export async function makeReceipt(work: Work): Promise<Receipt> {
  const { info } = work.state.known('jobReceipt');
  const account = isQueryJob(work.state.known('jobReceipt')) ? await countFound(work) : await countOutcomes(work);
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

async function countOutcomes(work: Work): Promise<Account> {
  const sums = { succeeded: 0, created: 0, failed: 0, notProcessed: 0 };
  const groups = new Map<string, FailureGroup>();
  const batches = new Set<string>();
  for await (const block of outcomeBlocks(work, 'jobReceipt')) {
    for (const outcome of block) {
      batches.add(outcome.batchId);
      if (outcome.success) sums.succeeded++;
      else if (outcome.notProcessed === true) sums.notProcessed++;
      else sums.failed++;
      if (outcome.created) sums.created++;
      if (!outcome.success) addTo(groups, outcome);
    }
  }
  const counted = sums.succeeded + sums.failed + sums.notProcessed;
  // Of a job that was taken over it is not known what was given.
  const { batches: sent } = work.state;
  const isCountable = sent.length > 0 && sent.every(({ rows }) => rows !== undefined);
  if (isCountable && counted !== work.state.rowsGiven) throw sumsDiffer(work, counted);
  const failures = [...groups.values()].sort((a, b) => b.rows - a.rows);
  return {
    rows: isCountable ? work.state.rowsGiven : counted,
    ...sums,
    batches: sent.length > 0 ? sent.length : batches.size,
    failures,
  };
}

function addTo(groups: Map<string, FailureGroup>, { errors, row }: Outcome): void {
  const statusCode = errors[0]?.statusCode ?? 'UNKNOWN_EXCEPTION';
  const group = groups.get(statusCode) ?? { statusCode, rows: 0, firstRows: [] };
  group.rows++;
  if (group.firstRows.length < FIRST_ROWS) group.firstRows.push(row);
  groups.set(statusCode, group);
}

function sumsDiffer({ state }: Work, counted: number): AccountingException {
  const { info } = state.known('jobReceipt');
  return new AccountingException(`${state.rowsGiven} rows were given, and there are results for ${counted}`, {
    jobId: info.id,
    advice: 'Look at batchStatus(): a batch is missing, or was added by somebody else.',
  });
}
