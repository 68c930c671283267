/** Raw HTTP in the paths of Bulk API 2.0. */
import { type PracticeOrgOptions } from '../../../lib/practice-org';
import { type Answer, exchange, idIn, JSON_TYPE, Visit } from './exchange';

export interface Told {
  readonly body?: string | Buffer;
  /** The content type. Default: JSON for a text that begins with a brace, else CSV. */
  readonly type?: string;
  /** Default: 66.0. */
  readonly version?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Fields = Readonly<Record<string, unknown>>;

export const INSERT = { operation: 'insert', object: 'Contact' };

export const COMPLETE = { body: '{"state":"UploadComplete"}' };
export const ABORT = { body: '{"state":"Aborted"}' };

/** What an error says, its keys in the order of 2.0. */
export const bulkError = (errorCode: string, message: string): string => JSON.stringify([{ errorCode, message }]);

export const NOT_FOUND = bulkError('NOT_FOUND', 'The requested resource does not exist');

export class V2Visit {
  private constructor(readonly visit: Visit) {}

  static async start(options: PracticeOrgOptions = {}): Promise<V2Visit> {
    return new V2Visit(await Visit.start(options));
  }

  get org(): Visit['org'] {
    return this.visit.org;
  }

  stop(): Promise<void> {
    return this.visit.stop();
  }

  /** `PUT /jobs/…`: paths after the version. */
  ask(line: string, { body, type, version = '66.0', headers = {} }: Told = {}): Promise<Answer> {
    const [method = 'GET', path = ''] = line.split(' ');
    const contentType = type ?? (body?.toString().startsWith('{') === true ? JSON_TYPE : 'text/csv');
    return exchange(this.org.url, {
      method,
      path: `/services/data/v${version}${path}`,
      headers: {
        Authorization: `Bearer ${this.visit.session}`,
        ...(body !== undefined && { 'Content-Type': contentType }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
  }

  create(fields: Fields, version?: string): Promise<Answer> {
    const told = { body: JSON.stringify(fields), type: JSON_TYPE };
    const path = 'query' in fields ? '/jobs/query' : '/jobs/ingest';
    return this.ask(`POST ${path}`, { ...told, ...(version !== undefined && { version }) });
  }

  async jobId(fields: Fields, version?: string): Promise<string> {
    return idIn(await this.create(fields, version));
  }

  /** A job whose data is there and whose turn comes with the clock. */
  async load(fields: Fields, data: string | Buffer, version = '66.0'): Promise<string> {
    const id = await this.jobId(fields, version);
    await this.ask(`PUT /jobs/ingest/${id}/batches`, { body: data, type: 'text/csv', version });
    await this.ask(`PATCH /jobs/ingest/${id}`, { ...COMPLETE, version });
    return id;
  }

  /** A job that has had all the time it needs. */
  async run(fields: Fields, data: string | Buffer, version?: string): Promise<string> {
    const id = await this.load(fields, data, version);
    await this.org.clock.advance('5 min');
    return id;
  }

  async query(soql: string, fields: Fields = {}, version?: string): Promise<string> {
    const id = await this.jobId({ operation: 'query', query: soql, ...fields }, version);
    await this.org.clock.advance('5 min');
    return id;
  }

  async info(id: string, kind = 'ingest'): Promise<Readonly<Record<string, unknown>>> {
    return JSON.parse((await this.ask(`GET /jobs/${kind}/${id}`)).body) as Readonly<Record<string, unknown>>;
  }

  async result(id: string, resource: string, version = '66.0'): Promise<string> {
    return (await this.ask(`GET /jobs/ingest/${id}/${resource}`, { version })).body;
  }

  async rows(soql: string): Promise<string[]> {
    const id = await this.query(soql);
    return (await this.ask(`GET /jobs/query/${id}/results`)).body.split('\n').slice(1, -1);
  }
}
