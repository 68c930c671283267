/** Raw HTTP: one request, one answer, nothing between the spec and the bytes. */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { PracticeOrg, type PracticeOrgOptions } from '../../../lib/practice-org';

export interface Question {
  readonly method?: string;
  readonly path: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly body: string;
}

export const exchange = (url: string, { method = 'GET', path, body, headers = {} }: Question): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    const request = httpRequest(
      new URL(path, url),
      { method, headers: { ...length, ...headers }, agent: false },
      (reply) => {
        const chunks: Buffer[] = [];
        reply.on('data', (chunk: Buffer) => chunks.push(chunk));
        reply.on('error', reject);
        reply.on('end', () => {
          const bytes = Buffer.concat(chunks);
          resolve({ status: reply.statusCode ?? 0, headers: reply.headers, bytes, body: bytes.toString('utf8') });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });

export const ASYNC = '/services/async/66.0';
export const NAMESPACE = 'http://www.force.com/2009/06/asyncapi/dataload';
export const XML = 'application/xml; charset=UTF-8';
export const CSV = 'text/csv; charset=UTF-8';
export const JSON_TYPE = 'application/json';

export interface Sent {
  readonly body: string | Buffer;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An org on a manual clock, and someone who is signed in to it. */
export class Visit {
  private constructor(
    readonly org: PracticeOrg,
    readonly session: string,
  ) {}

  static async start(options: PracticeOrgOptions = {}): Promise<Visit> {
    const org = await PracticeOrg.start({ clock: 'manual', ...options });
    return new Visit(org, org.accessToken().accessToken);
  }

  stop(): Promise<void> {
    return this.org.stop();
  }

  ask(question: Question): Promise<Answer> {
    return exchange(this.org.url, question);
  }

  /** Paths after `/services/async/66.0`. */
  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.ask({ path: ASYNC + path, headers: { 'X-SFDC-Session': this.session, ...headers } });
  }

  post(path: string, { body, type, headers = {} }: Sent): Promise<Answer> {
    const all = { 'X-SFDC-Session': this.session, 'Content-Type': type, ...headers };
    return this.ask({ method: 'POST', path: ASYNC + path, body, headers: all });
  }

  rest(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.ask({ path, headers: { Authorization: `Bearer ${this.session}`, ...headers } });
  }

  createJob(fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const elements = Object.entries(fields).map(([name, value]) => `<${name}>${value}</${name}>`);
    return this.post('/job', {
      body: `<jobInfo xmlns="${NAMESPACE}">${elements.join('')}</jobInfo>`,
      type: XML,
      headers,
    });
  }

  async jobId(
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    return idIn(await this.createJob({ contentType: 'CSV', ...fields }, headers));
  }

  async batchId(job: string, sent: Sent): Promise<string> {
    return idIn(await this.post(`/job/${job}/batch`, sent));
  }

  /** A job with one batch that has had all the time it needs. */
  async run(fields: Readonly<Record<string, string>>, sent: Sent): Promise<{ job: string; batch: string }> {
    const job = await this.jobId(fields);
    const batch = await this.batchId(job, sent);
    await this.org.clock.advance('1 min');
    return { job, batch };
  }

  /** The first result file of a CSV query. */
  async query(object: string, soql: string): Promise<string> {
    const { job, batch } = await this.run({ operation: 'query', object }, { body: soql, type: CSV });
    const list = await this.get(`/job/${job}/batch/${batch}/result`);
    const [id = 'none'] = resultIds(list.body);
    return (await this.get(`/job/${job}/batch/${batch}/result/${id}`)).body;
  }

  async result(fields: Readonly<Record<string, string>>, sent: Sent): Promise<string> {
    const { job, batch } = await this.run(fields, sent);
    return (await this.get(`/job/${job}/batch/${batch}/result`)).body;
  }
}

export const resultIds = (body: string): string[] => Array.from(body.matchAll(/752\w{12}/g), ([id]) => id);

export const idIn = ({ body }: Answer): string => {
  const [, id] = /(?:"id":"|<id>)(\w+)/.exec(body) ?? [];
  if (id === undefined) throw new Error(`No id in ${body}`);
  return id;
};

/** The text of one element, or of a key of flat JSON. */
export const valueOf = ({ body }: Answer, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)<`).exec(body)?.[1] ?? new RegExp(`"${name}":"?([^",}]*)`).exec(body)?.[1];

export const errorBody = (code: string, message: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><error\n   xmlns="${NAMESPACE}">\n <exceptionCode>${code}</exceptionCode>\n <exceptionMessage>${message}</exceptionMessage>\n</error>\n`;
