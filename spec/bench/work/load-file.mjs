import { given, measure } from '../support/measure.mjs';
import { signedIn } from '../support/sfbulk.mjs';

await measure(async () => {
  const bulk = await signedIn({ gzip: given.gzip });
  await bulk.jobCreate('insert', 'Contact');
  await bulk.batchCreateFromCsv(given.file);
  await bulk.jobClose();
});
