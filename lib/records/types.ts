/** The shapes in which jobs, batches, rows and results leave the library. */
import { type BatchState, type ConcurrencyMode, type ContentType, type JobState, type Operation } from '../wire/v1';
import { type ColumnDelimiter, type LineEnding, type V2JobState } from '../wire/v2';

/** A job, as the service describes it. Counters are numbers, times are `Date`s. */
export interface JobInfo {
  /**
   * 18 characters, beginning with 750. In 2.0 a job that was made here is known here only, as `sfbulk-…`: the service has its
   * batches.
   */
  id: string;
  operation: Operation;
  /** The API name of the object, in the service's spelling. */
  object: string;
  /** The id of the user who made it, which begins with 005. */
  createdById: string;
  createdDate: Date;
  /** When it changed last. */
  systemModstamp: Date;
  /** `Open`, `Closed`, `Aborted` or, in 1.0, `Failed`; a state that is not known is passed on as it came. */
  state: JobState | V2JobState | (string & {});
  /** Set for upserts. */
  externalIdFieldName: string | null;
  concurrencyMode: ConcurrencyMode;
  contentType: ContentType;
  /** `'66.0'` */
  apiVersion: string;
  /** 18 characters, beginning with 01Q. */
  assignmentRuleId: string | null;
  /** Between the columns of the CSV; 1.0 knows commas only. */
  columnDelimiter: ColumnDelimiter;
  /** Between the rows of the CSV, in 2.0; null where it is taken from the data, and in 1.0. */
  lineEnding: LineEnding | null;
  numberBatchesQueued: number;
  numberBatchesInProgress: number;
  numberBatchesCompleted: number;
  numberBatchesFailed: number;
  numberBatchesTotal: number;
  /** Failed records count as processed. */
  numberRecordsProcessed: number;
  numberRecordsFailed: number;
  /** How often the service tried again to save records. */
  numberRetries: number;
  /** Milliseconds, summed over the batches. */
  totalProcessingTime: number;
  /** Milliseconds of it in which records were worked on. */
  apiActiveProcessingTime: number;
  /** Milliseconds of it that triggers and other Apex took. */
  apexProcessingTime: number;
}

/** A batch, as the service describes it. */
export interface BatchInfo {
  /** 18 characters: those of 1.0 begin with 751; those of 2.0 with 750, as each is a job of the service's. */
  id: string;
  jobId: string;
  /** A state that is not known is passed on as it came, and means "not ended yet". */
  state: BatchState | (string & {});
  /** Why a batch failed; a completed one may have one, too. */
  stateMessage: string | null;
  createdDate: Date;
  /** When it changed last. */
  systemModstamp: Date;
  /** For loads: records tried, failed ones included. For queries: rows found. */
  numberRecordsProcessed: number;
  numberRecordsFailed: number;
  /** Milliseconds. */
  totalProcessingTime: number;
  /** Milliseconds of it in which records were worked on. */
  apiActiveProcessingTime: number;
  /** Milliseconds of it that triggers and other Apex took. */
  apexProcessingTime: number;
}

/** What the service says against one record. */
export interface RecordError {
  /** `REQUIRED_FIELD_MISSING`, `UNABLE_TO_LOCK_ROW`, … */
  statusCode: string;
  message: string;
  /** The fields that it is about; often none. */
  fields: string[];
}

/** What became of one record of a load. */
export interface ResultRow {
  /** The record's id; null where none was made or found. */
  id: string | null;
  success: boolean;
  /** True for an insert, and for an upsert that inserted. */
  created: boolean;
  errors: RecordError[];
  /** True for a row that the service never came to, because its batch failed or was not processed. */
  notProcessed?: true;
  /** 2.0 only: the row as the service gives it back, with its own columns `sf__Id`, `sf__Created` or `sf__Error`. */
  record?: Row;
}

/** A value that can be sent. `null` clears the field, `undefined` leaves it alone, a `Date` goes as ISO 8601 in UTC. */
export type FieldValue = string | number | bigint | boolean | Date | null | undefined;

/**
 * A parent named by one of its indexed fields: `{ ExternalId__c: 'A-1' }`. Where a lookup may point at several objects, the
 * one that is meant stands in `type`: `{ type: 'Lead', Email: 'ada@example.com' }`.
 */
export type ParentReference = Readonly<Record<string, FieldValue>>;

/** A binary field of a zipped job: a file, or its bytes. */
export type Attachment = FileAttachment | Uint8Array | AsyncIterable<Uint8Array>;

/** A file on its way into a zipped batch; made by `file()`. */
export class FileAttachment {
  constructor(readonly path: string) {}
}

/**
 * A file as the value of a binary field, in a job whose `contentType` is one of the `ZIP_` ones.
 *
 * @param path taken from the folder in which the program runs
 */
export function file(path: string): FileAttachment {
  return new FileAttachment(path);
}

/**
 * A record to load: field names (API names) and values. A lookup is filled by id (`AccountId`), or by an external id of the
 * parent: `{ Account: { ExternalId__c: 'A-1' } }`, or `{ 'Account.ExternalId__c': 'A-1' }`.
 */
export type InputRow = Readonly<Record<string, FieldValue | ParentReference | Attachment>>;

/** A record whose lookups are spelt as columns (`Account.ExternalId__c`, `Lead:Who.Email`). */
export type FlatRow = Readonly<Record<string, FieldValue>>;

/**
 * A record that was queried: the columns of the SELECT and their values, a parent's as `Account.Name`. Values are the text
 * of the service's CSV; null is `''`.
 */
export type Row = Record<string, string>;

/** A value as its format has it: CSV and XML have text only, JSON has date-times as milliseconds since 1970. */
export type RawValue = string | number | boolean | null;

/** A queried record before its values are typed. */
export type RawRow = Record<string, RawValue>;

/** The same from a typed job: numbers, booleans, `Date`s for date-times, `DateOnly`s for dates; null is null. */
export type TypedRow = Record<string, string | number | boolean | Date | null>;

/** Results that count no more, because their rows were sent again. */
export interface Replaced {
  readonly statusCode: string;
  readonly rows: number;
  readonly notProcessed?: true;
}

/** The bytes of a batch: whole, or in parts that would only be copied to be put together. */
export type BatchBody = Uint8Array | readonly Uint8Array[];

/** A batch that is ready to be sent. */
export interface Payload {
  /** Put together when it is asked for, where it is in parts. */
  readonly body: Buffer;
  /** The same in parts: what is sent, where there are any. */
  readonly parts?: readonly Uint8Array[];
  /** The first row's number, counted from 1 over all that one `batchCreate` was given. */
  readonly firstRow: number;
  /** Undefined where the data is passed on without being looked into. */
  readonly rows: number | undefined;
  /** Where the rows lie in their source, as byte offsets; only where the source is text that is passed on. */
  readonly range?: { readonly start: number; readonly end: number };
  /** Where the rows do not follow one another: the number of each, counted from 1. */
  readonly rowNumbers?: readonly number[];
  /** Of rows that were sent before: what had become of them. */
  readonly replaces?: readonly Replaced[];
  /** The header of text that is passed on. */
  readonly header?: Uint8Array;
}
