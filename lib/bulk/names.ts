/** The names beside the facade that the world may use. */
export type {
  ClientCredentials,
  Credentials,
  JwtCredentials,
  LoginArguments,
  LoginHost,
  OAuthPasswordCredentials,
  PasswordCredentials,
  RefreshTokenCredentials,
  SfAliasCredentials,
} from './credentials';
export type { Outcome } from './reading/outcomes';
export { Receipt } from './reading/receipt';
export type { FailureGroup } from './reading/receipt';
export type { RetryOptions } from './sending/retrying';
export type { JobOptions, PkChunking } from './job/job-options';
export type { FieldMapping } from './job/map-spec';
export { planBatches } from './planning/plan';
export type { PlannedBatch, PlanOptions } from './planning/plan';
export { planRequests } from './planning/plan-requests';
export type { PlannedJob, PlannedRequest, PlanRequestsOptions } from './planning/plan-requests';
export type { Progress, WatchOptions } from './progress';
export type { ReadOptions } from './reading/results';
export type { UploadOptions } from './sending/upload-options';
export type { WaitOptions } from './job/waiting';
export { sleep, type Clock } from '../clock';
export type { PageOptions } from '../dialects/dialect';
export type { FieldDescription, JobFilter, JobSummary, Limit, ObjectDescription } from '../dialects/rest';
export { BulkException } from '../errors';
export type { BulkOptions } from '../options';
export type { BatchData } from '../records/batch-data';
export type { CheckName } from '../records/checks';
export { csvRecords } from '../records/csv-records';
export { DateOnly, dateOnly } from '../records/date-only';
export { errorText } from '../records/record-errors';
export { file, FileAttachment } from '../records/types';
export type {
  Attachment,
  BatchInfo,
  FieldValue,
  InputRow,
  JobInfo,
  ParentReference,
  RecordError,
  ResultRow,
  Row,
  TypedRow,
} from '../records/types';
export type { AccessTokenCredentials } from '../session/access-token';
export type { LoginInfo } from '../session/session';
export type { Exchange, ExchangeBody } from '../transport/exchanges';
export type { Usage } from '../transport/usage';
export type { ConcurrencyMode, ContentType, Operation } from '../wire/v1';
export type { ColumnDelimiter, LineEnding } from '../wire/v2';
