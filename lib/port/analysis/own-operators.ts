/** An operator on an object of the script's own classes is a call of a method: as that it is typed, and as that it is written. */
import { type Expression, type ExpressionOf } from '../syntax/tree';
import { type Model } from './model';
import { present, type Type } from './types';

/** By operator; Python 2 divides under another name. */
export const BINARY_METHODS: Readonly<Record<string, readonly string[]>> = {
  '+': ['__add__'],
  '-': ['__sub__'],
  '*': ['__mul__'],
  '/': ['__truediv__', '__div__'],
  '//': ['__floordiv__'],
  '%': ['__mod__'],
  '|': ['__or__'],
  '&': ['__and__'],
};

export const ORDER_METHODS: Readonly<Record<string, string>> = {
  '<': '__lt__',
  '<=': '__le__',
  '>': '__gt__',
  '>=': '__ge__',
};

export const EVERY_ORDER_METHOD: readonly string[] = [...Object.values(ORDER_METHODS), '__cmp__'];

interface Operation {
  /** The method's name; of several, the first that the class has. */
  readonly names: readonly string[];
  readonly object: Expression;
  readonly type: Type;
  readonly args?: readonly Expression[];
}

export function ownCall({ names, object, type, args = [] }: Operation, model: Model): ExpressionOf<'call'> | undefined {
  const name = ownMethodName(type, names, model);
  if (name === undefined) return undefined;
  const { from, to } = object;
  const callee: Expression = { kind: 'attribute', object, name, from, to };
  return { kind: 'call', callee, args: args.map((value) => ({ value })), from, to: args.at(-1)?.to ?? to };
}

export function ownMethodName(type: Type, names: readonly string[], model: Model): string | undefined {
  const held = present(type);
  return held.kind === 'object' ? names.find((name) => model.methodOf(held.class, name) !== undefined) : undefined;
}

/** A value that nothing is known of may be an object of a class that has one of these. */
export function mayHave(type: Type, names: readonly string[], model: Model): boolean {
  if (ownMethodName(type, names, model) !== undefined) return true;
  const isUnclear = type.kind === 'any' || type.kind === 'unknown';
  return isUnclear && [...model.classes.values()].some(({ methods }) => names.some((name) => methods.has(name)));
}

/** What the port calls where Python does. Any other method of such a name is never called here. */
const CALLED = new Set([
  ...Object.values(BINARY_METHODS).flat(),
  ...EVERY_ORDER_METHOD,
  ...'__init__ __str__ __repr__ __eq__ __ne__ __len__ __bool__ __nonzero__ __iter__ __next__ __contains__'.split(' '),
  ...'__getitem__ __setitem__ __delitem__ __enter__ __exit__ __call__'.split(' '),
]);

export function isNeverCalled(name: string): boolean {
  return /^__\w+__$/.test(name) && !CALLED.has(name);
}

const AWAITED = new Set([
  ...Object.values(BINARY_METHODS).flat(),
  '__init__',
  '__enter__',
  '__exit__',
  '__call__',
  '__getitem__',
]);

/** A helper of the output, or TypeScript itself, calls it, and does not wait. */
export function isCalledWithoutWaiting(name: string): boolean {
  return CALLED.has(name) && !AWAITED.has(name);
}
