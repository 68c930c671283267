import ts from 'typescript';

const MODULES = {
  // Still what many a project that was begun years ago asks for.
  node10: {
    module: ts.ModuleKind.CommonJS,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- as in their tsconfig
    moduleResolution: ts.ModuleResolutionKind.Node10,
    ignoreDeprecations: '6.0',
  },
  node16: { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
  nodenext: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  bundler: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
} as const;

export type Modules = keyof typeof MODULES;

export const EVERY_MODULES = Object.keys(MODULES) as Modules[];

/** What the compiler says, at its strictest, of a user's program and of the package's declarations. */
export function complaintsOfCompiler(path: string, modules: Modules): string[] {
  const program = ts.createProgram([path], {
    ...MODULES[modules],
    target: ts.ScriptTarget.ES2022,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
    types: ['node'],
  });
  // Checking the declarations of Node and of the language, too, takes ten times as long and tells nothing of ours.
  const ours = program.getSourceFiles().filter(({ fileName }) => fileName === path || fileName.includes('/sfbulk/'));
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...ours.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ].map(inWords);
}

function inWords({ file, messageText }: ts.Diagnostic): string {
  const where = file === undefined ? '' : `${file.fileName}: `;
  return where + ts.flattenDiagnosticMessageText(messageText, '\n');
}
