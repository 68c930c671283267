import { UnexpectedReplyException } from '../errors';
import { longReply, type Answered, type Asked } from '../errors/unexpected';

/** Control bodies are small; the largest is the list of some thousand batches. */
const CONTROL_BODY_BYTES = 64_000_000;

type Chunks = AsyncIterable<Uint8Array>;

/** Reads UTF-8 whole, up to a limit. */
export function readText(chunks: Chunks): Promise<string> {
  return readUpTo(CONTROL_BODY_BYTES, chunks, tooLong);
}

/** The same of the body of an answer: an error says what it was the answer to. */
export function readReply(
  reply: Answered & { readonly body: Chunks },
  request: Asked,
  limit = CONTROL_BODY_BYTES,
): Promise<string> {
  return readUpTo(limit, reply.body, () => longReply(reply, request, limit));
}

async function readUpTo(limit: number, chunks: Chunks, refusal: (limit: number) => Error): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of chunks) {
    length += part.length;
    if (length > limit) throw refusal(limit);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function tooLong(limit: number): UnexpectedReplyException {
  return new UnexpectedReplyException(`A text is longer than ${limit} bytes, which none of this kind is`, {
    advice: 'Check that the address is that of the org.',
  });
}
