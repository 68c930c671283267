/** What is true, what is equal, what comes first: of lists, and of objects that have a say in it. */
export const COMPARISON_HELPERS: Readonly<Record<string, string>> = {
  isTrue: `
/** Python's truth: what is empty is false. */
function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Set) return value.size > 0;
  if (typeof value !== 'object' || value === null) return Boolean(value);
  if (Object.getPrototypeOf(value) === Object.prototype) return Object.keys(value).length > 0;
  const { __bool__, __nonzero__, __len__ } = value as Record<string, (() => unknown) | undefined>;
  const own = __bool__ ?? __nonzero__ ?? __len__;
  return own === undefined || Boolean(own.call(value));
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
/** Of objects, \`__eq__\` says; those that have none are equal to themselves alone. */
function isEqual(a: any, b: any): boolean {
  if (typeof a?.__eq__ === 'function') return Boolean(a.__eq__(b));
  if (typeof b?.__eq__ === 'function') return Boolean(b.__eq__(a));
  if (typeof a?.__cmp__ === 'function') return a.__cmp__(b) === 0;
  if (a === b) return true;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Set && b instanceof Set) return a.size === b.size && [...a].every((item) => b.has(item));
  const isPlain = (value: object): boolean =>
    Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  if (!isPlain(a) || !isPlain(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  return keys.length === others.length && keys.every((key) => key in right && isEqual(left[key], right[key]));
}`,
  isIn: `
function isIn(item: any, collection: any): boolean {
  if (typeof collection === 'string') return collection.includes(item);
  if (collection instanceof Set) return collection.has(item);
  if (typeof collection.__contains__ === 'function') return Boolean(collection.__contains__(item));
  if (Array.isArray(collection) || Symbol.iterator in collection)
    return [...collection].some((other) => isEqual(other, item));
  return Object.hasOwn(collection, item);
}`,
  compareValues: `
/** Below zero where \`a\` comes first. Of objects, the methods of their class say, whichever there are. */
function compareValues(a: any, b: any): number {
  if (typeof a?.__cmp__ === 'function') return a.__cmp__(b);
  if (typeof a?.__lt__ === 'function') return a.__lt__(b) ? -1 : b?.__lt__?.(a) ? 1 : 0;
  if (typeof a?.__gt__ === 'function') return a.__gt__(b) ? 1 : b?.__gt__?.(a) ? -1 : 0;
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
  isSubset: `
function isSubset(a: Set<any>, b: Set<any>): boolean {
  return [...a].every((item) => b.has(item));
}`,
};
