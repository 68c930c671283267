import { given, measure } from '../support/measure.mjs';
import { query } from '../support/sfbulk.mjs';

await measure(async () => {
  const bulk = await query();
  return { rows: await bulk.jobDownload(given.out) };
});
