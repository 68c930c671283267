import { type Readable } from 'node:stream';
import { ConnectionException } from '../errors';
import { nameOf } from '../errors/unexpected';
import { type ReplyBody, type TransportRequest } from './transport';

/**
 * The body of a reply as it comes from the network. One that breaks off is a failure of the connection, not a malformed
 * body: the two are told apart here. Whoever stops reading closes the socket.
 */
export function streamedBody(stream: Readable, request: TransportRequest): ReplyBody {
  return {
    [Symbol.asyncIterator]: () => chunksOf(stream, request),
    discard: () => {
      // Nobody waits for what becomes of a body that is not wanted.
      stream.on('error', () => undefined).destroy();
    },
  };
}

async function* chunksOf(stream: Readable, request: TransportRequest): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) yield chunk;
    // One that was destroyed before anybody read of it would pass for an empty one.
    if (!stream.readableEnded) throw new Error('it was given up');
  } catch (cause) {
    request.signal?.throwIfAborted();
    if (cause instanceof ConnectionException) throw cause;
    throw new ConnectionException(`The answer to "${request.operation}" broke off: ${(cause as Error).message}`, {
      request: nameOf(request),
      outcomeUnknown: true,
      advice: 'Check the network and ask again.',
      cause,
    });
  } finally {
    stream.destroy();
  }
}

/** A body that has been read already, to be read once more. */
export function heldBody(text: string): ReplyBody {
  return { [Symbol.asyncIterator]: () => held(text), discard: () => undefined };
}

// eslint-disable-next-line @typescript-eslint/require-await -- nothing has to be waited for: a stream of it would cost more
async function* held(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8');
}
