import { given, measure } from '../support/measure.mjs';
import { signedIn } from '../support/sfbulk.mjs';

const POLLS = 21;

const maker = await signedIn();
await maker.jobCreate('insert', 'Contact');
const batches = await maker.batchCreateFromCsv(given.file, given.records);
if (batches.length !== 1_000) throw new Error(`${batches.length} batches`);

const bulk = await signedIn();
await bulk.jobAttach(batches[0].jobId);

await measure(async () => {
  const before = bulk.usage.calls;
  const times = [];
  for (let poll = 0; poll < POLLS; poll++) {
    const start = performance.now();
    await bulk.jobIsCompleted();
    times.push(performance.now() - start);
  }
  const count = (bulk.usage.calls - before) / POLLS;
  const first = times[0];
  return { milliseconds: times.sort((a, b) => a - b)[POLLS >> 1], first, count };
});
