import { measure } from '../support/measure.mjs';
import { query } from '../support/sfbulk.mjs';

await measure(async () => {
  const bulk = await query();
  let rows = 0;
  for await (const row of bulk.jobRecords()) if (row.Id !== '') rows++;
  return { rows };
});
