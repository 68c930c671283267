/** Bytes in pieces of a given size, as an async source. */
// eslint-disable-next-line @typescript-eslint/require-await -- an async source of something that is there already
export async function* inPieces(data: string | Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(data);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Bytes in two pieces, cut at a given place. */
// eslint-disable-next-line @typescript-eslint/require-await -- an async source of something that is there already
export async function* cutAt(data: string | Uint8Array, place: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(data);
  yield bytes.subarray(0, place);
  yield bytes.subarray(place);
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Of blocks of items, all items. */
export async function collectBlocks<Item>(blocks: AsyncIterable<readonly Item[]>): Promise<Item[]> {
  return (await collect(blocks)).flat();
}

/** A text in UTF-16, as it looks to who takes it for another: a NUL stands beside each letter. */
export function utf16(text: string): string {
  return Buffer.from(text, 'utf16le').toString('latin1');
}
