import { unlessAborted } from '../../transport/unless-aborted';

/** The items, until the signal fires: then its reason. A source that has stalled is not waited for. */
export async function* untilAborted<Item>(
  items: AsyncIterable<Item>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Item> {
  if (signal === undefined) {
    yield* items;
    return;
  }
  const iterator = items[Symbol.asyncIterator]();
  let isWaiting = false;
  try {
    for (;;) {
      isWaiting = true;
      const next = await unlessAborted(signal, iterator.next());
      isWaiting = false;
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    const closed = Promise.resolve(iterator.return?.());
    // A generator that waits for its source lets itself be ended only after that.
    if (isWaiting) closed.catch(() => undefined);
    else await closed;
  }
}
