/**
 * Reads one source after another, and lets each begin while the one before it is read: the time that a service takes to
 * answer is not waited for twice. Only the beginning of a source is ever held. When the reader stops, the signal of each
 * source that has begun tells it to break off what it waits for.
 */
export async function* readAhead<Source, Item>(
  sources: Iterable<Source>,
  open: (source: Source, signal: AbortSignal) => AsyncIterable<Item>,
): AsyncGenerator<Item> {
  const begun: Begun<Item>[] = [];
  try {
    for (const source of sources) {
      begun.push(begin((signal) => open(source, signal)));
      if (begun.length > 1) yield* restOf(begun);
    }
    while (begun.length > 0) yield* restOf(begun);
  } finally {
    begun.forEach(breakOff);
  }
}

interface Begun<Item> {
  readonly iterator: AsyncIterator<Item>;
  readonly first: Promise<IteratorResult<Item>>;
  readonly reader: AbortController;
}

function begin<Item>(open: (signal: AbortSignal) => AsyncIterable<Item>): Begun<Item> {
  const reader = new AbortController();
  const iterator = open(reader.signal)[Symbol.asyncIterator]();
  const first = iterator.next();
  // Whoever comes to this source meets its error; nobody may ever come.
  first.catch(() => undefined);
  return { iterator, first, reader };
}

/** A source that waits for an answer cannot end before the answer does. */
function breakOff({ iterator, reader }: Begun<unknown>): void {
  void iterator.return?.().catch(() => undefined);
  reader.abort();
}

/** All of the oldest source; it stays among the begun ones, to be closed, until it has ended. */
async function* restOf<Item>(begun: Begun<Item>[]): AsyncGenerator<Item> {
  const [oldest] = begun;
  if (oldest === undefined) return;
  let next = await oldest.first;
  for (; next.done !== true; next = await oldest.iterator.next()) yield next.value;
  begun.shift();
}
