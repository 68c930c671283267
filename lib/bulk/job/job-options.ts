import { type JobRequest } from '../../dialects/dialect';
import { InputException } from '../../errors';
import { oneOf, ofType, refuseUnknown, within } from '../../options/checks';
import { CHECKS, type CheckName, type Checks } from '../../records/checks';
import { type JobInfo } from '../../records/types';
import { PK_CHUNK_SIZE_DEFAULT, PK_CHUNK_SIZE_MAX } from '../../wire/limits';
import {
  CONCURRENCY_MODES,
  CONTENT_TYPES,
  type ConcurrencyMode,
  type ContentType,
  type Operation,
} from '../../wire/v1';
import { COLUMN_DELIMITERS, LINE_ENDINGS, type ColumnDelimiter, type LineEnding } from '../../wire/v2';

/** How the service is to cut a large query into chunks of ids. */
export interface PkChunking {
  /** Records in a chunk, up to 250,000. Default: 100,000. */
  chunkSize?: number;
  /** For `…Share` and `…History` objects: the object whose ids are cut. */
  parent?: string;
  /** Leaves out everything before this id. */
  startRow?: string;
}

export interface JobOptions {
  /** For upserts: the field that tells whether a record is there already; an external id, an `idLookup` field, or `Id`. */
  externalIdFieldName?: string;
  /**
   * The format in which rows travel. `XML` and `JSON` answer with typed values; the `ZIP_` ones take files as values.
   * Default: `CSV`.
   */
  contentType?: ContentType;
  /**
   * Turn the values of queried rows into numbers, booleans, `Date`s and `DateOnly`s, by one describe of the object.
   * Default: false for `CSV`, which gives text; XML and JSON are always typed.
   */
  typed?: boolean;
  /** `Serial` works on one batch after the other, which avoids locks and takes longer. Default: `Parallel`. */
  concurrencyMode?: ConcurrencyMode;
  /** The assignment rule for a Case or Lead, active or not; 18 characters, beginning with 01Q. */
  assignmentRuleId?: string;
  /** For queries of millions of rows: let the service make a batch of each chunk of ids. Default: false. */
  pkChunking?: boolean | PkChunking;
  /** Whether the service tries batches again that did not end. Default: true. */
  batchRetry?: boolean;
  /**
   * In 1.0, how line breaks inside text areas are stored. In 2.0, what ends the rows of the CSV. Default: the service's, `LF`,
   * in 1.0; what the data has, in 2.0.
   */
  lineEnding?: LineEnding;
  /** 2.0 only: what stands between the columns of CSV text. Default: `COMMA`. */
  columnDelimiter?: ColumnDelimiter;
  /**
   * A column such as `AccountId`: rows with the same value of it go into the same batch, so that batches that are worked on at
   * the same time do not wait for each other's lock on the parent. All rows are held in memory for it.
   */
  groupBy?: string;
  /** Checks before sending that are to be left out: `{ fieldLength: false }`. Default: all are made. */
  checks?: Partial<Record<CheckName, boolean>>;
}

/** A job that is to be made: what is asked of the service, and what the client keeps to itself. */
export interface JobPlan {
  readonly request: JobRequest;
  readonly isTyped: boolean;
  readonly checks: Checks;
  readonly groupBy: string | undefined;
  /** The job was made elsewhere: others may add to it. */
  readonly isAttached?: true;
}

const KNOWN: Record<keyof JobOptions, true> = {
  externalIdFieldName: true,
  contentType: true,
  typed: true,
  concurrencyMode: true,
  assignmentRuleId: true,
  pkChunking: true,
  batchRetry: true,
  lineEnding: true,
  columnDelimiter: true,
  groupBy: true,
  checks: true,
};

/** Operation and object go as they are: the service knows them better. */
export function toJobPlan(operation: Operation, object: string, given: JobOptions): JobPlan {
  checkJobOptions(given);
  requireText('operation', operation, "Call it like jobCreate('insert', 'Contact').");
  requireText('object', object, "Call it like jobCreate('insert', 'Contact').");
  if (operation === 'upsert') {
    const advice = "Call it like jobCreate('upsert', 'Contact', 'ExternalId__c').";
    requireText('externalIdFieldName', given.externalIdFieldName, advice);
  }
  const contentType = given.contentType ?? 'CSV';
  return {
    request: {
      operation,
      object,
      contentType,
      externalIdFieldName: given.externalIdFieldName,
      concurrencyMode: given.concurrencyMode,
      assignmentRuleId: given.assignmentRuleId,
      pkChunking: toPkChunking(given.pkChunking),
      isRetryDisabled: given.batchRetry === false,
      lineEnding: given.lineEnding,
      columnDelimiter: given.columnDelimiter,
    },
    isTyped: given.typed ?? contentType !== 'CSV',
    checks: toChecks(given.checks),
    groupBy: given.groupBy,
  };
}

/** Values that the service would refuse only when the first batch is there, or would take for others. */
function checkJobOptions(given: JobOptions): void {
  refuseUnknown(given, { kind: 'job option', known: KNOWN });
  oneOf('contentType', given.contentType, CONTENT_TYPES);
  oneOf('concurrencyMode', given.concurrencyMode, CONCURRENCY_MODES);
  oneOf('lineEnding', given.lineEnding, Object.keys(LINE_ENDINGS));
  oneOf('columnDelimiter', given.columnDelimiter, Object.keys(COLUMN_DELIMITERS));
  for (const name of ['typed', 'batchRetry'] as const) ofType(name, given[name], 'boolean');
  for (const name of ['externalIdFieldName', 'assignmentRuleId', 'groupBy'] as const)
    ofType(name, given[name], 'string');
}

/** The plan of a job that was made elsewhere. */
export function planOfAttached(info: JobInfo): JobPlan {
  const request = {
    operation: info.operation,
    object: info.object,
    contentType: info.contentType,
    externalIdFieldName: info.externalIdFieldName ?? undefined,
    concurrencyMode: info.concurrencyMode,
    assignmentRuleId: info.assignmentRuleId ?? undefined,
    pkChunking: undefined,
    isRetryDisabled: false,
    lineEnding: undefined,
    columnDelimiter: info.columnDelimiter,
  };
  return { request, isTyped: info.contentType !== 'CSV', checks: CHECKS, groupBy: undefined, isAttached: true };
}

function toChecks(given: JobOptions['checks'] = {}): Checks {
  refuseUnknown(given, { kind: 'check', known: CHECKS });
  for (const [name, isOn] of Object.entries(given)) ofType(name, isOn, 'boolean');
  return { ...CHECKS, ...given };
}

function toPkChunking(given: JobOptions['pkChunking']): PkChunking | undefined {
  if (given === undefined || given === false) return undefined;
  if (given === true) return {};
  refuseUnknown(given, { kind: 'pkChunking option', known: { chunkSize: true, parent: true, startRow: true } });
  within('chunkSize', given.chunkSize ?? PK_CHUNK_SIZE_DEFAULT, { least: 1, most: PK_CHUNK_SIZE_MAX, whole: true });
  for (const name of ['parent', 'startRow'] as const) ofType(name, given[name], 'string');
  return given;
}

function requireText(field: string, value: unknown, advice: string): void {
  if (typeof value === 'string' && value.trim() !== '') return;
  throw new InputException(`jobCreate() needs "${field}"`, { field, advice });
}
