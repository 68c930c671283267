/** What a job would send: made by the code that sends it, with a network that answers at once and keeps nothing. */
import { MASK } from '../../errors/mask';
import { noJournal } from '../../journal/journal';
import { toSettings, type BulkOptions, type Settings } from '../../options';
import { type BatchData } from '../../records/batch-data';
import { originOf } from '../../session/addresses';
import { Session } from '../../session/session';
import { withSession } from '../../session/with-session';
import { withGzip } from '../../transport/gzip';
import { isLoopback } from '../../transport/loopback';
import { heldBody } from '../../transport/reply-body';
import { bytesOf } from '../../transport/request-body';
import { type Transport } from '../../transport/transport';
import { noUsage } from '../../transport/usage';
import { isQueryJob } from '../job/batches';
import { CurrentJob } from '../job/current-job';
import { Gate } from '../sending/gate';
import { createJob, type JobArguments } from '../job/jobs';
import { loadPayloads, loadPlan, queryPayload } from '../sending/payloads';
import { serviceOf } from '../service';
import { Reading } from '../reading/reading';
import { checkUploadOptions, type UploadOptions } from '../sending/upload-options';
import { type Work } from '../work';

/** A job as `jobCreate` takes it. */
export type PlannedJob = Pick<JobArguments, 'object' | 'operation'> & Partial<Pick<JobArguments, 'options'>>;

export interface PlanRequestsOptions
  extends
    Pick<BulkOptions, 'api' | 'apiVersion' | 'client' | 'gzip' | 'journal'>,
    Pick<UploadOptions, 'maxRecords' | 'signal'> {
  /** The org; data goes compressed, except to a loopback address. Default: one of Salesforce's. */
  instanceUrl?: string;
  /** What messages call the data: the name of its file. Default: `the data`. */
  name?: string;
}

/** A request as it would go out. HTTP adds `Host`, `Content-Length` and the like. */
export interface PlannedRequest {
  /** What it is for, in the words of the service: `create batch`. */
  readonly operation: string;
  readonly method: string;
  /** Where the service will have given an id, `JOB_ID` stands. */
  readonly path: string;
  /** The session is masked. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it is before it is compressed, if it is. */
  readonly body: Uint8Array;
  /** The batch that it belongs to; undefined for what is asked for the job. */
  readonly batch: { readonly number: number; readonly rows: number | undefined; readonly bytes: number } | undefined;
}

/**
 * The requests of a load or a query, from the creation of the job to its end, one after the other, in the memory of one batch.
 * Nothing is sent. Waiting and results, which come after them, are not among them.
 *
 * @throws {InputException} for what would be refused before it is sent, with row and field
 */
export async function* planRequests(
  { operation, object, options = {} }: PlannedJob,
  data: BatchData,
  given: PlanRequestsOptions = {},
): AsyncGenerator<PlannedRequest> {
  const { maxRecords, signal, instanceUrl = 'https://login.salesforce.com', name = 'the data', ...rest } = given;
  const settings = toSettings(rest);
  checkUploadOptions({ maxRecords, signal });
  const origin = originOf(instanceUrl, { name: 'instanceUrl', allowHttp: settings.allowHttp });
  const sent: Omit<PlannedRequest, 'batch'>[] = [];
  const work = await rehearsal(settings, {
    instanceUrl: origin,
    answer: answerTo({ operation, object, options }),
    keep: (request) => sent.push(request),
  });
  const { dialect } = work;
  const requestsOf = (batch?: PlannedRequest['batch']): PlannedRequest[] =>
    sent.splice(0).map((request) => ({ ...request, batch }));
  await createJob(work, { operation, object, options });
  yield* requestsOf();
  const job = work.jobs.state.open('planRequests');
  const plan = { ...loadPlan(work, job, name), records: maxRecords };
  let number = 0;
  for await (const { body, rows } of isQueryJob(job) ? queryPayload(data) : loadPayloads(data, plan)) {
    signal?.throwIfAborted();
    await dialect.createBatch(job, body, { isCareful: settings.journal !== undefined });
    yield* requestsOf({ number: ++number, rows, bytes: body.length });
  }
  await dialect.closeJob(job);
  yield* requestsOf();
}

/** Has what is read of a job and of a batch, in either API. */
function answerTo({ operation, object, options: { contentType = 'CSV' } }: JobArguments): string {
  return JSON.stringify({ id: 'JOB_ID', jobId: 'JOB_ID', operation, object, contentType, state: 'Open' });
}

interface Stage {
  readonly instanceUrl: string;
  /** To every request. */
  readonly answer: string;
  readonly keep: (request: Omit<PlannedRequest, 'batch'>) => void;
}

/** All that a job works with, over a network that is none. */
async function rehearsal(settings: Settings, stage: Stage): Promise<Work> {
  const { instanceUrl } = stage;
  const info = { instanceUrl, userId: null, organizationId: null, userName: null, sandbox: null };
  const signIn = {
    name: 'access token',
    renewable: false,
    grant: () => Promise.resolve({ accessToken: MASK, info }),
  };
  const send = keeping(settings, stage);
  const api = withSession(send, await Session.open(signIn, send));
  const usage = noUsage();
  const jobs = new CurrentJob();
  return {
    ...serviceOf(api, settings),
    settings,
    jobs,
    state: jobs.state,
    journal: noJournal,
    gate: new Gate(),
    usage,
    reading: new Reading({ clock: settings.clock, usage }),
    instanceUrl,
  };
}

/** Keeps each request with the headers that it has on the wire, and the body that it had before. */
function keeping(settings: Settings, { answer, keep }: Stage): Transport {
  return (request) => {
    const send = withGzip(
      ({ operation, method, url, headers }) => {
        const { pathname: path } = new URL(url);
        keep({ operation, method, path, headers, body: bytesOf(request.body ?? '') });
        return Promise.resolve({ status: 201, headers: {}, body: heldBody(answer) });
      },
      (url) => settings.gzip ?? !isLoopback(url),
    );
    return send(request);
  };
}
