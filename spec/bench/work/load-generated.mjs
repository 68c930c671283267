import { contact } from '../support/make-csv.mjs';
import { given, measure } from '../support/measure.mjs';
import { signedIn } from '../support/sfbulk.mjs';

function* contacts() {
  for (let at = 0; at < given.rows; at++) yield contact(at);
}

// Signing in is no part of what the limit does.
const bulk = await signedIn();

await measure(async () => {
  await bulk.jobCreate('insert', 'Contact');
  await bulk.batchCreate(contacts());
  await bulk.jobClose();
});
