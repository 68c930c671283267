import { resolve } from 'node:path';
import { type KnownJob } from '../../dialects/dialect';
import { JournalException, OutOfOrderException, UnsettledException } from '../../errors';
import { type FileSource, type SourceBegun } from '../../journal/entries';
import { readJournal } from '../../journal/journal';
import { replay, type JournaledBatch, type JournaledSource, type JournalStand } from '../../journal/replay';
import { type BatchInfo, type JobInfo, type Payload } from '../../records/types';
import { type Operation } from '../../wire/v1';
import { changedFile, hashFile } from './batch-input';
import { isQueryJob, listBatches } from '../job/batches';
import { toJobPlan } from '../job/job-options';
import { createJob, endJob } from '../job/jobs';
import { markFile, type FileMark } from './marked-file';
import { type Place } from '../job/numbering';
import { inputs, placeOf } from './places';
import { type WatchOptions } from '../progress';
import { ship } from './ship';
import { readingOf } from './source-file';
import { namingRows } from './unanswered';
import { upload } from './upload';
import { type Work } from '../work';

export interface Resuming {
  readonly journal: string;
  /** Where the file lies now, when it is not where it was. */
  readonly source: string | undefined;
  readonly watching: WatchOptions;
}

/** @throws {JournalException} when there is no job in the journal */
export async function readStand(journal: string): Promise<JournalStand> {
  const stand = replay(await readJournal(journal));
  if (stand !== undefined) return stand;
  throw new JournalException(`The journal "${journal}" holds no job`, {
    advice: 'Nothing was begun: start the load anew.',
  });
}

/** Goes on where a crash has cut off: settles what was under way, sends what was not, ends what was to be ended. */
export async function goOn(before: Work, { journal, source: movedTo, watching }: Resuming): Promise<void> {
  const stand = await readStand(journal);
  refuseOtherOrg(before, stand);
  const work = await restoreJob(before, stand);
  const job = work.state.known('resume');
  const batches = await settleBatches(work, job, stand.batches);
  refuseStrangers(work, stand, await listBatches(work, 'resume'));
  const hasEnded = !work.state.isOpen;
  const sources = stand.sources.map((source) => ({
    ...source,
    // What had not been sent when the job was ended was given up.
    isOver: source.isEnded || stand.end !== undefined || hasEnded,
    batches: batches.filter(({ planned }) => planned.source === source.begun.source),
  }));
  for (const { begun, isOver, batches: ours } of sources) {
    const given = begun.attempt === undefined ? ours.filter(({ id }) => id !== undefined || !isOver) : [];
    work.state.numbering.restore(begun.source, { places: placesOf(ours), given: placesOf(given) });
  }
  for (const source of sources) {
    await goOnWith(work, job, { ...source, movedTo, watching });
    tellFault(work, source);
  }
  work.state.awaitData();
  await endAsPlanned(work, stand);
  if (hasEnded && stand.end === undefined) await tellEndedMeanwhile(work, sources);
}

function placesOf(batches: readonly JournaledBatch[]): Place[] {
  return batches.map(({ planned }) => placeOf(planned));
}

/** Aborted jobs, and those that have failed, cannot be ended once more. */
async function endAsPlanned(work: Work, { end }: JournalStand): Promise<void> {
  if (work.state.pending !== undefined) return;
  const job = work.state.known('resume');
  const { state } = job.info;
  const isOver = !work.state.isOpen && (end === undefined || end === state || state !== 'Closed');
  if (isOver) await work.journal.write({ type: 'ended', state });
  else if (end !== undefined) await endJob(work, job, end);
}

/**
 * The job has been ended by somebody else, or by the service: nothing can be sent any more.
 *
 * @throws {OutOfOrderException} the first time, when there was more to send
 */
async function tellEndedMeanwhile(work: Work, sources: readonly JournaledSource[]): Promise<void> {
  const { id, state } = work.state.known('resume').info;
  const unfinished = sources.filter(({ begun, isEnded }) => !isEnded && begun.attempt === undefined);
  if (unfinished.length === 0) return;
  const fault = `job ${id} is ${state}, and takes no more rows`;
  for (const { begun } of unfinished) await work.journal.write({ type: 'source ended', source: begun.source, fault });
  const names = unfinished.map(({ begun }) => nameOf(begun)).join(' and ');
  const { rowsGiven } = work.state.numbering;
  throw new OutOfOrderException(
    `Job ${id} is ${state}: ${names} is not all in, only ${rowsGiven} rows of the job are`,
    {
      jobId: id,
      advice: 'Bulk.resume() once more, and jobOutcomes() tells which are in; give the others to a new job.',
    },
  );
}

function refuseOtherOrg({ instanceUrl }: Work, { plan }: JournalStand): void {
  if (instanceUrl === plan.instanceUrl) return;
  throw new JournalException(`The journal belongs to ${plan.instanceUrl}, and you are signed in to ${instanceUrl}`, {
    advice: 'Sign in to the org in which the load was begun.',
  });
}

/** A journal that has lost its end knows less than the service does: to go on by it would send rows again. */
function refuseStrangers({ state }: Work, { sources, end }: JournalStand, listed: readonly BatchInfo[]): void {
  const job = state.known('resume');
  const isOver = end !== undefined || (sources.length > 0 && sources.every(({ isEnded }) => isEnded));
  const strangers = listed.filter(({ id }) => state.batch(id) === undefined).map(({ id }) => id);
  // PK chunking makes batches of a query by itself.
  if (isOver || strangers.length === 0 || isQueryJob(job)) return;
  throw new UnsettledException(
    `The journal does not know all batches of the job: ${strangers.join(', ')} are new to it`,
    {
      jobId: job.info.id,
      advice: 'Nothing was sent twice. The journal has lost its end, or somebody else has added batches: look at them.',
    },
  );
}

/** Who reads the journal need not be the one who was told. */
function tellFault({ settings }: Work, { begun, fault }: JournaledSource): void {
  if (fault === undefined) return;
  settings.onWarning(
    `Not all of ${nameOf(begun)} was sent, and the rest will not be: ${fault}. jobOutcomes() has the rows that are in.`,
  );
}

function nameOf({ file }: SourceBegun): string {
  return file === undefined ? 'the data' : `"${file.path}"`;
}

/** The same work, on the job of the journal. */
async function restoreJob(work: Work, { plan, job }: JournalStand): Promise<Work> {
  const jobArguments = { operation: plan.operation as Operation, object: plan.object, options: plan.options };
  if (job === undefined) await createJob(work, jobArguments);
  else {
    const state = work.jobs.begin(revived(job), toJobPlan(jobArguments.operation, plan.object, plan.options));
    state.refresh(await work.dialect.getJob(state.known('resume')));
  }
  return { ...work, state: work.jobs.state };
}

/** JSON has no dates of its own. */
function revived(job: Readonly<Record<string, unknown>>): JobInfo {
  const { createdDate, systemModstamp, ...rest } = job;
  return {
    ...rest,
    createdDate: new Date(String(createdDate)),
    systemModstamp: new Date(String(systemModstamp)),
  } as JobInfo;
}

/** Milliseconds: what the crash has cut off may still be on its way. */
const ON_ITS_WAY = 5_000;

/** Batches of which the journal knows no id are looked for at the service. */
async function settleBatches(work: Work, job: KnownJob, batches: readonly JournaledBatch[]): Promise<JournaledBatch[]> {
  if (batches.some(isUnknown)) await work.settings.clock.sleep(ON_ITS_WAY);
  const knownIds = new Set(batches.flatMap(({ id }) => id ?? []));
  const settled: JournaledBatch[] = [];
  for (const batch of batches) {
    const { planned, serverJobId } = batch;
    const { attempt, soql } = planned;
    const place = placeOf(planned);
    let { id } = batch;
    if (isUnknown(batch)) {
      const lost = {
        sha256: planned.sha256,
        body: undefined,
        serverJobId,
        knownIds,
        since: 0,
        others: [],
        refusesDoubt: true,
      };
      const found = await work.dialect.findLost(job, lost).catch((error: unknown) => {
        throw namingRows(error, place);
      });
      id = found?.id;
      if (id !== undefined) await work.journal.write({ type: 'batch created', batch: planned.batch, id });
    }
    if (id !== undefined) {
      knownIds.add(id);
      work.state.addBatch({ id, ...place, soql, ...(attempt === undefined ? {} : { attempt }) });
    }
    settled.push({ ...batch, id });
  }
  return settled;
}

function isUnknown({ id, isRefused }: JournaledBatch): boolean {
  return id === undefined && !isRefused;
}

interface CutOff {
  readonly begun: SourceBegun;
  /** Nothing of it is to be sent any more. */
  readonly isOver: boolean;
  readonly batches: readonly JournaledBatch[];
  readonly movedTo: string | undefined;
  readonly watching: WatchOptions;
}

async function goOnWith(work: Work, job: KnownJob, cutOff: CutOff): Promise<void> {
  const { file, attempt } = cutOff.begun;
  if (file !== undefined) await goOnWithFile(work, job, { ...cutOff, file });
  else if (!cutOff.isOver && attempt === undefined) await goOnWithData(work, job, cutOff);
}

/** Data that was no file is gone: SOQL stands in the journal, rows must be given again. */
async function goOnWithData(work: Work, job: KnownJob, { begun, batches }: CutOff): Promise<void> {
  const { source, records } = begun;
  const [first] = batches;
  if (first?.planned.soql !== undefined) {
    const { soql } = first.planned;
    const place = placeOf(first.planned);
    const payload = { body: Buffer.from(soql, 'utf8'), firstRow: 1, rows: undefined };
    if (first.id === undefined) await ship(work, job, { payload, place, source, input: undefined });
    await work.journal.write({ type: 'source ended', source });
    return;
  }
  work.state.setPending({ source, records, batches });
}

/** The file is cut into the same batches once more; those that have arrived are left out. */
async function goOnWithFile(
  work: Work,
  job: KnownJob,
  { begun, isOver, batches, movedTo, watching, file }: CutOff & { file: FileSource },
): Promise<void> {
  const mark = await findFile(file, movedTo);
  if (mark === undefined && !isOver) throw await changedOrGone(movedTo ?? file.path);
  if (mark === undefined) return;
  const { source, records } = begun;
  const { cut, reader } = readingOf(work, job, mark);
  if (isOver) await restoreInputs(work, cut(records), { batches, file: mark });
  else await upload(work, job, { cut, reader, resumed: { source, records, batches }, options: watching });
}

/** Rows that were sent stand beside their results again. */
async function restoreInputs(
  work: Work,
  payloads: AsyncIterable<Payload>,
  { batches, file }: { batches: readonly JournaledBatch[]; file: FileMark },
): Promise<void> {
  const inputOf = inputs(work, file);
  const iterator = payloads[Symbol.asyncIterator]();
  // Not one payload more: of rows that were never sent, some may be broken.
  for (const { id, planned } of batches) {
    const next = await iterator.next();
    if (next.done === true) break;
    if (id !== undefined) work.state.addBatch({ id, ...placeOf(planned), input: inputOf(next.value) });
  }
  await iterator.return?.();
}

/** Where the file lies, with the bytes that it had: of several that were loaded, one may have been moved. */
async function findFile({ path, sha256 }: FileSource, movedTo: string | undefined): Promise<FileMark | undefined> {
  for (const candidate of [movedTo ?? [], path].flat()) {
    const mark = await markFile(resolve(candidate)).catch(() => undefined);
    if (mark !== undefined && (await hashFile(mark).catch(() => '')) === sha256) return mark;
  }
  return undefined;
}

async function changedOrGone(path: string): Promise<JournalException> {
  try {
    await hashFile(await markFile(path));
    return changedFile(path);
  } catch (cause) {
    return new JournalException(`The file "${path}" cannot be read: ${(cause as Error).message}`, {
      advice: "Say where it lies now: Bulk.resume(journal, { source: 'path' }).",
      cause,
    });
  }
}
