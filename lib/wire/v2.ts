/** The words of Bulk API 2.0 as they stand on the wire. Source: Bulk API 2.0 and Bulk API Developer Guide 66.0. */

/** 2.0 lives under `/services/data/v{version}/jobs`. */
export const DATA_PATH = '/services/data';

export const V2_INGEST_OPERATIONS = ['insert', 'update', 'upsert', 'delete', 'hardDelete'] as const;

export const V2_QUERY_OPERATIONS = ['query', 'queryAll'] as const;
export type V2QueryOperation = (typeof V2_QUERY_OPERATIONS)[number];

export const V2_JOB_STATES = ['Open', 'UploadComplete', 'InProgress', 'JobComplete', 'Failed', 'Aborted'] as const;
export type V2JobState = (typeof V2_JOB_STATES)[number];

export const V2_JOB_TYPES = ['V2Ingest', 'V2Query', 'Classic', 'BigObjectIngest'] as const;
export type V2JobType = (typeof V2_JOB_TYPES)[number];

export const COLUMN_DELIMITERS = {
  COMMA: ',',
  BACKQUOTE: '`',
  CARET: '^',
  PIPE: '|',
  SEMICOLON: ';',
  TAB: '\t',
} as const;
export type ColumnDelimiter = keyof typeof COLUMN_DELIMITERS;

export const LINE_ENDINGS = { LF: '\n', CRLF: '\r\n' } as const;
export type LineEnding = keyof typeof LINE_ENDINGS;

export const LOCATOR_HEADER = 'Sforce-Locator';
export const NUMBER_OF_RECORDS_HEADER = 'Sforce-NumberOfRecords';
export const LIMIT_INFO_HEADER = 'Sforce-Limit-Info';

/** The last page of results says so with this literal text. */
export const LAST_LOCATOR = 'null';

/** The columns that results add before the row's own. */
export const SUCCESSFUL_COLUMNS = ['sf__Id', 'sf__Created'] as const;
export const FAILED_COLUMNS = ['sf__Id', 'sf__Error'] as const;
