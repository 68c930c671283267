import Papa, { type ParseResult } from 'papaparse';

/**
 * Reads whole records: text that begins at a record's start and ends at a record's end. A line that holds nothing but an
 * empty quoted value is a record of one field; line ends after the last record are none.
 */
export function parseCsv(text: string, delimiter = ','): string[][] {
  const records = withoutLineEnds(text.startsWith('\uFEFF') ? text.slice(1) : text);
  if (records === '') return [];
  // papaparse's inner parser: around it the line end would be guessed, of which a text may have several.
  const parser = new Papa.Parser({ delimiter, newline: '\n' });
  return (parser.parse(withLineFeeds(records), 0, false) as ParseResult<string[]>).data;
}

/** Any line end between records as LF; within quotes all stays as it is. */
function withLineFeeds(records: string): string {
  if (!records.includes('\r')) return records;
  const unquoted = (part: string, at: number): string => (at % 2 === 0 ? part.replace(/\r\n?/g, '\n') : part);
  return records.split('"').map(unquoted).join('"');
}

/** By hand: a pattern would look for the end of the text from every line end in it. */
function withoutLineEnds(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n' || text[end - 1] === '\r') end--;
  return text.slice(0, end);
}
