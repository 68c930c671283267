/** What a value that a user gives must be; who writes JavaScript may give another. Each check names the option. */
import { inspect } from 'node:util';
import { InputException } from '../errors';

/** Refuses names that nobody knows: a typing error must not pass for the default. */
export function refuseUnknown(given: unknown, { kind, known }: { kind: string; known: Record<string, true> }): void {
  const names = Object.keys(known);
  const advice = `Known: ${names.join(', ')}.`;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new InputException(`Each ${kind} needs its name: give an object such as { ${names[0] ?? ''}: … }`, {
      advice,
    });
  }
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new InputException(`There is no ${kind} "${unknown}"`, { field: unknown, advice });
}

/** One of the choices, or none. */
export function oneOf<Value>(name: string, value: Value, choices: readonly unknown[]): Value {
  if (value === undefined || choices.includes(value)) return value;
  throw wrong(name, value, `one of ${choices.join(', ')}`);
}

interface Range {
  least: number;
  most: number;
  /** Refuse fractions. Default: false. */
  whole?: boolean;
}

export function within(name: string, value: number, { least, most, whole = false }: Range): number {
  const isNumber = typeof value === 'number' && (!whole || Number.isInteger(value));
  if (isNumber && value >= least && value <= most) return value;
  const range = most === Infinity ? `, at least ${least}` : ` from ${least} to ${most}`;
  throw wrong(name, value, `a ${whole ? 'whole number' : 'number'}${range}`);
}

const TYPES = { boolean: 'true or false', function: 'a function', string: 'text' } as const;

/** A value of the type that it is declared to have, or none. */
export function ofType<Value>(name: string, value: Value, type: keyof typeof TYPES): Value {
  if (value === undefined || typeof value === type) return value;
  throw wrong(name, value, TYPES[type]);
}

/** An object with these methods, or none. Where it was made, and by which class, does not matter. */
export function having<Value>(name: string, value: Value, methods: readonly string[]): Value {
  if (value === undefined || methods.every((method) => hasMethod(value, method))) return value;
  throw wrong(name, value, `an object with ${methods.map((method) => `${method}()`).join(' and ')}`);
}

export function hasMethod(value: unknown, method: string): boolean {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, method) === 'function';
}

/** The error for a value that an option cannot have, in the words that all of them share. */
export function wrong(name: string, value: unknown, due: string): InputException {
  return new InputException(`${name} must be ${due}; ${shown(value)} was given`, {
    field: name,
    advice: 'Give such a value, or leave it out.',
  });
}

function shown(value: unknown): string {
  return inspect(value, { depth: -1, maxStringLength: LONGEST_SHOWN, breakLength: Infinity });
}

/** Characters. */
const LONGEST_SHOWN = 80;
