import { Readable } from 'node:stream';
import { isUint8Array } from 'node:util/types';
import { InputException } from '../errors';
import { given, resumed } from './given';
import { type InputRow } from './types';

/** What `batchCreate` takes for a load. */
export type BatchData =
  string | Uint8Array | Iterable<InputRow> | AsyncIterable<InputRow> | AsyncIterable<Uint8Array | string>;

/** The same, told apart: text that is cut as it is, or rows that are made into text. */
export type BatchSource =
  | {
      readonly kind: 'text';
      readonly chunks: AsyncIterable<Uint8Array>;
      /** Where it is not the job's own. */
      readonly format?: 'CSV';
    }
  | { readonly kind: 'rows'; readonly blocks: AsyncIterable<InputRow[]> };

const ROWS_PER_BLOCK = 1_000;

/** Finds out what was given; of a stream or an iterable, by its first element. */
export async function sourceOf(data: unknown): Promise<BatchSource> {
  if (typeof data === 'string') return { kind: 'text', chunks: bytesOf(given(data)) };
  if (isUint8Array(data)) return { kind: 'text', chunks: given(data) };
  if (Array.isArray(data)) return { kind: 'rows', blocks: slices(data as unknown[]) };
  return sourceOfIterable(iteratorOf(data), isByteStream(data));
}

/** Even an empty one, such as that of an empty file, is known to be text. */
function isByteStream(data: unknown): boolean {
  return data instanceof Readable && !data.readableObjectMode;
}

async function sourceOfIterable(
  iterator: Iterator<unknown> | AsyncIterator<unknown>,
  isBytes: boolean,
): Promise<BatchSource> {
  const first = await iterator.next();
  const isText = isBytes || typeof first.value === 'string' || isUint8Array(first.value);
  if (isText) return { kind: 'text', chunks: bytesOf(resumed(first, iterator)) };
  return { kind: 'rows', blocks: blocksOf(first, iterator) };
}

function iteratorOf(data: unknown): Iterator<unknown> | AsyncIterator<unknown> {
  if (typeof data === 'object' && data !== null) {
    if (Symbol.asyncIterator in data) return (data as AsyncIterable<unknown>)[Symbol.asyncIterator]();
    if (Symbol.iterator in data) return (data as Iterable<unknown>)[Symbol.iterator]();
  }
  throw new InputException(
    `batchCreate() was given ${data === null || data === undefined ? String(data) : `a ${typeof data}`}`,
    {
      advice: 'Give CSV text, bytes, a stream, or rows as an array or iterable of objects.',
    },
  );
}

/** The first half of a character that takes two units of text. */
const FIRST_HALF = /[\uD800-\uDBFF]$/;

/** Pieces of text may end between the halves of a character. */
async function* bytesOf(items: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  let half = '';
  for await (const item of items) {
    if (typeof item === 'string') {
      const text = half + item;
      half = FIRST_HALF.exec(text)?.[0] ?? '';
      yield utf8(text.slice(0, text.length - half.length));
    } else if (!isUint8Array(item)) {
      throw new InputException('The stream holds text first and then something else', { advice: 'Give text or rows.' });
    } else if (half === '') yield item;
    else throw halfACharacter();
  }
  if (half !== '') throw halfACharacter();
}

function utf8(text: string): Uint8Array {
  if (text.isWellFormed()) return Buffer.from(text, 'utf8');
  throw halfACharacter();
}

function halfACharacter(): InputException {
  return new InputException('The data has half a character, which cannot be sent', {
    advice: 'Look for text that was cut, or read as another encoding than it has.',
  });
}

// eslint-disable-next-line @typescript-eslint/require-await -- an async generator of something that is there already
async function* slices(rows: readonly unknown[]): AsyncGenerator<InputRow[]> {
  for (let at = 0; at < rows.length; at += ROWS_PER_BLOCK) {
    yield rows.slice(at, at + ROWS_PER_BLOCK).map((row, index) => asRow(row, at + index + 1));
  }
}

async function* blocksOf(
  first: IteratorResult<unknown>,
  iterator: Iterator<unknown> | AsyncIterator<unknown>,
): AsyncGenerator<InputRow[]> {
  let block: InputRow[] = [];
  let number = 0;
  try {
    for (let next = first; next.done !== true;) {
      block.push(asRow(next.value, ++number));
      if (block.length === ROWS_PER_BLOCK) {
        yield block;
        block = [];
      }
      const step = iterator.next();
      // To wait for each row that is there already would take longer than to send it.
      next = 'then' in step ? await step : step;
    }
    if (block.length > 0) yield block;
  } finally {
    await iterator.return?.();
  }
}

/** Refuses what is not an object of fields. */
export function asRow(item: unknown, row: number): InputRow {
  if (typeof item === 'object' && item !== null && !Array.isArray(item)) return item as InputRow;
  const kind = item === null ? 'null' : Array.isArray(item) ? 'an array' : `a ${typeof item}`;
  throw new InputException(`Row ${row} is ${kind}, not an object of fields`, {
    row,
    advice: "Give rows like { LastName: 'Hopp' }; CSV lines go in as one text, joined by line breaks.",
  });
}
