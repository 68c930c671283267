import { type Readable } from 'node:stream';
import { ConnectionException, UnexpectedReplyException } from '../errors';
import { nameOf, type TransportReply } from './transport';

/** Control bodies are small; the largest is the list of some thousand batches. */
const CONTROL_BODY_BYTES = 64_000_000;

interface Asked {
  readonly method: string;
  readonly operation: string;
  readonly path?: string;
  readonly url?: string;
}

/** Reads a control body whole. */
export async function readText(reply: TransportReply, asked: Asked, limit = CONTROL_BODY_BYTES): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of readChunks(reply.body, asked)) {
    length += part.length;
    if (length > limit) throw tooLong(reply, asked, limit);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** A body that breaks off is a failure of the connection, not a malformed body: the two are told apart here. */
export async function* readChunks(body: Readable, asked: Asked): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) yield chunk;
  } catch (cause) {
    throw new ConnectionException(`The answer to "${asked.operation}" broke off: ${(cause as Error).message}`, {
      request: nameOf(asked),
      outcomeUnknown: true,
      advice: 'Check the network and ask again.',
      cause,
    });
  } finally {
    body.destroy();
  }
}

function tooLong(reply: TransportReply, asked: Asked, limit: number): UnexpectedReplyException {
  return new UnexpectedReplyException(
    `The answer to "${asked.operation}" is longer than ${limit} bytes, which no answer of this kind is`,
    { status: reply.status, request: nameOf(asked), advice: 'Check that the address is that of the org.' },
  );
}
