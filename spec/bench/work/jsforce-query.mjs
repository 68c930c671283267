import { connection } from '../support/jsforce.mjs';
import { measure } from '../support/measure.mjs';

await measure(async () => {
  let rows = 0;
  const stream = await connection().bulk.query('SELECT Id, Name FROM Contact');
  for await (const row of stream) if (row.Id !== '') rows++;
  return { rows };
});
