import { UnexpectedReplyException } from '../errors';

/** Control bodies are small; the largest is the list of some thousand batches. */
const CONTROL_BODY_BYTES = 64_000_000;

/** Reads UTF-8 whole, up to a limit. */
export async function readText(chunks: AsyncIterable<Uint8Array>, limit = CONTROL_BODY_BYTES): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of chunks) {
    length += part.length;
    if (length > limit) throw tooLong(limit);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function tooLong(limit: number): UnexpectedReplyException {
  return new UnexpectedReplyException(`The answer is longer than ${limit} bytes, which no answer of this kind is`, {
    advice: 'Check that the address is that of the org.',
  });
}
