/** What is there already, in the shape of what comes bit by bit. */
// eslint-disable-next-line @typescript-eslint/require-await -- nothing has to be waited for: that is what it is for
export async function* given<Item>(...items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}
