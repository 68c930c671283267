/**
 * A Bulk API 1.0 server that does as little as can be done: it counts what it is sent and answers in the documented
 * shapes, so that a client's own cost is what a run measures. Results are made ahead.
 *
 *     node sink.mjs QUERY_ROWS [--exact]
 *
 * Prints its port when it listens. `--exact` counts the rows of what is loaded by their quotes, so that the results of a
 * batch are as many as its rows; without it line ends are counted.
 */
import http from 'node:http';
import { RowCounter } from './row-counter.mjs';
import { batchInfo, batchList, errorBody, jobInfo, loadResult, querySets, resultList } from './bodies.mjs';

const queryRows = Number(process.argv[2]);
const isExact = process.argv.includes('--exact');
const sets = querySets(queryRows);
const jobs = new Map();
let batches = 0;

const XML = { 'Content-Type': 'application/xml' };
const CSV = { 'Content-Type': 'text/csv' };

/** What is answered by method and path below `/services/async/66.0/job`. */
const ROUTES = [
  [/^POST $/, createJob],
  [/^GET \/(\w+)$/, ({ job }) => [200, XML, jobInfo(job)]],
  [/^POST \/(\w+)$/, endJob],
  [/^POST \/(\w+)\/batch$/, createBatch],
  [/^GET \/(\w+)\/batch$/, ({ job }) => [200, XML, listOf(job)]],
  [/^GET \/(\w+)\/batch\/(\w+)$/, ({ job, batchId }) => [200, XML, batchInfo(job.id, job.batches.get(batchId))]],
  [/^GET \/(\w+)\/batch\/(\w+)\/result$/, results],
  [/^GET \/(\w+)\/batch\/(\w+)\/result\/752(\w+)$/, ({ set }) => [200, CSV, sets[Number(set)]]],
];

function createJob({ body }) {
  const id = `750${String(jobs.size + 1).padStart(15, '0')}`;
  const operation = /<operation>(\w+)/.exec(body)?.[1] ?? 'insert';
  jobs.set(id, { id, operation, state: 'Open', batches: new Map() });
  return [201, XML, jobInfo(jobs.get(id))];
}

function endJob({ job, body }) {
  job.state = /<state>(\w+)/.exec(body)?.[1] ?? job.state;
  return [200, XML, jobInfo(job)];
}

function createBatch({ job, rows }) {
  const batch = { id: `751${String(++batches).padStart(15, '0')}`, rows: isQuery(job) ? queryRows : rows };
  job.batches.set(batch.id, batch);
  job.list = undefined;
  return [201, XML, batchInfo(job.id, batch)];
}

/** Kept, so that the cost of making it is not taken for the client's. */
function listOf(job) {
  job.list ??= Buffer.from(batchList(job));
  return job.list;
}

function results({ job, batchId }) {
  if (isQuery(job)) return [200, XML, resultList(sets.length)];
  return [200, CSV, loadResult(job.batches.get(batchId).rows)];
}

function isQuery({ operation }) {
  return operation.startsWith('query');
}

const server = http.createServer((request, response) => {
  const path = request.url.replace(/^\/services\/async\/[\d.]+\/job/, '').split('?')[0];
  const counter = new RowCounter(isExact);
  const isData = path.endsWith('/batch');
  const parts = [];
  request.on('data', (chunk) => {
    if (isData) counter.take(chunk);
    else parts.push(chunk);
  });
  request.on('end', () => {
    const [status, headers, body] = answer(`${request.method} ${path}`, {
      body: Buffer.concat(parts).toString(),
      rows: counter.rows,
    });
    response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
    response.end(body);
  });
});

function answer(asked, call) {
  for (const [pattern, action] of ROUTES) {
    const [found, jobId, batchId, set] = pattern.exec(asked) ?? [];
    if (found !== undefined) return action({ ...call, job: jobs.get(jobId), batchId, set });
  }
  return [404, XML, errorBody(asked)];
}

server.listen(0, '127.0.0.1', () => {
  console.log(server.address().port);
});
