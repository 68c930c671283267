/** What all operations of Bulk API 1.0 share: version, session, the count of calls, and the format of the answer. */
import { DEFAULT_API_VERSION, LAST_RETIRED_VERSION } from '../wire/versions';
import { ASYNC_PATH, type ContentType, SESSION_HEADER } from '../wire/v1';
import { versionNumber } from './api-versions';
import { AsyncFault } from './async-fault';
import { ClassicJob } from './classic-job';
import { type OrgContext } from './context';
import { type ControlFields, type ControlFormat, controlReply, objectBody } from './formats/control';
import { header, type HttpRequest, mediaType, type Reply } from './http';
import { type Batch } from './job';
import { type Call, type Operation } from './operation';
import { type Session } from './sessions';

interface AsyncOperation {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** After `/services/async/{version}`. */
  readonly path: string;
  readonly run: (call: AsyncCall) => Reply | Promise<Reply>;
}

export const asyncOperation = ({ name, method, path, run }: AsyncOperation): Operation => ({
  name,
  method,
  path: `${ASYNC_PATH}/:version${path}`,
  run: (call) => withFormat(new AsyncCall(call), run),
});

/** A refusal leaves in the format that the call had reached when it was refused. */
const withFormat = async (call: AsyncCall, run: AsyncOperation['run']): Promise<Reply> => {
  try {
    call.admit();
    return await run(call);
  } catch (error) {
    if (error instanceof AsyncFault) error.format = call.format;
    throw error;
  }
};

export class AsyncCall {
  readonly org: OrgContext;
  readonly request: HttpRequest;
  readonly version: string;
  format: ControlFormat;
  readonly #params: Call['params'];
  #session: Session | undefined;

  constructor({ org, request, params }: Call) {
    this.org = org;
    this.request = request;
    this.#params = params;
    this.version = params.version ?? '';
    this.format = declaredFormat(request) ?? 'XML';
  }

  get contentType(): string | undefined {
    return header(this.request, 'content-type');
  }

  get userId(): string {
    if (this.#session === undefined) throw new Error('The call has not been admitted.');
    return this.#session.userId;
  }

  admit(): void {
    checkVersion(this.version);
    const id = header(this.request, SESSION_HEADER);
    if (id === undefined || id === '') throw new AsyncFault('InvalidSessionId', 'Unable to find session id');
    this.#session = this.org.sessions.use(id);
    if (this.#session === undefined) throw new AsyncFault('InvalidSessionId', 'Invalid session id');
    if (this.#session.isPasswordExpired) {
      throw new AsyncFault('INVALID_OPERATION_WITH_EXPIRED_PASSWORD', 'The password of this user has expired');
    }
    this.#spendRequest();
  }

  param(name: string): string {
    return this.#params[name] ?? '';
  }

  job(): ClassicJob {
    const id = this.param('jobId');
    const job = this.org.jobs.find(id);
    if (!(job instanceof ClassicJob)) throw new AsyncFault('InvalidJob', `Invalid job id: ${id}`);
    this.format = this.#formatFor(job.settings.contentType);
    return job;
  }

  /** A job's batches are spoken of in the version in which it was made. */
  versionedJob(): ClassicJob {
    const job = this.job();
    const { apiVersion } = job.settings;
    if (this.version === apiVersion) return job;
    throw new AsyncFault('InvalidVersion', `The job was created with version ${apiVersion}`);
  }

  batch(): Batch {
    const job = this.versionedJob();
    const id = this.param('batchId');
    const batch = job.batch(id);
    if (batch === undefined) throw new AsyncFault('InvalidBatch', `Invalid batch id: ${id}`);
    return batch;
  }

  /** Only its creator may change a job or add to it. */
  checkCreator(job: ClassicJob): void {
    if (job.settings.createdById !== this.userId) {
      throw new AsyncFault('InvalidUser', 'The job was created by another user');
    }
  }

  reply(status: number, root: string, fields: ControlFields): Reply {
    return controlReply(status, this.format, objectBody(this.format, root, fields));
  }

  /** The job decides; recorded answers to POSTs followed what the request declared. */
  #formatFor(contentType: ContentType): ControlFormat {
    const declared = this.request.method === 'POST' ? declaredFormat(this.request) : undefined;
    return declared ?? (contentType.endsWith('JSON') ? 'JSON' : 'XML');
  }

  #spendRequest(): void {
    const { apiRequests } = this.org.quotas;
    if (apiRequests.isSpent) throw new AsyncFault('ExceededQuota', 'TotalRequests Limit exceeded.');
    apiRequests.count();
  }
}

export const declaredFormat = (request: HttpRequest): ControlFormat | undefined => {
  const type = mediaType(header(request, 'content-type'));
  if (type === 'application/json') return 'JSON';
  return type === 'application/xml' || type === 'text/xml' ? 'XML' : undefined;
};

const checkVersion = (version: string): void => {
  const number = versionNumber(version) ?? 0;
  if (number <= LAST_RETIRED_VERSION || number > Number(DEFAULT_API_VERSION)) {
    throw new AsyncFault('InvalidVersion', `Invalid version: ${version}`);
  }
};
