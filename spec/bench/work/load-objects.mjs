import { contact } from '../support/make-csv.mjs';
import { given, measure } from '../support/measure.mjs';
import { signedIn } from '../support/sfbulk.mjs';

const rows = Array.from({ length: given.rows }, (_, at) => contact(at));

// Signing in is no part of what the limit does.
const bulk = await signedIn();

await measure(async () => {
  await bulk.jobCreate('insert', 'Contact');
  await bulk.batchCreate(rows);
  await bulk.jobClose();
});
