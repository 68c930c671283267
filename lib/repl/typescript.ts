import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Recoverable } from 'node:repl';
import { Script } from 'node:vm';
import { UsageError } from './usage-error';

/** Whether the engine could take it apart, `await` outside of functions included. Nothing of it is run. */
export function isJavaScript(code: string): boolean {
  return parses(`(async () => {${code}\n})`) || parses(`(async () => (${code}\n))`);
}

function parses(code: string): boolean {
  try {
    return new Script(code) instanceof Script;
  } catch {
    return false;
  }
}

/**
 * Makes JavaScript of what does not parse as such. Types are taken out, not checked. Undefined for what is no TypeScript.
 *
 * @throws {Recoverable} for a statement that has only begun
 * @throws {UsageError} when ts-node is not at hand
 */
export function toJavaScript(code: string, compiler: () => Compiler | undefined = compilerAtHand): string | undefined {
  if (IMPORT_OF_VALUES.test(code)) return undefined;
  const looksSo = looksLikeTypeScript(code);
  const service = compiler();
  if (service === undefined) {
    if (looksSo) throw new UsageError(NOT_AT_HAND);
    return undefined;
  }
  const outcome = compile(service, code);
  if ('code' in outcome || !looksSo) return outcome.code;
  if (outcome.isUnfinished) throw new Recoverable(new SyntaxError(outcome.complaint));
  throw new SyntaxError(outcome.complaint);
}

/**
 * `f<Row>(x)` parses as two comparisons, which nobody means. Undefined where there is no such call, and where nobody can
 * compile it.
 */
export function withoutTypeArguments(code: string): string | undefined {
  if (!CALL_WITH_TYPES.test(withoutTexts(code))) return undefined;
  const service = compilerAtHand();
  return service === undefined ? undefined : compile(service, code).code;
}

const CALL_WITH_TYPES = /[\w$]<['\w$][\w\s$.,|<>[\]'{}:]*>\(/;

/** Node's own error says what to write instead. */
const IMPORT_OF_VALUES = /^\s*(?:import\s+(?!type\b)|export\b)/;

const NOT_AT_HAND =
  'this looks like TypeScript, which needs ts-node: npm install ts-node typescript, or leave the types out';

const SIGNS: readonly RegExp[] = [
  /^\s*(?:declare\s|abstract\s+class\s|(?:const\s+)?enum\s|interface\s|namespace\s|type\s)\s*[\w$]/m,
  /\b(?:const|let|var)\s+(?:[\w$]+|\{[^}]*\}|\[[^\]]*\])\s*!?:/,
  /\(\s*(?:\.\.\.)?[\w$]+\??\s*:/,
  /\)\s*:\s*[^;]*(?:=>|\{)/,
  /[\w$)\]}'"`]\s+(?:as|satisfies)\s+[\w$({["']/,
  /[\w$)\]]!\s*(?:[.[);,]|$)/m,
  /[\w$]<[^<>()]*>\s*\(/,
  /\b(?:private|protected|public|readonly)\s+[\w$]/,
  /^\s*import\s+type\b/,
];

function looksLikeTypeScript(code: string): boolean {
  const bare = withoutTexts(code);
  return SIGNS.some((sign) => sign.test(bare));
}

function withoutTexts(code: string): string {
  return code.replace(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g, "''");
}

/** The part of ts-node's service that is used; ts-node itself is the user's, and may not be there. */
export interface Compiler {
  compile(code: string, fileName: string): string;
}

type Compiled = { readonly code: string } | { readonly code?: never; isUnfinished: boolean; complaint: string };

/** What begins with a brace is an object first, as it is to node. */
function compile(compiler: Compiler, code: string): Compiled {
  const asObject = /^\s*\{/.test(code) && !/;\s*$/.test(code) ? compileAs(compiler, `(${code.trim()})\n`) : undefined;
  return asObject?.code === undefined ? compileAs(compiler, code) : asObject;
}

const FILE = 'prompt.ts';

function compileAs(compiler: Compiler, code: string): Compiled {
  try {
    return { code: withoutModule(compiler.compile(code, join(process.cwd(), FILE))) };
  } catch (error) {
    return complaintOf(error, code);
  }
}

/** Lines are sloppy and no modules, as node's are. */
function withoutModule(output: string): string {
  return output
    .replace(/^"use strict";\s*/, '')
    .replace(/^Object\.defineProperty\(exports, "__esModule".*\n/m, '')
    .replace(/^\/\/# sourceMappingURL=.*\s*$/m, '');
}

/** What ts-node says: `prompt.ts(2,1): error TS1005: '}' expected.` Where the text ends, more is wanted. */
function complaintOf(error: unknown, code: string): Compiled {
  const { diagnosticText = String(error) } = error as { diagnosticText?: string };
  const [, complaint = diagnosticText] = /: error TS\d+: (.*)/.exec(diagnosticText) ?? [];
  const lines = code.trimEnd().split('\n');
  const lastColumn = lines.at(-1)?.length ?? 0;
  const isUnfinished = [...diagnosticText.matchAll(PLACE)].some(
    ([, line, column]) => Number(line) > lines.length || (Number(line) === lines.length && Number(column) > lastColumn),
  );
  return { isUnfinished, complaint };
}

const PLACE = new RegExp(`^${FILE.replace('.', '\\.')}\\((\\d+),(\\d+)\\)`, 'gm');

let atHand: { readonly compiler: Compiler | undefined } | undefined;

function compilerAtHand(): Compiler | undefined {
  atHand ??= { compiler: findCompiler([process.cwd(), __dirname]) };
  return atHand.compiler;
}

interface TsNode {
  create(options: object): Compiler;
}

/** The user's, from the folder where the prompt was opened, before the one that is installed beside this. */
export function findCompiler(folders: readonly string[]): Compiler | undefined {
  for (const folder of folders) {
    try {
      const tsNode = createRequire(join(folder, FILE))('ts-node') as TsNode;
      return tsNode.create({ ...OPTIONS, cwd: folder });
    } catch {
      // Without ts-node, or without the TypeScript that it needs, there is the next folder.
    }
  }
  return undefined;
}

/**
 * No project: a line is no part of one, and whatever the project says of modules or of another compiler (`swc`) would make
 * something else of lines. Two options that ts-node sets by itself are deprecated in TypeScript 6, which is no fault of the
 * line.
 */
const OPTIONS = {
  transpileOnly: true,
  skipProject: true,
  swc: false,
  compilerOptions: { module: 'CommonJS', target: 'ES2022' },
  ignoreDiagnostics: [5101, 5107],
};
