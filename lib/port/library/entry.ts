/** How a function or method of Python is said in TypeScript. */
import { type Type } from '../analysis/types';

export interface Facts {
  readonly receiver: Type;
  readonly args: readonly Type[];
}

/**
 * A form is TypeScript with holes: `$0` is the receiver, `$1` the first argument, `$*` all of them; `@name` is something to
 * import or a helper to write into the output. The form with as many holes as there are arguments is taken.
 */
export interface LibraryEntry {
  readonly type: Type | ((facts: Facts) => Type);
  readonly forms: readonly string[];
  /** The names of the arguments, for calls that use them. */
  readonly params?: readonly string[];
  readonly isAsync?: boolean;
  /** What the person who ports should know. */
  readonly note?: string;
  /** The first argument joins what the receiver holds. */
  readonly adds?: 'item' | 'items';
}

export type Table = Readonly<Record<string, LibraryEntry>>;

export function is(type: LibraryEntry['type'], ...forms: string[]): LibraryEntry {
  return { type, forms };
}

export function named(params: string, entry: LibraryEntry): LibraryEntry {
  return { ...entry, params: params.split(' ') };
}

export function waits(entry: LibraryEntry): LibraryEntry {
  return { ...entry, isAsync: true };
}

export function typeOfEntry({ type }: LibraryEntry, facts: Facts): Type {
  return typeof type === 'function' ? type(facts) : type;
}

/** How many arguments a form takes. */
export function arityOf(form: string): number {
  return Math.max(0, ...Array.from(form.matchAll(/\$(\d)/g), ([, digit]) => Number(digit)));
}

export function formFor({ forms }: LibraryEntry, count: number): string | undefined {
  return forms.find((form) => form.includes('$*') || arityOf(form) === count);
}
