import { measure } from '../support/measure.mjs';
import { query } from '../support/sfbulk.mjs';

// The limit has no job to make: results are what is measured.
const bulk = await query();

await measure(async () => {
  let rows = 0;
  for await (const row of bulk.jobRecords()) if (row.Id !== '') rows++;
  return { rows };
});
