import { CsvScanner } from './csv-scanner';

/** The records of a CSV text, the header among them, each as it stands there, without its line end. */
export function csvRecords(text: string | Uint8Array): string[] {
  const bytes = Buffer.from(text);
  const { ends } = new CsvScanner().scan(bytes);
  const records: string[] = [];
  let start = 0;
  for (const mark of ends) {
    const end = mark < 0 ? ~mark : mark;
    if (mark >= 0) records.push(bytes.toString('utf8', start, end).replace(/\r?\n$|\r$/, ''));
    start = end;
  }
  if (start < bytes.length) records.push(bytes.toString('utf8', start));
  return records;
}
