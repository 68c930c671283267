/** Finds the records of an upload, as bytes, and cuts it into the batches that the service makes of it. */
import { RECORDS_PER_BATCH } from '../../wire/limits';
import { LINE_ENDINGS, type LineEnding } from '../../wire/v2';
import { UNESCAPED_QUOTE } from '../formats/csv';
import { BatchFailure } from '../store/types';
import { inTurns } from '../turn';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

interface Span {
  readonly from: number;
  /** After the record's line break. */
  readonly to: number;
}

/** Every line that is not blank, the header among them; a line break within quotes ends none. */
function* spansIn(data: Buffer): Iterable<Span> {
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at < data.length; at += 1) {
    const byte = data[at];
    if (byte === QUOTE) isQuoted = !isQuoted;
    if (byte !== LF || isQuoted) continue;
    if (!isBlank(data, from, at)) yield { from, to: at + 1 };
    from = at + 1;
  }
  if (!isBlank(data, from, data.length)) yield { from, to: data.length };
}

const isBlank = (data: Buffer, from: number, end: number): boolean =>
  end === from || (end === from + 1 && data[from] === CR);

/** The lines as they were sent; the last one gets the line break that it may lack. */
export function* linesOf(data: Buffer, lineEnding: string): Iterable<string> {
  for (const { from, to } of spansIn(data)) {
    const line = data.toString('utf8', from, to);
    yield line.endsWith('\n') ? line : line + lineEnding;
  }
}

/** Each batch begins with the header. Throws `BatchFailure` where a record ends otherwise than the job says. */
export const cutUpload = async (data: Buffer, lineEnding: LineEnding): Promise<Buffer[]> => {
  const [header] = spansIn(data);
  if (header === undefined) return [];
  checkLineEnding(data, header, lineEnding);
  const head = data.subarray(header.from, header.to);
  // A quote that nothing closes makes a header of the whole upload.
  if (head.filter((byte) => byte === QUOTE).length % 2 === 1) throw new BatchFailure('InvalidBatch', UNESCAPED_QUOTE);
  const batches: Buffer[] = [];
  await inTurns(groups(data, { after: header, lineEnding }), ({ from, to }) => {
    batches.push(Buffer.concat([head, data.subarray(from, to)]));
  });
  return batches;
};

interface Cut {
  readonly after: Span;
  readonly lineEnding: LineEnding;
}

function* groups(data: Buffer, { after, lineEnding }: Cut): Iterable<Span> {
  let [from, to, count] = [after.to, after.to, 0];
  for (const span of spansIn(data)) {
    if (span.from < after.to) continue;
    checkLineEnding(data, span, lineEnding);
    [to, count] = [span.to, count + 1];
    if (count < RECORDS_PER_BATCH) continue;
    yield { from, to };
    [from, count] = [to, 0];
  }
  if (count > 0) yield { from, to };
}

const checkLineEnding = (data: Buffer, { to }: Span, setting: LineEnding): void => {
  if (data[to - 1] !== LF) return;
  const isCrlf = data[to - 2] === CR;
  if (isCrlf === (LINE_ENDINGS[setting] === LINE_ENDINGS.CRLF)) return;
  const message = `LineEnding is invalid on user data. Current LineEnding setting is ${setting}`;
  throw new BatchFailure('ClientInputError', message);
};
