import { BulkException, ConnectionException, ServiceException } from '../../errors';
import { type Api } from '../../transport/transport';
import { V2_MULTIPART_CHARACTERS } from '../../wire/limits';
import { type KnownJob } from '../dialect';
import { askDone, askJson, type JsonRecord } from '../rest-control';
import { toBatchInfo } from './infos';
import { MULTIPART_BOUNDARY, type CsvShape, type V2Requests } from './requests';

export interface LoadOnServer {
  readonly api: Api;
  readonly requests: V2Requests;
  readonly job: KnownJob;
  /** Take three requests even for few rows: each of them can be found again when its answer is lost. */
  readonly isCareful?: boolean;
  /** Is told of the server's job before it is given data. */
  readonly onServerJob?: (id: string) => Promise<void>;
}

/** Makes a job of the server's that holds these rows: in one request where they are few, else in three. */
export async function createLoad(server: LoadOnServer, body: Uint8Array): Promise<JsonRecord> {
  const { api, requests, job, isCareful = false } = server;
  const shape = shapeOf(job, body);
  if (!isCareful && goesAtOnce(body)) return askJson(api, requests.createIngestWithData(job, shape, body));
  const { id } = toBatchInfo(await askJson(api, requests.createIngest(job, shape)), job.info.id);
  try {
    await server.onServerJob?.(id);
    await upload(server, id, body);
    return await complete(server, id);
  } catch (error) {
    // The server's job is on its own now: the error must at least say which one.
    if (error instanceof BulkException) error.batchId ??= id;
    throw error;
  }
}

/** Work begins only when the job is marked complete: a job whose upload failed can be taken back. */
async function upload({ api, requests, job }: LoadOnServer, id: string, body: Uint8Array): Promise<void> {
  try {
    await askDone(api, requests.upload(job, id, body));
  } catch (error) {
    // Whether that worked is asked when the batch is looked for.
    await askDone(api, requests.abort(job, id)).catch(() => undefined);
    throw error;
  }
}

/** Marks the upload complete. Where the answer is lost, the job itself tells whether it was. */
async function complete(server: LoadOnServer, id: string): Promise<JsonRecord> {
  try {
    return await mark(server, id);
  } catch (error) {
    if (!(error instanceof ConnectionException || error instanceof ServiceException)) throw error;
    return completed(server, id).catch(() => {
      // The first request may have arrived, whatever befalls the asking: who looks for the batch asks again.
      throw error;
    });
  }
}

async function completed(server: LoadOnServer, id: string): Promise<JsonRecord> {
  const { api, requests, job } = server;
  const found = await askJson(api, requests.getJob(job, id));
  return found.state === 'Open' ? mark(server, id) : found;
}

function mark({ api, requests, job }: LoadOnServer, id: string): Promise<JsonRecord> {
  return askJson(api, requests.complete(job, id));
}

/** Whether rows are few enough to go in one request with their job. */
export function goesAtOnce(body: Uint8Array): boolean {
  return body.length <= V2_MULTIPART_CHARACTERS && !Buffer.from(body).includes(MULTIPART_BOUNDARY);
}

/** Row ends as they were asked for, or as they are: the job must name those that the data has. */
function shapeOf({ info }: KnownJob, body: Uint8Array): CsvShape {
  const lineFeed = body.indexOf(0x0a);
  const found = lineFeed > 0 && body[lineFeed - 1] === 0x0d ? 'CRLF' : 'LF';
  return { columnDelimiter: info.columnDelimiter, lineEnding: info.lineEnding ?? found };
}
