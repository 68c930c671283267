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
  const options: ts.CompilerOptions = {
    ...MODULES[modules],
    target: ts.ScriptTarget.ES2022,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
    types: ['node'],
  };
  const program = ts.createProgram([path], options, hostFor(options));
  // Checking the declarations of Node and of the language, too, takes ten times as long and tells nothing of ours.
  const ours = program.getSourceFiles().filter(({ fileName }) => fileName === path || fileName.includes('/sfbulk/'));
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...ours.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ].map(inWords);
}

/** What the language itself declares is the same for every program, and takes longer to read than all the rest. */
const languageFiles = new Map<string, ts.SourceFile | undefined>();

function hostFor(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const folder = host.getDefaultLibLocation?.() ?? '';
  return {
    ...host,
    getSourceFile(name, ...how) {
      if (!name.startsWith(folder)) return host.getSourceFile(name, ...how);
      if (!languageFiles.has(name)) languageFiles.set(name, host.getSourceFile(name, ...how));
      return languageFiles.get(name);
    },
  };
}

function inWords({ file, messageText }: ts.Diagnostic): string {
  const where = file === undefined ? '' : `${file.fileName}: `;
  return where + ts.flattenDiagnosticMessageText(messageText, '\n');
}
