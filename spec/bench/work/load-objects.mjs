import { contact } from '../support/make-csv.mjs';
import { given, measure } from '../support/measure.mjs';
import { signedIn } from '../support/sfbulk.mjs';

const rows = Array.from({ length: given.rows }, (_, at) => contact(at));

await measure(async () => {
  const bulk = await signedIn();
  await bulk.jobCreate('insert', 'Contact');
  await bulk.batchCreate(rows);
  await bulk.jobClose();
});
