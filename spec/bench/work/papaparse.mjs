/** A peer's whole work on a file: to objects, a chunk at a time. */
import fs from 'node:fs';
import Papa from 'papaparse';
import { given, measure } from '../support/measure.mjs';

await measure(
  () =>
    new Promise((resolve, reject) => {
      let rows = 0;
      Papa.parse(fs.createReadStream(given.file), {
        header: true,
        skipEmptyLines: true,
        chunk: ({ data }) => {
          rows += data.length;
        },
        complete: () => resolve({ rows }),
        error: reject,
      });
    }),
);
