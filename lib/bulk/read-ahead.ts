/**
 * Reads one source after another, and lets each begin while the one before it is read: the time that a service takes to
 * answer is not waited for twice. Only the beginning of a source is ever held.
 */
export async function* readAhead<Source, Item>(
  sources: Iterable<Source>,
  open: (source: Source) => AsyncIterable<Item>,
): AsyncGenerator<Item> {
  const begun: Begun<Item>[] = [];
  try {
    for (const source of sources) {
      begun.push(begin(open(source)));
      if (begun.length > 1) yield* restOf(begun);
    }
    while (begun.length > 0) yield* restOf(begun);
  } finally {
    for (const { iterator } of begun) void iterator.return?.().catch(() => undefined);
  }
}

interface Begun<Item> {
  readonly iterator: AsyncIterator<Item>;
  readonly first: Promise<IteratorResult<Item>>;
}

function begin<Item>(source: AsyncIterable<Item>): Begun<Item> {
  const iterator = source[Symbol.asyncIterator]();
  const first = iterator.next();
  // Whoever comes to this source meets its error; nobody may ever come.
  first.catch(() => undefined);
  return { iterator, first };
}

/** All of the oldest source; it stays among the begun ones, to be closed, until it has ended. */
async function* restOf<Item>(begun: Begun<Item>[]): AsyncGenerator<Item> {
  const [oldest] = begun;
  if (oldest === undefined) return;
  let next = await oldest.first;
  for (; next.done !== true; next = await oldest.iterator.next()) yield next.value;
  begun.shift();
}
