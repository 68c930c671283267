import { contact } from '../support/make-csv.mjs';
import { given, measure } from '../support/measure.mjs';
import { signedIn } from '../support/sfbulk.mjs';

function* contacts() {
  for (let at = 0; at < given.rows; at++) yield contact(at);
}

await measure(async () => {
  const bulk = await signedIn();
  await bulk.jobCreate('insert', 'Contact');
  await bulk.batchCreate(contacts());
  await bulk.jobClose();
});
