import { createReadStream } from 'node:fs';
import { basename, resolve } from 'node:path';
import { type KnownJob } from '../dialects/dialect';
import { JournalException } from '../errors';
import { type FileSource } from '../journal/entries';
import { readJournal } from '../journal/journal';
import { replay, type JournaledBatch, type JournaledSource, type JournalStand } from '../journal/replay';
import { type JobInfo } from '../records/types';
import { type Operation } from '../wire/v1';
import { changedFile, hashFile, markFile } from './batch-input';
import { toJobPlan } from './job-options';
import { createJob, endJob } from './jobs';
import { loadPayloads, loadPlan } from './payloads';
import { ship } from './ship';
import { upload } from './upload';
import { type Work } from './work';

export interface Resuming {
  readonly journal: string;
  /** Where the file lies now, when it is not where it was. */
  readonly source: string | undefined;
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
export async function goOn(work: Work, { journal, source: movedTo }: Resuming): Promise<void> {
  const stand = await readStand(journal);
  refuseOtherOrg(work, stand);
  const job = await restoreJob(work, stand);
  const batches = await settleBatches(work, job, stand.batches);
  for (const source of stand.sources) {
    const cutOff = { source, batches: batches.filter(({ planned }) => planned.source === source.begun.source) };
    await (source.begun.file === undefined
      ? goOnWithData(work, job, cutOff)
      : goOnWithFile(work, job, {
          ...cutOff,
          file: { ...source.begun.file, path: movedTo ?? source.begun.file.path },
        }));
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

/** Batches of which the journal knows no id are looked for at the service. */
async function settleBatches(work: Work, job: KnownJob, batches: readonly JournaledBatch[]): Promise<JournaledBatch[]> {
  const knownIds = new Set(batches.flatMap(({ id }) => id ?? []));
  const settled: JournaledBatch[] = [];
  for (const batch of batches) {
    const { planned, serverJobId } = batch;
    work.state.restorePlace({ ...planned, number: planned.batch }, planned.source);
    let { id } = batch;
    if (id === undefined) {
      const lost = { sha256: planned.sha256, body: undefined, serverJobId, knownIds, since: 0 };
      id = (await work.dialect.findLost(job, lost))?.id;
      if (id !== undefined) await work.journal.write({ type: 'batch created', batch: planned.batch, id });
    }
    if (id !== undefined) {
      knownIds.add(id);
      work.state.addBatch({ id, ...planned, number: planned.batch });
    }
    settled.push({ ...batch, id });
  }
  return settled;
}

interface CutOff {
  readonly source: JournaledSource;
  readonly batches: readonly JournaledBatch[];
}

/** Data that was no file is gone: SOQL stands in the journal, rows must be given again. */
async function goOnWithData(work: Work, job: KnownJob, { source, batches }: CutOff): Promise<void> {
  const [first] = batches;
  if (source.isEnded) return;
  if (first?.planned.soql !== undefined) {
    const { soql } = first.planned;
    const place = { number: first.planned.batch, firstRow: 1, rows: undefined };
    const payload = { body: Buffer.from(soql, 'utf8'), firstRow: 1, rows: undefined };
    if (first.id === undefined)
      await ship(work, job, { payload, place, source: source.begun.source, input: undefined });
    await work.journal.write({ type: 'source ended', source: source.begun.source });
    return;
  }
  work.state.await({ source: source.begun.source, records: source.begun.records, batches });
}

/** The file is cut into the same batches once more; those that have arrived are left out. */
async function goOnWithFile(
  work: Work,
  job: KnownJob,
  { source, batches, file }: CutOff & { file: FileSource },
): Promise<void> {
  if (source.isEnded && (await hashFile(file.path).catch(() => '')) !== file.sha256) return;
  if (!source.isEnded && (await hashOrRefuse(file.path)) !== file.sha256) throw changedFile(file.path);
  const plan = {
    ...loadPlan(work, job, basename(file.path)),
    textFormat: 'CSV',
    records: source.begun.records,
  } as const;
  const bytes = createReadStream(file.path, { highWaterMark: 1 << 20 });
  const firstRow = batches[0]?.planned.firstRow ?? work.state.rowsGiven + 1;
  await upload(work, job, {
    payloads: loadPayloads(bytes, plan),
    file: await markFile(resolve(file.path)),
    resumed: { source: source.begun.source, batches, rowsBefore: firstRow - 1 },
  });
}

async function hashOrRefuse(path: string): Promise<string> {
  return hashFile(path).catch((cause: unknown) => {
    throw new JournalException(`The file "${path}" cannot be read: ${(cause as Error).message}`, {
      advice: "Say where it lies now: Bulk.resume(journal, { source: 'path' }).",
      cause,
    });
  });
}
