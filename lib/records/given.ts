/** What is there already, in the shape of what comes bit by bit. */
export function given<Item>(...items: readonly Item[]): AsyncGenerator<Item> {
  return givenAll(items);
}

/** The same of a list, which may be longer than a call takes arguments. */
// eslint-disable-next-line @typescript-eslint/require-await -- nothing has to be waited for: that is what it is for
export async function* givenAll<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

/** What is left of something that was begun already, with what was taken from it before. */
export async function* resumed<Item>(
  first: IteratorResult<Item, unknown>,
  iterator: Iterator<Item, unknown> | AsyncIterator<Item, unknown>,
): AsyncGenerator<Item> {
  try {
    for (let next = first; next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}
