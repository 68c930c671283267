import { given, measure } from '../support/measure.mjs';
import { signedIn } from '../support/sfbulk.mjs';

const bulk = await signedIn();
await bulk.jobCreate('insert', 'Contact');
await bulk.batchCreateFromCsv(given.file);

await measure(async () => {
  let rows = 0;
  for await (const { row, success, input } of bulk.jobOutcomes()) {
    if (!success || input.LastName !== `Last${row - 1}`) throw new Error(`row ${row} stands beside another`);
    rows++;
  }
  return { rows };
});
