import { HELPERS, IMPORTS } from '../runtime';
import { type Context } from './context';

const RESERVED = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof undefined var void while with yield async of ' +
    'console process Object Array String Number Boolean Math JSON Date Error Promise Set Map RegExp Record require module exports'
  ).split(' '),
);

/** A Python name, with an underscore behind it where it means something else in TypeScript. */
export function tsName(name: string): string {
  const isTaken = RESERVED.has(name) || Object.hasOwn(HELPERS, name) || Object.hasOwn(IMPORTS, name);
  return isTaken ? `${name}_` : name;
}

/** The receiver of a method is `this`. */
export function nameOf(id: string, { scope }: Context): string {
  for (let around: typeof scope | undefined = scope; around !== undefined; around = around.parent) {
    const { owner } = around;
    if (!around.variables.has(id)) continue;
    const type = around.variables.get(id)?.type.kind;
    const isReceiver = owner !== 'module' && owner.kind === 'def' && owner.params[0]?.name === id;
    const isMethod = isReceiver && (type === 'object' || type === 'class') && (id === 'self' || id === 'cls');
    return isMethod ? 'this' : tsName(id);
  }
  return tsName(id);
}
