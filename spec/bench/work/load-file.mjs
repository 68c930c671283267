import { given, measure } from '../support/measure.mjs';
import { signedIn } from '../support/sfbulk.mjs';

// Signing in is no part of what the limit does.
const bulk = await signedIn({ gzip: given.gzip });

await measure(async () => {
  await bulk.jobCreate('insert', 'Contact');
  await bulk.batchCreateFromCsv(given.file);
  await bulk.jobClose();
});
