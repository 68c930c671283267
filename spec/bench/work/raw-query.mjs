/** The limit on a query's results: every result set straight to a file. */
import fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { rawClient } from '../support/http.mjs';
import { given, measure } from '../support/measure.mjs';

await measure(async () => {
  const { get, end } = rawClient(given.port);
  for (let set = 0; set < given.sets; set++) {
    const path = `/services/async/66.0/job/750x/batch/751x/result/752${String(set).padStart(15, '0')}`;
    await pipeline(await get(path), fs.createWriteStream(given.out, { flags: set === 0 ? 'w' : 'a' }));
  }
  end();
});
