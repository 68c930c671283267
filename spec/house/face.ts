import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './files';

export interface Face {
  /** What an import gives when the program runs. */
  readonly values: string[];
  /** What there is for the type checker alone. */
  readonly types: string[];
}

/** The names that each of the modules exports, in alphabetical order. */
export function facesOf<Path extends string>(paths: readonly Path[]): Record<Path, Face> {
  const program = ts.createProgram(
    paths.map((path) => join(ROOT, path)),
    // Names alone are asked for: what the language's own declarations say would take most of the time.
    { module: ts.ModuleKind.NodeNext, noLib: true, types: [] },
  );
  return Object.fromEntries(paths.map((path) => [path, faceOf(program, path)])) as Record<Path, Face>;
}

function faceOf(program: ts.Program, path: string): Face {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(join(ROOT, path));
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${path} exports nothing`);
  const symbols = checker.getExportsOfModule(module);
  const values = symbols.filter((symbol) => isValue(checker, symbol));
  return { values: namesOf(values), types: namesOf(symbols.filter((symbol) => !values.includes(symbol))) };
}

/** A name in `export type { … }` is none, whatever stands behind it. */
function isValue(checker: ts.TypeChecker, symbol: ts.Symbol): boolean {
  if (!(symbol.flags & ts.SymbolFlags.Alias)) return (symbol.flags & ts.SymbolFlags.Value) !== 0;
  if (symbol.declarations?.some(ts.isTypeOnlyExportDeclaration)) return false;
  return (checker.getAliasedSymbol(symbol).flags & ts.SymbolFlags.Value) !== 0;
}

function namesOf(symbols: readonly ts.Symbol[]): string[] {
  return symbols.map(({ name }) => name).sort();
}

/** What a user finds behind `instance.<Tab>`, and behind `Class.<Tab>`. */
export function membersOf(made: { readonly name: string; readonly prototype: object }): string[] {
  const inherent = new Set(['constructor', 'length', 'name', 'prototype']);
  const own = Object.getOwnPropertyNames(made.prototype).filter((name) => !inherent.has(name));
  const ofClass = Object.getOwnPropertyNames(made).filter((name) => !inherent.has(name));
  return [...own, ...ofClass.map((name) => `${made.name}.${name}`)].sort();
}
