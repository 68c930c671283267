/** What the requests that make a job of 2.0 have in common. */
import { COLUMN_DELIMITERS, LINE_ENDINGS } from '../../wire/v2';
import { AsyncFault } from '../async-fault';
import { header, mediaType } from '../http';
import { type RestCall } from '../rest-call';
import { BulkFault } from '../rest-fault';
import { choice, type ControlBody } from './control-body';
import { type V2JobSettings } from './jobs';

const namesOf = <Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] => Object.keys(table) as Name[];

export type Layout = Pick<V2JobSettings, 'contentType' | 'columnDelimiter' | 'recordEnding'>;

export const LAYOUT_KEYS = ['contentType', 'columnDelimiter', 'lineEnding'] as const;

const DEFAULT_LAYOUT = { contentType: 'CSV', columnDelimiter: 'COMMA', lineEnding: 'LF' } as const;

export const readLayout = (body: ControlBody): Layout => {
  const said = Object.entries(body).filter(([, value]) => value !== null);
  const given = { ...DEFAULT_LAYOUT, ...Object.fromEntries(said) };
  return {
    contentType: choice(given, { name: 'contentType', values: ['CSV'] }),
    columnDelimiter: choice(given, { name: 'columnDelimiter', values: namesOf(COLUMN_DELIMITERS) }),
    recordEnding: choice(given, { name: 'lineEnding', values: namesOf(LINE_ENDINGS) }),
  };
};

/** What a client of 2.0 has no say in. */
export const commonSettings = ({ version, session }: RestCall) =>
  ({
    concurrencyMode: 'Parallel',
    apiVersion: version,
    createdById: session.userId,
    isRetryDisabled: false,
    lineEnding: undefined,
    pkChunking: undefined,
  }) as const;

export const checkMediaType = ({ request }: RestCall, wanted: string): void => {
  const sent = header(request, 'content-type');
  if (mediaType(sent) !== wanted) throw unsupportedMediaType(sent);
};

export const unsupportedMediaType = (sent: string | undefined): BulkFault =>
  new BulkFault({
    status: 415,
    errorCode: 'UNSUPPORTED_MEDIA_TYPE',
    message: `Unsupported content type: ${sent ?? 'none'}`,
  });

/** Why a job's state can't be changed so; the service calls a job that is complete Completed here. */
export const notAllowed = (verb: 'Aborting' | 'Closing', state: string): AsyncFault =>
  new AsyncFault('InvalidJobState', `${verb} already ${state === 'JobComplete' ? 'Completed' : state} Job not allowed`);
