import { given, measure } from '../support/measure.mjs';
import { signedIn } from '../support/sfbulk.mjs';

await measure(async () => {
  const bulk = await signedIn();
  await bulk.jobCreate('insert', 'Contact');
  await bulk.batchCreateFromCsv(given.file);
  for (let poll = 0; poll < 10; poll++) await bulk.jobIsCompleted();
  await bulk.jobClose();
  return { count: bulk.usage.calls };
});
