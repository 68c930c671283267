/** What Bulk API 2.0 tells about a job, with its keys in the service's order. */
import { DATA_PATH } from '../../wire/v2';
import { type ControlFields, DateTime, Decimal, jsonValue } from '../formats/control';
import { wholeSecond } from '../formats/text';
import { type Reply } from '../http';
import { activeTime, sum } from '../info';
import { type Job } from '../job';
import { V2IngestJob, V2Job } from './jobs';

/** In answer to the request that makes the job. */
export const createdInfo = (job: V2Job): string => jsonObject([...whatItIs(job), ...upload(job)]);

/** In answer to a change of state: nothing about the upload. */
export const changedInfo = (job: V2Job): string => jsonObject(whatItIs(job));

/** In a list: no counters. */
export const listedInfo = (job: Job): string => jsonObject(listed(job));

export const jobInfo = (job: Job): string => jsonObject([...listed(job), ...counters(job)]);

export const jobReply = (body: string): Reply => ({
  status: 200,
  headers: { 'Content-Type': 'application/json;charset=UTF-8' },
  body,
});

const listed = (job: Job): ControlFields => [...whatItIs(job), ['jobType', job.jobType], ...upload(job)];

const whatItIs = ({ id, settings, state, createdDate, systemModstamp }: Job): ControlFields => [
  ['id', id],
  ['operation', settings.operation],
  ['object', settings.object],
  ['createdById', settings.createdById],
  ['createdDate', new DateTime(wholeSecond(createdDate))],
  ['systemModstamp', new DateTime(wholeSecond(systemModstamp))],
  ['state', state],
  ['externalIdFieldName', settings.externalIdFieldName],
  ['concurrencyMode', settings.concurrencyMode],
  ['contentType', settings.contentType],
  ['apiVersion', new Decimal(settings.apiVersion)],
  ['assignmentRuleId', settings.assignmentRuleId],
];

/** Jobs of 1.0 have none of it. The address has no slash before it. */
const upload = (job: Job): ControlFields => {
  if (!(job instanceof V2Job)) return [];
  const { apiVersion, columnDelimiter, recordEnding } = job.settings;
  const url = `${DATA_PATH.slice(1)}/v${apiVersion}/jobs/ingest/${job.id}/batches`;
  return [
    ['contentUrl', job.state === 'Open' ? url : null],
    ['lineEnding', recordEnding],
    ['columnDelimiter', columnDelimiter],
  ];
};

/** The version that documents it; an answer of 53.0 on record is without it. */
const FIRST_WITH_CHUNKING_SUPPORT = 58;

const counters = (job: Job): ControlFields => {
  const processed: ControlFields = [['numberRecordsProcessed', sum(job.batches, (batch) => batch.recordsProcessed)]];
  const failed: ControlFields = [['numberRecordsFailed', sum(job.batches, (batch) => batch.recordsFailed)]];
  const totalProcessingTime = sum(job.batches, (batch) => batch.processingTime);
  const time: ControlFields = [
    ['retries', sum(job.batches, (batch) => batch.retries)],
    ['totalProcessingTime', totalProcessingTime],
  ];
  if (job.jobType === 'V2Query') return [...processed, ...time, ...chunkingSupport(job)];
  return [
    ...(isWaitingForData(job) ? [] : [...processed, ...failed]),
    ...time,
    ['apiActiveProcessingTime', activeTime(totalProcessingTime)],
    ['apexProcessingTime', 0],
    ['errorMessage', job instanceof V2Job ? (job.errorMessage ?? null) : null],
  ];
};

const isWaitingForData = (job: Job): boolean => job instanceof V2IngestJob && job.state === 'Open' && !job.hasUpload;

const chunkingSupport = ({ settings }: Job): ControlFields =>
  Number(settings.apiVersion) < FIRST_WITH_CHUNKING_SUPPORT ? [] : [['isPkChunkingSupported', true]];

const jsonObject = (fields: ControlFields): string =>
  `{${fields
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${JSON.stringify(name)}:${jsonValue(value)}`)
    .join(',')}}`;
