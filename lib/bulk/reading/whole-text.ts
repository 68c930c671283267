import { UnexpectedReplyException } from '../../errors';

/** Bytes: a little less than what fits into one string. */
const MOST = 500_000_000;

/** Data as one text, up to what a text can hold. */
export async function wholeText(chunks: AsyncIterable<Uint8Array>, most = MOST): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > most) throw tooLong(most);
    parts.push(chunk);
  }
  return Buffer.concat(parts).toString('utf8');
}

function tooLong(most: number): UnexpectedReplyException {
  return new UnexpectedReplyException(
    `The text of a batch is longer than ${most} bytes, and does not fit into a string`,
    {
      advice:
        'Use jobDownload() for the rows of a query as a file, or jobRecords() and jobOutcomes() for one row after another.',
    },
  );
}
