import fs from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const HEADER = 'FirstName,LastName,Email,Description,Account.ExternalId__c\n';
const ROWS_PER_WRITE = 5_000;

/** A file of contacts with quotes, commas and, in one row of ten, a line break inside a field. Made once. */
export async function makeCsv(path, rows) {
  if (fs.existsSync(path)) return;
  await pipeline(Readable.from(blocks(rows)), fs.createWriteStream(`${path}.part`));
  fs.renameSync(`${path}.part`, path);
}

function* blocks(rows) {
  yield HEADER;
  for (let at = 0; at < rows; at += ROWS_PER_WRITE) {
    const length = Math.min(ROWS_PER_WRITE, rows - at);
    yield Array.from({ length }, (_, index) => line(at + index)).join('');
  }
}

function line(i) {
  const description = i % 10 === 0 ? `Line one\nline two of ${i}` : `Says ""hi"", number ${i}`;
  return `First${i},Last${i},user${i}@example.com,"${description}",ACC-${i % 5000}\n`;
}

/** The same row as an object. */
export function contact(i) {
  return {
    FirstName: `First${i}`,
    LastName: `Last${i}`,
    Email: `user${i}@example.com`,
    Description: i % 10 === 0 ? `Line one\nline two of ${i}` : `Says "hi", number ${i}`,
    'Account.ExternalId__c': `ACC-${i % 5000}`,
  };
}
