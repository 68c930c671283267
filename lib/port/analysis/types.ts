/** What is known of a value in the Python program. */
import { type ClassStatement, type DefinitionStatement } from '../syntax/tree';

export type Type =
  | { readonly kind: 'unknown' | 'str' | 'int' | 'bool' | 'none' }
  /** `hidesFloat`: a float may be in it, which is not told from an int. `isRead`: JSON was read, so it may be a dictionary. */
  | { readonly kind: 'any'; readonly hidesFloat?: boolean; readonly isRead?: boolean }
  /** `isMixed`: an int here, a float there. */
  | { readonly kind: 'float'; readonly isMixed?: boolean }
  /** `tuple`: it is a tuple of any length, always or sometimes. */
  | { readonly kind: 'list'; readonly of: Type; readonly tuple?: 'always' | 'sometimes' }
  | { readonly kind: 'set' | 'optional' | 'iterator'; readonly of: Type }
  /** `fallback` is what a missing key gives, in TypeScript: `[]` in a `defaultdict(list)`. */
  /** `hasAnyKeys`: it is filled under keys that are not written in the script. */
  | { readonly kind: 'dict'; readonly of: Type; readonly fallback?: string; readonly hasAnyKeys?: boolean }
  | { readonly kind: 'tuple'; readonly items: readonly Type[] }
  /** Of a class that the library tables know. */
  | { readonly kind: 'instance'; readonly name: string }
  | { readonly kind: 'object'; readonly class: ClassStatement }
  | { readonly kind: 'class'; readonly class: ClassStatement }
  | { readonly kind: 'def'; readonly def: DefinitionStatement; readonly self?: ClassStatement }
  | { readonly kind: 'lambda'; readonly returns: Type }
  /** A module of Python's library, or what it holds: `os.path.join`. */
  | { readonly kind: 'path'; readonly path: string };

export type TypeOf<Kind extends Type['kind']> = Type & { readonly kind: Kind };

export const UNKNOWN: Type = { kind: 'unknown' };
export const ANY: Type = { kind: 'any' };
/** What `json.loads` gives. */
export const READ: Type = { kind: 'any', isRead: true };
export const STR: Type = { kind: 'str' };
export const INT: Type = { kind: 'int' };
export const FLOAT: Type = { kind: 'float' };
export const BOOL: Type = { kind: 'bool' };
export const NONE: Type = { kind: 'none' };

export const listOf = (of: Type): Type => ({ kind: 'list', of });
export const setOf = (of: Type): Type => ({ kind: 'set', of });
export const dictOf = (of: Type, fallback?: string): Type => ({ kind: 'dict', of, ...(fallback && { fallback }) });
export const iteratorOf = (of: Type): Type => ({ kind: 'iterator', of });
/** A tuple of any length. */
export const tupleListOf = (of: Type): Type => ({ kind: 'list', of, tuple: 'always' });
export const tupleOf = (...items: Type[]): Type => ({ kind: 'tuple', items });
export const instanceOf = (name: string): Type => ({ kind: 'instance', name });
export const pathOf = (path: string): Type => ({ kind: 'path', path });

export function optional(of: Type): Type {
  return ['any', 'unknown', 'none', 'optional'].includes(of.kind) ? of : { kind: 'optional', of };
}

/** The type without the possibility that it is None. */
export function present(type: Type): Type {
  return type.kind === 'optional' ? type.of : type;
}

export function isNumber({ kind }: Type): boolean {
  return kind === 'int' || kind === 'float';
}

/** In sums, true is 1. */
export function asNumber(type: Type): Type {
  return type.kind === 'bool' ? INT : type;
}

export function isRead(type: Type): boolean {
  return type.kind === 'any' && type.isRead === true;
}

/** Text or a number or a boolean: `===` compares it as Python does. */
export function isPlain(type: Type): boolean {
  return ['str', 'int', 'float', 'bool', 'none'].includes(present(type).kind);
}

/** What a variable is that is one thing here and another there. */
export function join(a: Type, b: Type): Type {
  if (a.kind === 'unknown') return b;
  if (b.kind === 'unknown') return a;
  if (a.kind === 'none' || b.kind === 'none') return a.kind === b.kind ? a : optional(a.kind === 'none' ? b : a);
  if (a.kind === 'optional' || b.kind === 'optional') return optional(join(present(a), present(b)));
  if (isNumber(a) && isNumber(b)) return joinNumbers(a, b);
  if (a.kind === b.kind) return joinAlike(a, b);
  return isSequence(a) && isSequence(b) ? joinSequences(a, b) : anyOf(a, b);
}

function joinNumbers(a: Type, b: Type): Type {
  const isMixed = a.kind !== b.kind || [a, b].some((type) => type.kind === 'float' && type.isMixed === true);
  return isMixed ? { kind: 'float', isMixed } : a;
}

function joinAlike(a: Type, b: Type): Type {
  if (a.kind === 'list' && b.kind === 'list') return joinSequences(a, b);
  if ('of' in a && 'of' in b) return { ...b, ...a, of: join(a.of, b.of) };
  if (a.kind === 'tuple' && b.kind === 'tuple') {
    if (a.items.length !== b.items.length) return joinSequences(a, b);
    return tupleOf(...a.items.map((item, index) => join(item, b.items[index] ?? UNKNOWN)));
  }
  return isSame(a, b) ? a : anyOf(a, b);
}

type Sequence = TypeOf<'list' | 'tuple'>;

function isSequence(type: Type): type is Sequence {
  return type.kind === 'list' || type.kind === 'tuple';
}

function joinSequences(a: Sequence, b: Sequence): Type {
  const of = join(elementOf(a), elementOf(b));
  const [one, other] = [tupleness(a), tupleness(b)];
  const tuple = one === other ? one : 'sometimes';
  return tuple === undefined ? listOf(of) : { kind: 'list', of, tuple };
}

function tupleness(type: Sequence): 'always' | 'sometimes' | undefined {
  return type.kind === 'tuple' ? 'always' : type.tuple;
}

function anyOf(...types: Type[]): Type {
  return types.some(hidesFloat) ? { kind: 'any', hidesFloat: true } : ANY;
}

/** Somewhere in it is a float, or what may be one. */
function hidesFloat(type: Type): boolean {
  if (type.kind === 'any') return type.hidesFloat === true;
  if (type.kind === 'tuple') return type.items.some(hidesFloat);
  return type.kind === 'float' || ('of' in type && hidesFloat(type.of));
}

export function isSame(a: Type, b: Type): boolean {
  if (a.kind !== b.kind) return false;
  if ('of' in a && 'of' in b) return isSame(a.of, b.of);
  if (a.kind === 'tuple' && b.kind === 'tuple') {
    return a.items.length === b.items.length && a.items.every((item, index) => isSame(item, b.items[index] ?? ANY));
  }
  if (a.kind === 'instance' && b.kind === 'instance') return a.name === b.name;
  if (a.kind === 'path' && b.kind === 'path') return a.path === b.path;
  if (a.kind === 'def' && b.kind === 'def') return a.def === b.def;
  if ('class' in a && 'class' in b) return a.class === b.class;
  if (a.kind === 'lambda' && b.kind === 'lambda') return isSame(a.returns, b.returns);
  return true;
}

/** What a `for` over it gives. */
export function elementOf(type: Type): Type {
  const given = present(type);
  if (given.kind === 'dict' || given.kind === 'str') return STR;
  if (given.kind === 'tuple') return given.items.reduce(join, UNKNOWN);
  if ('of' in given) return given.of;
  if (given.kind === 'instance') return ELEMENTS[given.name] ?? ANY;
  if (isRead(given)) return READ;
  return given.kind === 'unknown' ? UNKNOWN : ANY;
}

const ELEMENTS: Readonly<Record<string, Type>> = {
  TextFile: STR,
  CsvReader: listOf(STR),
  CsvDictReader: dictOf(STR),
};
