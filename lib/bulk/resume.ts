import { resolve } from 'node:path';
import { type KnownJob } from '../dialects/dialect';
import { JournalException, UnsettledException } from '../errors';
import { type FileSource, type SourceBegun } from '../journal/entries';
import { readJournal } from '../journal/journal';
import { replay, type JournaledBatch, type JournaledSource, type JournalStand } from '../journal/replay';
import { type BatchInfo, type JobInfo, type Payload } from '../records/types';
import { type Operation } from '../wire/v1';
import { changedFile, hashFile, markFile, type FileMark } from './batch-input';
import { isQueryJob, listBatches } from './batches';
import { toJobPlan } from './job-options';
import { createJob, endJob } from './jobs';
import { inputs, placeOf } from './places';
import { type WatchOptions } from './progress';
import { ship } from './ship';
import { readingOf } from './source-file';
import { upload } from './upload';
import { type Work } from './work';

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
export async function goOn(work: Work, { journal, source: movedTo, watching }: Resuming): Promise<void> {
  const stand = await readStand(journal);
  refuseOtherOrg(work, stand);
  const job = await restoreJob(work, stand);
  const batches = await settleBatches(work, job, stand.batches);
  refuseStrangers(work, stand, await listBatches(work, 'resume'));
  for (const source of stand.sources) {
    const ours = batches.filter(({ planned }) => planned.source === source.begun.source);
    work.state.numbering.restore(
      source.begun.source,
      ours.map(({ planned }) => placeOf(planned)),
    );
    // What had not been sent when the job was ended was given up.
    const isOver = source.isEnded || stand.end !== undefined;
    if (isOver && source.begun.attempt === undefined) {
      work.state.numbering.takeBack(ours.filter(({ id }) => id === undefined).map(({ planned }) => placeOf(planned)));
    }
    await goOnWith(work, job, { source: source.begun, isOver, batches: ours, movedTo, watching });
    tellFault(work, source);
  }
  const now = work.state.known('resume');
  if (stand.end !== undefined && work.state.pending === undefined && now.info.state !== stand.end) {
    await endJob(work, now, stand.end);
  }
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
  const what = begun.file === undefined ? 'the data' : `"${begun.file.path}"`;
  settings.onWarning(
    `Not all of ${what} was sent, and the rest will not be: ${fault}. jobOutcomes() has the rows that are in.`,
  );
}

async function restoreJob(work: Work, { plan, job }: JournalStand): Promise<KnownJob> {
  const jobArguments = { operation: plan.operation as Operation, object: plan.object, options: plan.options };
  if (job === undefined) await createJob(work, jobArguments);
  else {
    work.state.begin(revived(job), toJobPlan(jobArguments.operation, plan.object, plan.options));
    work.state.refresh(await work.dialect.getJob(work.state.known('resume')));
  }
  return work.state.known('resume');
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
  if (batches.some(({ id }) => id === undefined)) await work.settings.clock.sleep(ON_ITS_WAY);
  const knownIds = new Set(batches.flatMap(({ id }) => id ?? []));
  const settled: JournaledBatch[] = [];
  for (const batch of batches) {
    const { planned, serverJobId } = batch;
    const { attempt, soql } = planned;
    const place = placeOf(planned);
    let { id } = batch;
    if (id === undefined) {
      const lost = {
        sha256: planned.sha256,
        body: undefined,
        serverJobId,
        knownIds,
        since: 0,
        others: [],
        refusesDoubt: true,
      };
      id = (await work.dialect.findLost(job, lost))?.id;
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

interface CutOff {
  readonly source: SourceBegun;
  /** Nothing of it is to be sent any more. */
  readonly isOver: boolean;
  readonly batches: readonly JournaledBatch[];
  readonly movedTo: string | undefined;
  readonly watching: WatchOptions;
}

async function goOnWith(work: Work, job: KnownJob, cutOff: CutOff): Promise<void> {
  const { file, attempt } = cutOff.source;
  if (file !== undefined) await goOnWithFile(work, job, { ...cutOff, file });
  else if (!cutOff.isOver && attempt === undefined) await goOnWithData(work, job, cutOff);
}

/** Data that was no file is gone: SOQL stands in the journal, rows must be given again. */
async function goOnWithData(work: Work, job: KnownJob, { source, batches }: CutOff): Promise<void> {
  const [first] = batches;
  if (first?.planned.soql !== undefined) {
    const { soql } = first.planned;
    const place = placeOf(first.planned);
    const payload = { body: Buffer.from(soql, 'utf8'), firstRow: 1, rows: undefined };
    if (first.id === undefined) await ship(work, job, { payload, place, source: source.source, input: undefined });
    await work.journal.write({ type: 'source ended', source: source.source });
    return;
  }
  work.state.setPending({ source: source.source, records: source.records, batches });
}

/** The file is cut into the same batches once more; those that have arrived are left out. */
async function goOnWithFile(
  work: Work,
  job: KnownJob,
  { source, isOver, batches, movedTo, watching, file }: CutOff & { file: FileSource },
): Promise<void> {
  const path = movedTo ?? file.path;
  const isUnchanged = (await (isOver ? hashFile(path).catch(() => '') : hashOrRefuse(path))) === file.sha256;
  if (!isUnchanged && !isOver) throw changedFile(path);
  if (!isUnchanged) return;
  const mark = await markFile(resolve(path));
  const { records } = source;
  const { cut, reader } = readingOf(work, job, mark);
  if (isOver) await restoreInputs(work, cut(records), { batches, file: mark });
  else
    await upload(work, job, { cut, reader, resumed: { source: source.source, records, batches }, options: watching });
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

async function hashOrRefuse(path: string): Promise<string> {
  return hashFile(path).catch((cause: unknown) => {
    throw new JournalException(`The file "${path}" cannot be read: ${(cause as Error).message}`, {
      advice: "Say where it lies now: Bulk.resume(journal, { source: 'path' }).",
      cause,
    });
  });
}
