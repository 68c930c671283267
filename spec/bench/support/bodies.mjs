const NAMESPACE = 'http://www.force.com/2009/06/asyncapi/dataload';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const TIMES =
  '<createdDate>2026-11-21T10:00:00.000Z</createdDate><systemModstamp>2026-11-21T10:00:00.000Z</systemModstamp>';
const PROCESSING =
  '<totalProcessingTime>1</totalProcessingTime><apiActiveProcessingTime>1</apiActiveProcessingTime>' +
  '<apexProcessingTime>0</apexProcessingTime>';

const ROWS_PER_SET = 250_000;

export function jobInfo({ id, operation, state, batches }) {
  return (
    `${DECLARATION}<jobInfo xmlns="${NAMESPACE}"><id>${id}</id><operation>${operation}</operation>` +
    `<object>Contact</object><createdById>005000000000001AAA</createdById>${TIMES}<state>${state}</state>` +
    '<concurrencyMode>Parallel</concurrencyMode><contentType>CSV</contentType>' +
    '<numberBatchesQueued>0</numberBatchesQueued><numberBatchesInProgress>0</numberBatchesInProgress>' +
    `<numberBatchesCompleted>${batches.size}</numberBatchesCompleted><numberBatchesFailed>0</numberBatchesFailed>` +
    `<numberBatchesTotal>${batches.size}</numberBatchesTotal><numberRecordsProcessed>0</numberRecordsProcessed>` +
    '<numberRetries>0</numberRetries><apiVersion>66.0</apiVersion><numberRecordsFailed>0</numberRecordsFailed>' +
    `${PROCESSING}</jobInfo>`
  );
}

export function batchInfo(jobId, { id, rows }) {
  return (
    `<batchInfo xmlns="${NAMESPACE}"><id>${id}</id><jobId>${jobId}</jobId><state>Completed</state>${TIMES}` +
    `<numberRecordsProcessed>${rows}</numberRecordsProcessed><numberRecordsFailed>0</numberRecordsFailed>` +
    `${PROCESSING}</batchInfo>`
  );
}

export function batchList({ id, batches }) {
  const infos = [...batches.values()].map((batch) => batchInfo(id, batch));
  return `${DECLARATION}<batchInfoList xmlns="${NAMESPACE}">${infos.join('')}</batchInfoList>`;
}

export function resultList(sets) {
  const ids = Array.from({ length: sets }, (_, at) => `<result>752${String(at).padStart(15, '0')}</result>`);
  return `<result-list xmlns="${NAMESPACE}">${ids.join('')}</result-list>`;
}

export function errorBody(asked) {
  return (
    `${DECLARATION}<error xmlns="${NAMESPACE}"><exceptionCode>InvalidUrl</exceptionCode>` +
    `<exceptionMessage>${asked}</exceptionMessage></error>`
  );
}

const loadResults = new Map();

/** Batches are alike, so one body for each number of rows will do. */
export function loadResult(rows) {
  const body =
    loadResults.get(rows) ??
    Buffer.from(`"Id","Success","Created","Error"\n${'"003000000000001AAA","true","true",""\n'.repeat(rows)}`);
  loadResults.set(rows, body);
  return body;
}

export function querySets(rows) {
  return Array.from({ length: Math.ceil(rows / ROWS_PER_SET) }, (_, at) => {
    const first = at * ROWS_PER_SET;
    const length = Math.min(ROWS_PER_SET, rows - first);
    return Buffer.from(QUERY_HEADER + Array.from({ length }, (_, index) => record(first + index)).join(''));
  });
}

const QUERY_HEADER = '"Id","Name","Email","Description","AnnualRevenue","CreatedDate"\n';

function record(i) {
  return (
    `"003${String(i).padStart(12, '0')}AAA","Name ${i}","user${i}@example.com",` +
    `"Line one, with ""quotes"" and a comma ${i}","${i * 3}.50","2026-11-21T10:00:00.000Z"\n`
  );
}
