import { given, measure } from '../support/measure.mjs';
import { query } from '../support/sfbulk.mjs';

// The limit has no job to make: results are what is measured.
const bulk = await query();

await measure(async () => {
  return { rows: await bulk.jobDownload(given.out) };
});
