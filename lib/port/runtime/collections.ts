export const COLLECTION_HELPERS: Readonly<Record<string, string>> = {
  itemAt: `
/** What stands under a key; a missing key throws. */
function itemAt<Value>(collection: ArrayLike<Value> | Record<string, Value>, key: number | string): Value {
  const isList = Array.isArray(collection) || typeof collection === 'string';
  const place = isList && Number(key) < 0 ? collection.length + Number(key) : key;
  if (!(place in Object(collection)))
    throw isList ? new IndexError('list index out of range') : new KeyError(key);
  return (collection as Record<string, Value>)[place]!;
}`,
  itemOf: `
/** What stands under a key, or what the object says stands there. */
function itemOf(collection: any, key: any): any {
  if (typeof collection.__getitem__ === 'function') return collection.__getitem__(key);
  return collection[typeof key === 'number' && key < 0 ? collection.length + key : key];
}`,
  setItemOf: `
function setItemOf(collection: any, key: any, value: unknown): void {
  if (typeof collection.__setitem__ === 'function') collection.__setitem__(key, value);
  else collection[typeof key === 'number' && key < 0 ? collection.length + key : key] = value;
}`,
  NamedTuple: `
/** Python's namedtuple: a list whose places have names. */
class NamedTuple extends Array<any> {
  static readonly _fields: readonly string[] = [];

  static get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  static _make<Made>(this: new (...values: any[]) => Made, values: Iterable<any>): Made {
    return new this(...values);
  }

  readonly #forms: readonly Form[];

  constructor(values: readonly unknown[], forms: readonly Form[] = []) {
    super();
    this.push(...values);
    this.#forms = forms;
    for (const [place, name] of this._fields.entries()) Object.defineProperty(this, name, { get: () => this[place] });
  }

  get _fields(): string[] {
    return [...(this.constructor as typeof NamedTuple)._fields];
  }

  _asdict(): Record<string, any> {
    return Object.fromEntries(this._fields.map((name, place) => [name, this[place]]));
  }

  _replace(changes: Record<string, any>): this {
    const values = Object.values({ ...this._asdict(), ...changes });
    return new (this.constructor as new (...values: any[]) => this)(...values);
  }

  __repr__(): string {
    const fields = this._fields.map((name, place) => \`\${name}=\${repr(this[place], this.#forms[place] ?? null)}\`);
    return \`\${this.constructor.name}(\${fields.join(', ')})\`;
  }

  toString(): string {
    return this.__repr__();
  }
}`,
  lengthOf: `
function lengthOf(value: any): number {
  return value.length ?? value.size ?? value.__len__?.() ?? Object.keys(value).length;
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
  entryTakenOut: `
function entryTakenOut<Value>(dictionary: Record<string, Value>, isLast = true): [string, Value] {
  const entry = Object.entries(dictionary).at(isLast ? -1 : 0);
  if (entry === undefined) throw new KeyError('popitem(): dictionary is empty');
  delete dictionary[entry[0]];
  return entry;
}`,
  elementsOf: `
function elementsOf(counts: Record<string, number>): string[] {
  return Object.entries(counts).flatMap(([item, count]) => Array.from({ length: Math.max(0, count) }, () => item));
}`,
  countsAdded: `
/** The sum of two Counters keeps what is above zero. */
function countsAdded(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  const counts = { ...a };
  countMore(counts, b);
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
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
