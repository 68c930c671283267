/** jsforce takes rows of text, so a file goes through a parser first: 10,000 rows a batch, four at a time. */
import fs from 'node:fs';
import { parse } from 'csv-parse';
import { connection } from '../support/jsforce.mjs';
import { given, measure } from '../support/measure.mjs';

const CONCURRENCY = 4;

await measure(async () => {
  const job = connection().bulk.createJob('Contact', 'insert');
  const send = (rows) =>
    new Promise((resolve, reject) => {
      job.createBatch().on('queue', resolve).on('error', reject).execute(rows);
    });
  const underWay = new Set();
  for await (const rows of batches()) {
    const task = send(rows).then(() => underWay.delete(task));
    underWay.add(task);
    if (underWay.size >= CONCURRENCY) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  await job.close();
});

async function* batches() {
  let rows = [];
  for await (const row of fs.createReadStream(given.file).pipe(parse({ columns: true }))) {
    if (rows.push(row) < 10_000) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}
