import { type Clock, systemClock } from './clock';
import { InputException } from './errors';
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

  /** Seconds without an answer after which a request is given up. Default: 120. */
  timeout?: number;

  /** How often a harmless request (never a batch) is sent again after a passing failure. Default: 5. */
  retries?: number;

  /** The client name that the org's logs show. Default: `'sfbulk'`. */
  client?: string;

  /** Send sessions over plain http to hosts other than loopback. Default: false. */
  allowHttp?: boolean;

  /** Takes what is worth knowing and is no error, a line at a time. Default: `process.emitWarning`, each line once. */
  onWarning?: (warning: string) => void;

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
  readonly clock: Clock;
}

/** Checks the options and fills in the defaults. The same options give the same settings, whatever the surroundings. */
export function toSettings(options: BulkOptions = {}): Settings {
  refuseUnknown(options);
  return {
    api: oneOf('api', options.api ?? '1.0', ['1.0', '2.0']),
    apiVersion: toApiVersion(options.apiVersion ?? DEFAULT_API_VERSION),
    concurrency: within('concurrency', options.concurrency ?? 4, 1, 50),
    gzip: options.gzip,
    timeout: within('timeout', options.timeout ?? 120, 0.001, 86_400),
    retries: within('retries', options.retries ?? 5, 0, 100),
    client: options.client ?? 'sfbulk',
    allowHttp: options.allowHttp ?? false,
    onWarning: onceEach(options.onWarning ?? emitWarning),
    clock: options.clock ?? systemClock,
  };
}

/** `66`, `'66'`, `'66.0'` and `'v66.0'` are all 66.0. Throws for what is no version, and for versions that are gone. */
export function toApiVersion(version: string | number): string {
  const [, number] = /^v?(\d{1,3})(?:\.0)?$/.exec(String(version).trim()) ?? [];
  if (number === undefined) {
    throw new InputException(`apiVersion "${version}" is not an API version`, {
      field: 'apiVersion',
      advice: "Give it like '66.0', or leave it out.",
    });
  }
  if (Number(number) <= LAST_RETIRED_VERSION) {
    throw new InputException(`API version ${number}.0 is retired: the service answers from 31.0 on`, {
      code: 'InvalidVersion',
      field: 'apiVersion',
      advice: `Leave apiVersion out to speak ${DEFAULT_API_VERSION}.`,
    });
  }
  return `${number}.0`;
}

const KNOWN: Record<keyof BulkOptions, true> = {
  api: true,
  apiVersion: true,
  concurrency: true,
  gzip: true,
  timeout: true,
  retries: true,
  client: true,
  allowHttp: true,
  onWarning: true,
  clock: true,
};

function refuseUnknown(options: BulkOptions): void {
  const unknown = Object.keys(options).find((name) => !(name in KNOWN));
  if (unknown === undefined) return;
  throw new InputException(`There is no option "${unknown}"`, {
    field: unknown,
    advice: `The options are ${Object.keys(KNOWN).join(', ')}.`,
  });
}

function oneOf<Choice>(name: string, value: Choice, choices: readonly Choice[]): Choice {
  if (choices.includes(value)) return value;
  throw new InputException(`${name} is "${String(value)}"`, { field: name, advice: `Choose ${choices.join(' or ')}.` });
}

function within(name: string, value: number, least: number, most: number): number {
  if (typeof value === 'number' && value >= least && value <= most) return value;
  throw new InputException(`${name} is ${String(value)}`, {
    field: name,
    advice: `Give a number from ${least} to ${most}.`,
  });
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
