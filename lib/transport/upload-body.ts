import { EventEmitter } from 'node:events';
import { type ClientRequest } from 'node:http';
import { bytesOf, lengthOf, piecesOf } from './request-body';
import { type TransportRequest } from './transport';

/** Bytes that go out at once: each piece that has gone shows that the line is alive. */
const PIECE = 1 << 19;

/** Bytes that are rather put together than sent in pieces. */
const SMALL = 1 << 14;

interface UploadBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly data?: Buffer | Pieces;
}

/** The body of a request as axios takes it, with the headers that go with it. */
export function uploadBody({ headers, body }: TransportRequest): UploadBody {
  if (body === undefined) return { headers };
  const length = lengthOf(body);
  if (length <= SMALL) return { headers, data: bytesOf(body) };
  return { headers: { ...headers, 'Content-Length': String(length) }, data: new Pieces(piecesOf(body, PIECE)) };
}

/**
 * What axios asks of a stream is that it be piped into the request. A stream proper would do more for each batch than to
 * send it takes: buffer pieces that are in memory anyway, and listen to itself and to the request from all sides.
 */
class Pieces extends EventEmitter {
  readonly #pieces: Iterator<Buffer>;

  constructor(pieces: Iterator<Buffer>) {
    super();
    this.#pieces = pieces;
  }

  pipe(asked: ClientRequest): void {
    const goOn = (): void => {
      for (let next = this.#pieces.next(); next.done !== true; next = this.#pieces.next()) {
        if (!asked.write(next.value)) return;
      }
      asked.off('drain', goOn).end();
    };
    asked.on('drain', goOn);
    goOn();
  }
}
