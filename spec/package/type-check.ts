import ts from 'typescript';

const MODULES = {
  node16: { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
  nodenext: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  bundler: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
} as const;

export type Modules = keyof typeof MODULES;

export const EVERY_MODULES = Object.keys(MODULES) as Modules[];

/** What the compiler says of a user's program at its strictest, with the declarations of every package checked too. */
export function complaintsOfCompiler(program: string, modules: Modules): string[] {
  const checked = ts.createProgram([program], {
    ...MODULES[modules],
    target: ts.ScriptTarget.ES2022,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
    types: ['node'],
  });
  return ts.getPreEmitDiagnostics(checked).map(({ file, messageText }) => {
    const where = file === undefined ? '' : `${file.fileName}: `;
    return where + ts.flattenDiagnosticMessageText(messageText, '\n');
  });
}
