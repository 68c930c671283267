/** What goes through anything that can be gone through. */
export const ITERATION_HELPERS: Readonly<Record<string, string>> = {
  collected: `
async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}`,
  range: `
function range(start: number, end: number, step = 1): number[] {
  return Array.from({ length: Math.max(0, Math.ceil((end - start) / step)) }, (_, index) => start + index * step);
}`,
  enumerate: `
function enumerate<Item>(items: Iterable<Item>, start = 0): [number, Item][] {
  return [...items].map((item, index) => [start + index, item]);
}`,
  zip: `
function zip<A, B>(a: Iterable<A>, b: Iterable<B>): [A, B][] {
  const others = [...b];
  return [...a].slice(0, others.length).map((item, index) => [item, others[index]!]);
}`,
  zip3: `
function zip3<A, B, C>(a: Iterable<A>, b: Iterable<B>, c: Iterable<C>): [A, B, C][] {
  return zip(zip(a, b), c).map(([[first, second], third]) => [first, second, third]);
}`,
  zipAll: `
function zipAll(lists: Iterable<Iterable<any>>, fill?: { value: any }): any[][] {
  const all = Array.from(lists, (list) => [...list]);
  const lengths = all.map(({ length }) => length);
  const length = all.length === 0 ? 0 : fill === undefined ? Math.min(...lengths) : Math.max(...lengths);
  return Array.from({ length }, (_, at) => all.map((list) => (at < list.length ? list[at] : fill?.value)));
}`,
  iteratorOver: `
/** An iterator that a \`for\` may go on with. */
function* iteratorOver<Item>(items: Iterable<Item>): Generator<Item> {
  yield* items;
}`,
  stepsOf: `
/** Of a dictionary, the keys. */
function stepsOf(value: any): Iterable<any> {
  return Symbol.iterator in Object(value) ? value : Object.keys(value);
}`,
  steppedThrough: `
/** What an object gives, asked for one after the other until it raises StopIteration. */
function* steppedThrough(next: () => any): Generator<any> {
  try {
    for (;;) yield next();
  } catch (error) {
    if (!(error instanceof StopIteration)) throw error;
  }
}`,
  nextOf: `
function nextOf<Item, Other = Item>(items: Iterable<Item>, otherwise?: Other): Item | Other {
  const { done, value } = items[Symbol.iterator]().next();
  if (done !== true) return value;
  if (otherwise === undefined) throw new StopIteration();
  return otherwise;
}`,
  taking: `
function taking<Item>(items: Iterable<Item>, start: number | null, end: number | null, step = 1): Item[] {
  const first = start ?? 0;
  const taken: Item[] = [];
  const source = items[Symbol.iterator]();
  for (let index = 0; end === null || index < end; index++) {
    const { done, value } = source.next();
    if (done === true) break;
    if (index >= first && (index - first) % step === 0) taken.push(value);
  }
  return taken;
}`,
  gatherMiddle: `
/** What \`first, *middle, last = items\` takes: those before, a list of those between, those after. */
function gatherMiddle(items: Iterable<any>, before: number, after: number): any[] {
  const all = [...items];
  if (all.length < before + after) throw new ValueError('not enough values to unpack');
  const end = all.length - after;
  return [...all.slice(0, before), all.slice(before, end), ...all.slice(end)];
}`,
  groupedBy: `
/** Runs of items that have the same key. */
function groupedBy<Item>(items: Iterable<Item>, key: (item: Item) => any = (item) => item): [any, Item[]][] {
  const groups: [any, Item[]][] = [];
  for (const item of items) {
    const own = key(item);
    const last = groups[groups.length - 1];
    if (last !== undefined && isEqual(last[0], own)) last[1].push(item);
    else groups.push([own, [item]]);
  }
  return groups;
}`,
};
