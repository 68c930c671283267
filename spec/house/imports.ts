import { posix } from 'node:path';
import ts from 'typescript';
import { textOf } from './files';

export interface Import {
  readonly from: string;
  /** A file of the house by its path from the root; or, for a package, what the import says. */
  readonly to: string;
  readonly isOfPackage: boolean;
  /** Nothing of it is left when the program runs. */
  readonly isTypeOnly: boolean;
  /** Loaded when it is used, by `import('…')` or `require('…')`. */
  readonly isOnDemand: boolean;
}

interface Reference extends Pick<Import, 'isTypeOnly' | 'isOnDemand'> {
  readonly specifier: string;
}

export function importsOf(files: readonly string[]): Import[] {
  return files.flatMap((from) => importsIn({ from, text: textOf(from), files }));
}

export function importsIn({ from, text, files }: { from: string; text: string; files: readonly string[] }): Import[] {
  return referencesIn(text).map(({ specifier, ...kind }) => {
    const isOfPackage = !specifier.startsWith('.');
    return { from, to: isOfPackage ? specifier : resolveIn(files, from, specifier), isOfPackage, ...kind };
  });
}

/** A path that leads to no file is kept as it stands: the compiler complains of it. */
function resolveIn(files: readonly string[], from: string, specifier: string): string {
  const path = posix.join(posix.dirname(from), specifier);
  return [`${path}.ts`, posix.join(path, 'index.ts')].find((file) => files.includes(file)) ?? path;
}

function referencesIn(text: string): Reference[] {
  const found: Reference[] = [];
  const visit = (node: ts.Node): void => {
    const reference = toReference(node);
    if (reference !== undefined) found.push(reference);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest));
  return found;
}

function toReference(node: ts.Node): Reference | undefined {
  const specifier = specifierOf(node);
  if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return undefined;
  return { specifier: specifier.text, isTypeOnly: isTypeOnly(node), isOnDemand: ts.isCallExpression(node) };
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal;
  return ts.isCallExpression(node) && isLoading(node.expression) ? node.arguments[0] : undefined;
}

/** `import('…')` and `require('…')` */
function isLoading(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly || areTypes(node.exportClause);
  if (!ts.isImportDeclaration(node) || node.importClause === undefined) return false;
  const { phaseModifier, name, namedBindings } = node.importClause;
  return phaseModifier === ts.SyntaxKind.TypeKeyword || (name === undefined && areTypes(namedBindings));
}

function areTypes(names: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean {
  if (names === undefined || !(ts.isNamedImports(names) || ts.isNamedExports(names))) return false;
  return names.elements.every((element) => element.isTypeOnly);
}
