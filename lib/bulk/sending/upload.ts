import { type KnownJob } from '../../dialects/dialect';
import { BulkException, InputException, JournalException, OutOfOrderException } from '../../errors';
import { type BatchInfo } from '../../records/types';
import { type JobState, type PendingSource } from '../job/job-state';
import { rowsAt } from './places';
import { sendBatches, type Sent, type Upload } from './send-batches';
import { type Work } from '../work';

/** Sends data in batches, a few at a time. */
export async function upload(work: Work, job: KnownJob, data: Upload): Promise<BatchInfo[]> {
  const { state, journal } = work;
  state.requireStillOpen(job);
  refuseLeftOff(work, job);
  refuseUnjournaled(work, job);
  const { pending } = state;
  if (pending !== undefined && data.attempt !== undefined) throw rowsDueFirst(job);
  const resumed = data.resumed ?? pending;
  const source = resumed?.source ?? state.numbering.nextSource();
  if (resumed === undefined) {
    const { fileSource: file, options = {}, attempt } = data;
    await journal.write({ type: 'source begun', source, file, records: options.maxRecords, attempt });
  }
  const sent = await sendBatches(work, job, { ...data, resumed, source });
  if (pending !== undefined && isStillDue(pending, sent)) state.setPending(withIds(pending, state));
  else await end(work, { source, sent, attempt: data.attempt });
  if (sent.failures.length > 0) throw tellBatchesIn(sent, job);
  return sent.results;
}

/** A journal knows how to go on with it, and could not do so if other data came between. */
function refuseLeftOff({ state, settings: { journal } }: Work, { info }: KnownJob): void {
  if (!state.isLeftOff) return;
  throw new OutOfOrderException('What was given to the job before has not all been sent', {
    jobId: info.id,
    advice: `Go on with it: Bulk.resume('${journal}'). jobClose() ends the job as it is.`,
  });
}

/** What a journal does not know of, nobody could go on with after a crash. */
function refuseUnjournaled({ state, settings: { journal } }: Work, { info }: KnownJob): void {
  if (journal === undefined || state.plan?.isAttached !== true) return;
  throw new OutOfOrderException(`Job ${info.id} was made elsewhere: a journal cannot hold what is added to it`, {
    jobId: info.id,
    advice: 'Take it over with a Bulk that has no journal, or make a job with this one.',
  });
}

function rowsDueFirst({ info }: KnownJob): OutOfOrderException {
  return new OutOfOrderException('Rows that a crash has cut off have not been given again', {
    jobId: info.id,
    advice: 'Give them to batchCreate() before jobRetry().',
  });
}

/** Data that is given once more after a crash, and has failed before anything was sent that the journal had not planned. */
function isStillDue({ batches }: PendingSource, { taken, failures, fates }: Sent): boolean {
  if (failures.length === 0 || fates.unconfirmed.length > 0 || taken > batches.length) return false;
  return taken < batches.length || !(failures[0] instanceof InputException);
}

/** With the batches that have arrived since. */
function withIds(pending: PendingSource, state: JobState): PendingSource {
  const ids = new Map(state.batches.map(({ number, id }) => [number, id]));
  return { ...pending, batches: pending.batches.map((batch) => ({ ...batch, id: ids.get(batch.planned.batch) })) };
}

interface Ending {
  readonly source: number;
  readonly sent: Sent;
  readonly attempt: number | undefined;
}

/** Data that cannot be sent is not waited for: it will be other data when it has been mended. */
async function end({ state, journal, settings }: Work, { source, sent, attempt }: Ending): Promise<void> {
  const { failures, fates } = sent;
  state.setPending(undefined);
  if (attempt === undefined) state.numbering.takeBack(fates.refused);
  const [first] = failures;
  const isOver = first === undefined || first instanceof InputException;
  const entry = { type: 'source ended', source, fault: isOver ? first?.message : undefined } as const;
  // What has failed before counts; that the journal cannot be written either is told with it.
  if (isOver) await journal.write(entry).catch((error: unknown) => failures.push(error));
  const isWritten = isOver && !failures.some((failure) => failure instanceof JournalException);
  if (settings.journal !== undefined && !isWritten) state.leaveOff();
}

/** Why the data has ended, a signal for one, is told after what has befallen rows of it: only our errors can name these. */
function worthTelling({ failures, fates }: Sent): unknown {
  const [first] = failures;
  const isAllIn = fates.refused.length + fates.unconfirmed.length === 0;
  const error = failures.find((failure) => failure instanceof BulkException);
  if (isAllIn || error === undefined || error === first) return first;
  error.cause ??= first;
  return error;
}

/** The error that stopped an upload, with what became of the batches nevertheless. */
function tellBatchesIn(sent: Sent, job: KnownJob): unknown {
  const { results, fates } = sent;
  const error = worthTelling(sent);
  if (!(error instanceof BulkException)) return error;
  const ids = [...results.map(({ id }) => id), ...fates.arrived];
  error.jobId ??= job.info.id;
  error.batchesIn = ids;
  const refused = fates.refused.filter(({ rows }) => rows !== undefined);
  const told = [
    ...(ids.length > 0 ? [`sent before it: ${ids.join(', ')}`] : []),
    ...(refused.length > 0 ? [`not taken: ${refused.map(rowsAt).join(', ')}`] : []),
    ...(fates.unconfirmed.length > 0
      ? [`no answer says that ${fates.unconfirmed.map(rowsAt).join(', ')} arrived`]
      : []),
  ];
  error.message += `; ${told.length === 0 ? 'no batch was sent' : told.join('; ')}`;
  const unwritten = sent.failures.find((failure) => failure instanceof JournalException && failure !== error);
  if (unwritten instanceof JournalException) error.message += `; ${unwritten.message}: Bulk.resume() sends the rest`;
  return error;
}
