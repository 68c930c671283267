import { isUint8Array } from 'node:util/types';

/** The body of a request, held so that it can be sent again: whole, or in parts that would only be copied to be put together. */
export type RequestBody = string | Uint8Array | readonly Uint8Array[];

/** In bytes. */
export function lengthOf(body: RequestBody): number {
  if (typeof body === 'string') return Buffer.byteLength(body, 'utf8');
  return isUint8Array(body) ? body.length : body.reduce((length, part) => length + part.length, 0);
}

export function bytesOf(body: RequestBody): Buffer {
  if (typeof body === 'string') return Buffer.from(body, 'utf8');
  if (isUint8Array(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return Buffer.concat(body);
}

/** Pieces of at most so many bytes, for who wants to see them go one by one. */
export function* piecesOf(body: RequestBody, most: number): Generator<Buffer> {
  const parts = typeof body === 'string' || isUint8Array(body) ? [bytesOf(body)] : body.map(bytesOf);
  for (const part of parts) for (let at = 0; at < part.length; at += most) yield part.subarray(at, at + most);
}

/** The first bytes, at most so many, without putting the rest together. */
export function beginningOf(body: RequestBody, most: number): Buffer {
  const pieces: Buffer[] = [];
  let length = 0;
  for (const piece of piecesOf(body, most)) {
    if (length >= most) break;
    pieces.push(piece);
    length += piece.length;
  }
  return Buffer.concat(pieces).subarray(0, most);
}
