/**
 * The words of Bulk API 1.0 as they stand on the wire: names, values, and the shapes of its control bodies.
 * Source: Bulk API 2.0 and Bulk API Developer Guide, version 66.0.
 */

/** The XML namespace of every 1.0 control body. */
export const ASYNC_NAMESPACE = 'http://www.force.com/2009/06/asyncapi/dataload';

/** The namespace behind `xsi:nil` and `xsi:type`. */
export const XSI_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';

/** 1.0 lives under `/services/async/{version}`; the version has no `v`. */
export const ASYNC_PATH = '/services/async';

/** The header that carries the session id in 1.0. */
export const SESSION_HEADER = 'X-SFDC-Session';

export const PK_CHUNKING_HEADER = 'Sforce-Enable-PKChunking';
export const DISABLE_BATCH_RETRY_HEADER = 'Sforce-Disable-Batch-Retry';
export const LINE_ENDING_HEADER = 'Sforce-Line-Ending';
export const CALL_OPTIONS_HEADER = 'Sforce-Call-Options';

/** Operation values are case-sensitive on the wire. */
export const OPERATIONS = ['insert', 'update', 'upsert', 'delete', 'hardDelete', 'query', 'queryAll'] as const;
export type Operation = (typeof OPERATIONS)[number];

export const QUERY_OPERATIONS = ['query', 'queryAll'] as const satisfies readonly Operation[];

export const CONTENT_TYPES = ['CSV', 'XML', 'JSON', 'ZIP_CSV', 'ZIP_XML', 'ZIP_JSON'] as const;
export type ContentType = (typeof CONTENT_TYPES)[number];

/** The media type of a load batch, by the job's content type. */
export const BATCH_MEDIA_TYPES = {
  CSV: 'text/csv',
  XML: 'application/xml',
  JSON: 'application/json',
  ZIP_CSV: 'zip/csv',
  ZIP_XML: 'zip/xml',
  ZIP_JSON: 'zip/json',
} as const satisfies Record<ContentType, string>;

export const CONCURRENCY_MODES = ['Parallel', 'Serial'] as const;
export type ConcurrencyMode = (typeof CONCURRENCY_MODES)[number];

export const JOB_STATES = ['Open', 'Closed', 'Aborted', 'Failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** States in which a job takes no more batches. */
export const ENDED_JOB_STATES = ['Closed', 'Aborted', 'Failed'] as const satisfies readonly JobState[];

export const BATCH_STATES = ['Queued', 'InProgress', 'Completed', 'Failed', 'NotProcessed'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** States in which nothing more will happen to a batch. */
export const ENDED_BATCH_STATES = ['Completed', 'Failed', 'NotProcessed'] as const satisfies readonly BatchState[];

/** The file inside a zipped batch that holds its rows. */
export const ZIP_REQUEST_ENTRY = 'request.txt';

/** The columns of a load's results, in CSV. */
export const RESULT_COLUMNS = ['Id', 'Success', 'Created', 'Error'] as const;

/** What a CSV query result holds when nothing matched: this one line, with no header. */
export const NO_RECORDS_LINE = 'Records not found for this query';

/** The CSV value that clears a field. */
export const NULL_VALUE = '#N/A';

/** The elements of `jobInfo`, in the order in which the service writes them. */
export const JOB_INFO_ELEMENTS = [
  'id',
  'operation',
  'object',
  'createdById',
  'createdDate',
  'systemModstamp',
  'state',
  'externalIdFieldName',
  'concurrencyMode',
  'contentType',
  'numberBatchesQueued',
  'numberBatchesInProgress',
  'numberBatchesCompleted',
  'numberBatchesFailed',
  'numberBatchesTotal',
  'numberRecordsProcessed',
  'numberRetries',
  'apiVersion',
  'assignmentRuleId',
  'numberRecordsFailed',
  'totalProcessingTime',
  'apiActiveProcessingTime',
  'apexProcessingTime',
  'fastPathEnabled',
] as const;

/** The elements of `batchInfo`, in the order in which the service writes them. */
export const BATCH_INFO_ELEMENTS = [
  'id',
  'jobId',
  'state',
  'stateMessage',
  'createdDate',
  'systemModstamp',
  'numberRecordsProcessed',
  'numberRecordsFailed',
  'totalProcessingTime',
  'apiActiveProcessingTime',
  'apexProcessingTime',
] as const;

/** Every exceptionCode that 1.0 is known to answer with. `InvalidXML` is also seen as `InvalidXml`. */
export const EXCEPTION_CODES = [
  'ClientInputError',
  'ExceededQuota',
  'FeatureNotEnabled',
  'Gone',
  'HttpsRequired',
  'InternalServerError',
  'InvalidBatch',
  'InvalidEntity',
  'InvalidJob',
  'InvalidJobState',
  'InvalidOperation',
  'InvalidSessionId',
  'InvalidUrl',
  'InvalidUser',
  'InvalidVersion',
  'InvalidXML',
  'MethodNotAllowed',
  'NotFound',
  'Timeout',
  'TooManyLockFailure',
  'TransactionSecurityBlock',
  'TransactionSecurityDeveloperError',
  'TransactionSecurityInternalError',
  'Unknown',
  'UnsupportedContentType',
] as const;
export type ExceptionCode = (typeof EXCEPTION_CODES)[number];
