export const COLLECTION_HELPERS: Readonly<Record<string, string>> = {
  isTrue: `
/** Python's truth: what is empty is false. */
function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Set) return value.size > 0;
  if (typeof value !== 'object' || value === null) return Boolean(value);
  return Object.getPrototypeOf(value) !== Object.prototype || Object.keys(value).length > 0;
}`,
  orElse: `
/** Python's \`value or other()\`. */
function orElse<Value, Other>(value: Value, other: () => Other): Value | Other {
  return isTrue(value) ? value : other();
}`,
  andThen: `
/** Python's \`value and other()\`. */
function andThen<Value, Other>(value: Value, other: () => Other): Value | Other {
  return isTrue(value) ? other() : value;
}`,
  isEqual: `
function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Set && b instanceof Set) return a.size === b.size && [...a].every((item) => b.has(item));
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  return keys.length === others.length && keys.every((key) => key in right && isEqual(left[key], right[key]));
}`,
  isIn: `
function isIn(item: any, collection: any): boolean {
  if (typeof collection === 'string') return collection.includes(item);
  if (collection instanceof Set) return collection.has(item);
  if (Array.isArray(collection)) return collection.some((other) => isEqual(other, item));
  return Object.hasOwn(collection, item);
}`,
  itemAt: `
/** What stands under a key; a missing key throws. */
function itemAt<Value>(collection: ArrayLike<Value> | Record<string, Value>, key: number | string): Value {
  const isList = Array.isArray(collection) || typeof collection === 'string';
  const place = isList && Number(key) < 0 ? collection.length + Number(key) : key;
  if (!(place in Object(collection)))
    throw isList ? new IndexError('list index out of range') : new KeyError(key);
  return (collection as Record<string, Value>)[place]!;
}`,
  lengthOf: `
function lengthOf(value: any): number {
  return value.length ?? value.size ?? Object.keys(value).length;
}`,
  compareValues: `
function compareValues(a: any, b: any): number {
  if (!Array.isArray(a) || !Array.isArray(b)) return a < b ? -1 : a > b ? 1 : 0;
  const index = a.findIndex((item, at) => compareValues(item, b[at]) !== 0);
  return index === -1 ? a.length - b.length : index >= b.length ? 1 : compareValues(a[index], b[index]);
}`,
  sorted: `
function sorted<Item>(items: Iterable<Item>, key: (item: Item) => any = (item) => item, reverse = false): Item[] {
  return [...items].sort((a, b) => (reverse ? compareValues(key(b), key(a)) : compareValues(key(a), key(b))));
}`,
  least: `
function least<Item>(items: Iterable<Item>, key: (item: Item) => any = (item) => item): Item {
  const [first, ...rest] = items;
  if (first === undefined) throw new ValueError('min() arg is an empty sequence');
  return rest.reduce((a, b) => (compareValues(key(b), key(a)) < 0 ? b : a), first);
}`,
  greatest: `
function greatest<Item>(items: Iterable<Item>, key: (item: Item) => any = (item) => item): Item {
  const [first, ...rest] = items;
  if (first === undefined) throw new ValueError('max() arg is an empty sequence');
  return rest.reduce((a, b) => (compareValues(key(b), key(a)) > 0 ? b : a), first);
}`,
  collected: `
async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}`,
  sum: `
function sum(numbers: Iterable<any>, start: any = 0): any {
  return [...numbers].reduce((total, number) => plus(total, typeof number === 'boolean' ? Number(number) : number), start);
}`,
  modulo: `
/** Python's remainder has the sign of the divisor. */
function modulo(a: number, b: number): number {
  if (b === 0) throw new ZeroDivisionError('integer division or modulo by zero');
  return (((a % b) + b) % b) + 0;
}`,
  divided: `
function divided(a: number, b: number): number {
  if (b === 0) throw new ZeroDivisionError('division by zero');
  return a / b;
}`,
  floorDivided: `
function floorDivided(a: number, b: number): number {
  return Math.floor(divided(a, b)) + 0;
}`,
  plus: `
/** What is added may be lists, too. */
function plus(a: any, b: any): any {
  return Array.isArray(a) && Array.isArray(b) ? [...a, ...b] : a + b;
}`,
  times: `
/** What is multiplied may be text or a list, too. */
function times(a: any, b: any): any {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  const [items, count] = typeof a === 'number' ? [b, a] : [a, b];
  return typeof items === 'string' ? items.repeat(Math.max(0, count)) : repeated(items, count);
}`,
  remainder: `
/** Of text, % puts values into it. */
function remainder(a: any, b: any): any {
  return typeof a === 'string' ? percentText(a, b) : modulo(a, b);
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
  iteratorOver: `
/** An iterator that a \`for\` may go on with. */
function* iteratorOver<Item>(items: Iterable<Item>): Generator<Item> {
  yield* items;
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
  sliced: `
function sliced<Items extends string | readonly any[]>(items: Items, start?: number, end?: number, step = 1): any {
  const list = [...items];
  const place = (bound: number | undefined, otherwise: number): number => {
    return bound === undefined
      ? otherwise
      : bound < 0
        ? Math.max(bound + list.length, -1)
        : Math.min(bound, list.length);
  };
  const [first, last] =
    step > 0 ? [place(start, 0), place(end, list.length)] : [place(start, list.length - 1), place(end, -1)];
  const taken = [];
  for (let index = first; step > 0 ? index < last : index > last; index += step) taken.push(list[index]);
  return typeof items === 'string' ? taken.join('') : taken;
}`,
  gatherMiddle: `
/** What \`first, *middle, last = items\` takes: those before, a list of those between, those after. */
function gatherMiddle(items: Iterable<any>, before: number, after: number): any[] {
  const all = [...items];
  if (all.length < before + after) throw new ValueError('not enough values to unpack');
  const end = all.length - after;
  return [...all.slice(0, before), all.slice(before, end), ...all.slice(end)];
}`,
  repeated: `
function repeated<Item>(items: readonly Item[], times: number): Item[] {
  return Array.from({ length: Math.max(0, times) }, () => items).flat() as Item[];
}`,
  addAll: `
function addAll<Item>(set: Set<Item>, items: Iterable<Item>): void {
  for (const item of items) set.add(item);
}`,
  takenOut: `
function takenOut<Value>(dictionary: Record<string, Value>, key: string, otherwise?: Value): Value {
  const value = Object.hasOwn(dictionary, key) ? dictionary[key] : otherwise;
  if (value === undefined) throw new KeyError(key);
  delete dictionary[key];
  return value;
}`,
  emptied: `
function emptied(dictionary: Record<string, unknown>): void {
  for (const key of Object.keys(dictionary)) delete dictionary[key];
}`,
  countEach: `
function countEach(items: Iterable<any>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[item] = (counts[item] ?? 0) + 1;
  return counts;
}`,
  countMore: `
function countMore(counts: Record<string, number>, items: Iterable<string> | Record<string, number>): void {
  const added = Symbol.iterator in Object(items) ? countEach(items as Iterable<string>) : (items as Record<string, number>);
  for (const [item, count] of Object.entries(added)) counts[item] = (counts[item] ?? 0) + count;
}`,
  mostCommon: `
function mostCommon(counts: Record<string, number>, limit = Infinity): [string, number][] {
  return Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .slice(0, limit);
}`,
  replaceSlice: `
function replaceSlice<Item>(list: Item[], start = 0, end = list.length, items: Iterable<Item> = []): void {
  const place = (bound: number): number => (bound < 0 ? Math.max(0, bound + list.length) : Math.min(bound, list.length));
  list.splice(place(start), Math.max(0, place(end) - place(start)), ...items);
}`,
  zipAll: `
function zipAll(lists: Iterable<Iterable<any>>, fill?: { value: any }): any[][] {
  const all = Array.from(lists, (list) => [...list]);
  const lengths = all.map(({ length }) => length);
  const length = all.length === 0 ? 0 : fill === undefined ? Math.min(...lengths) : Math.max(...lengths);
  return Array.from({ length }, (_, at) => all.map((list) => (at < list.length ? list[at] : fill?.value)));
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
  isSubset: `
function isSubset(a: Set<any>, b: Set<any>): boolean {
  return [...a].every((item) => b.has(item));
}`,
  popped: `
function popped<Item>(items: Item[], place = -1): Item {
  if (place >= items.length || place < -items.length) throw new IndexError('pop from empty list');
  return items.splice(place, 1)[0]!;
}`,
  pickOne: `
function pickOne<Item>(items: readonly Item[]): Item {
  return items[Math.floor(Math.random() * items.length)]!;
}`,
};
