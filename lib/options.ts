import { type Clock, systemClock } from './clock';
import { InputException } from './errors';
import { having, oneOf, ofType, refuseUnknown, within, wrong } from './options/checks';
import { type Exchange } from './transport/exchanges';
import { DEFAULT_API_VERSION, LAST_RETIRED_VERSION } from './wire/versions';

export interface BulkOptions {
  /** Which Bulk API to speak. Default: `'1.0'`. */
  api?: '1.0' | '2.0';

  /**
   * The API version, `'66.0'` or `66`. Versions up to 30.0 are retired and refused here, before any call.
   * Default: `'66.0'`.
   */
  apiVersion?: string | number;

  /** How many batches go up at the same time, from 1 to 50. Default: 4. */
  concurrency?: number;

  /** Compress what is sent and ask for compressed answers. Default: on, except to a loopback address. */
  gzip?: boolean;

  /** Seconds without a byte in either direction, after which a request is given up. Default: 120. */
  timeout?: number;

  /**
   * How often a request is sent again after a passing failure, and an answer that breaks off is asked for again since
   * it last came further. A batch is sent again only when the service does not have it. Default: 5.
   */
  retries?: number;

  /** The client name that the org's logs show. Default: `'sfbulk'`. */
  client?: string;

  /** Send sessions over plain http to hosts other than loopback. Default: false. */
  allowHttp?: boolean;

  /** Takes what is worth knowing and is no error, a line at a time. Default: `process.emitWarning`, each line once. */
  onWarning?: (warning: string) => void;

  /**
   * Shows each HTTP request and what came of it, retries and sign-ins included, for a log or for learning: method, address,
   * headers, and the beginnings of both bodies. Secrets are masked already; rows are not, and the beginning of a batch holds
   * some. What it throws becomes a warning. Default: none.
   *
   *     new Bulk({ onExchange: ({ operation, reply, milliseconds }) => console.log(operation, reply?.status, milliseconds) });
   */
  onExchange?: (exchange: Exchange) => void;

  /**
   * A file in which it is written down what is about to be done, before it is done, so that `Bulk.resume(path)` can go on
   * after a crash. Default: none.
   */
  journal?: string;

  /** Time itself, for specs. Default: the system's. */
  clock?: Clock;
}

/** Options with every default filled in. */
export interface Settings {
  readonly api: '1.0' | '2.0';
  readonly apiVersion: string;
  readonly concurrency: number;
  readonly gzip: boolean | undefined;
  readonly timeout: number;
  readonly retries: number;
  readonly client: string;
  readonly allowHttp: boolean;
  readonly onWarning: (warning: string) => void;
  readonly onExchange: ((exchange: Exchange) => void) | undefined;
  readonly journal: string | undefined;
  readonly clock: Clock;
}

/** Checks the options and fills in the defaults. The same options give the same settings, whatever the surroundings. */
export function toSettings(options: BulkOptions = {}): Settings {
  refuseUnknown(options, { kind: 'option', known: BULK_OPTIONS });
  const onWarning = onceEach(ofType('onWarning', options.onWarning, 'function') ?? emitWarning);
  return {
    api: oneOf('api', options.api ?? '1.0', ['1.0', '2.0']),
    apiVersion: toApiVersion(options.apiVersion ?? DEFAULT_API_VERSION),
    concurrency: within('concurrency', options.concurrency ?? 4, { least: 1, most: 50, whole: true }),
    gzip: ofType('gzip', options.gzip, 'boolean'),
    timeout: within('timeout', options.timeout ?? 120, { least: 0.001, most: 86_400 }),
    retries: within('retries', options.retries ?? 5, { least: 0, most: 100, whole: true }),
    client: toClientName(options.client ?? 'sfbulk'),
    allowHttp: ofType('allowHttp', options.allowHttp, 'boolean') ?? false,
    onWarning,
    onExchange: harmless(ofType('onExchange', options.onExchange, 'function'), onWarning),
    journal: toPath('journal', options.journal),
    clock: having('clock', options.clock, ['now', 'sleep']) ?? systemClock,
  };
}

/** `66`, `'66'`, `'66.0'` and `'v66.0'` are all 66.0. Throws for what is no version, and for versions that are gone. */
export function toApiVersion(version: string | number): string {
  const text = typeof version === 'number' || typeof version === 'string' ? String(version).trim() : '';
  const [, number] = /^v?(\d{1,3})(?:\.0)?$/.exec(text) ?? [];
  if (number === undefined) throw wrong('apiVersion', version, "an API version such as '66.0'");
  if (Number(number) <= LAST_RETIRED_VERSION) {
    throw new InputException(`API version ${number}.0 is retired: the service answers from 31.0 on`, {
      code: 'InvalidVersion',
      field: 'apiVersion',
      advice: `Leave apiVersion out to speak ${DEFAULT_API_VERSION}.`,
    });
  }
  return `${number}.0`;
}

export const BULK_OPTIONS: Readonly<Record<keyof BulkOptions, true>> = {
  api: true,
  apiVersion: true,
  concurrency: true,
  gzip: true,
  timeout: true,
  retries: true,
  client: true,
  allowHttp: true,
  onWarning: true,
  onExchange: true,
  journal: true,
  clock: true,
};

/** It goes into headers, where a comma or a line break would begin something else. */
function toClientName(name: string): string {
  if (typeof name === 'string' && /^[\w ./+-]+$/.test(name)) return name;
  throw wrong('client', name, "a name of letters, digits, blanks and . / + - _, such as 'nightly-load/2.1'");
}

/** The path of a file, or none. */
export function toPath(name: string, path: string | undefined): string | undefined {
  return path === undefined ? undefined : requirePath(name, path);
}

export function requirePath(name: string, path: string): string {
  if (typeof path === 'string' && path !== '') return path;
  throw wrong(name, path, 'the path of a file');
}

function emitWarning(warning: string): void {
  process.emitWarning(warning, { type: 'SfbulkWarning' });
}

function onceEach(tell: (warning: string) => void): (warning: string) => void {
  const told = new Set<string>();
  return (warning) => {
    if (told.has(warning)) return;
    told.add(warning);
    tell(warning);
  };
}

/** Who looks on must not be in the way: what he throws would make a batch that has arrived pass for one that failed. */
function harmless(
  tell: BulkOptions['onExchange'],
  onWarning: (warning: string) => void,
): ((exchange: Exchange) => void) | undefined {
  if (tell === undefined) return undefined;
  return (exchange) => {
    try {
      tell(exchange);
    } catch (error) {
      onWarning(`onExchange has thrown: ${String(error)}`);
    }
  };
}
