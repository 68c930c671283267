import { builtinModules } from 'node:module';
import { firstUse, mentions, namesIn, type Names } from './names';
import { type RecordedLine, type Recorder } from './recorder';
import { statementsOf } from './statements';
import { methodCalled, type Source, sourceOf, type SyntaxNode, walk } from './syntax';

export interface ProgramParts {
  readonly recorder: Pick<Recorder, 'lines' | 'secrets'>;
  /** What runs it. */
  readonly command: string;
  /** How the library is imported from there: `sfbulk`. */
  readonly library: string;
  /** How the practice org is: `sfbulk/practice-org`. */
  readonly practiceOrg: string;
}

/** The session as a TypeScript program. */
export function programOf({ recorder, command, ...modules }: ProgramParts): string {
  const sources = recorder.lines.flatMap(({ javaScript }) => sourceOf(javaScript) ?? []);
  const names = namesIn(sources);
  const needs = needsOf(sources, names);
  const show = ['show', 'showValue', 'print'].find((name) => !names.declared.has(name)) ?? 'showAtPrompt';
  const main = mainText({ recorder, names, needs, show });
  return [
    `// Saved at the prompt of sfbulk. To run it: ${command}`,
    ...imports({ needs, names, modules }),
    ...recorder.lines.filter(isTypeImport).map(({ code }) => code.trim()),
    '',
    `async function main(): Promise<void> {\n${main}\n}`,
    ...helpers({ main, names, show }),
    ENDING,
    '',
  ].join('\n');
}

interface MainParts {
  readonly recorder: ProgramParts['recorder'];
  readonly names: Names;
  readonly needs: Needs;
  readonly show: string;
}

function mainText({ recorder: { lines, secrets }, names, needs, show }: MainParts): string {
  const first = opening(needs, names);
  const emitting = { secrets, assigned: names.assigned, show };
  return [
    ...first,
    ...(first.length > 0 ? [''] : []),
    ...lines
      .filter((line) => !isTypeImport(line))
      .map((line) => (needsError(line) ? NO_ERROR : statementsOf(line, emitting))),
    ...(needs.org ? ['', 'await org.stop();'] : []),
  ]
    .map((statement) => indented(statement))
    .join('\n');
}

function isTypeImport({ code }: RecordedLine): boolean {
  return /^\s*import\s+type\b/.test(code);
}

/** What failed is left out. */
function needsError({ javaScript }: RecordedLine): boolean {
  return sourceOf(javaScript)?.statements.some((statement) => mentions(statement, '_error')) === true;
}

const NO_ERROR = '// A line about an error is left out, as the line that failed is.';

interface Needs {
  /** The practice org. */
  readonly org: boolean;
  /** A `bulk` to begin with. */
  readonly bulk: boolean;
  /** That `bulk` signed in to the practice org. */
  readonly login: boolean;
}

/** The prompt begins with `bulk` signed in to the practice org; who went elsewhere at once needs no such org. */
function needsOf(sources: readonly Source[], { declared, used, assigned }: Names): Needs {
  const isMade = declared.has('bulk');
  const first = firstUse(sources, 'bulk');
  const login = !isMade && first !== undefined && !beginsElsewhere(first);
  const bulk = !isMade && (used.has('bulk') || assigned.has('bulk'));
  return { org: !declared.has('org') && (used.has('org') || login), bulk, login };
}

function beginsElsewhere(statement: SyntaxNode): boolean {
  let isElsewhere = false;
  walk(statement, (node) => {
    const call = methodCalled(node);
    isElsewhere ||= call?.object === 'bulk' && call.method === 'login';
    isElsewhere ||= node.type === 'AssignmentExpression' && mentions(node.left as SyntaxNode, 'bulk');
  });
  return isElsewhere;
}

function opening({ org, bulk, login }: Needs, { declared, assigned }: Names): string[] {
  const undeclared = [...assigned].filter(
    (name) => !declared.has(name) && !OF_THE_PROMPT.has(name) && !(name in globalThis),
  );
  const isReplaced = assigned.has('bulk');
  return [
    ...(org ? ['const org = await PracticeOrg.start();'] : []),
    ...(bulk ? [`${isReplaced ? 'let' : 'const'} bulk = new Bulk();`] : []),
    ...(login ? ['await bulk.login(org.accessToken());'] : []),
    ...(undeclared.length > 0 ? [`let ${undeclared.map((name) => `${name}: any`).join(', ')};`] : []),
  ];
}

const OF_THE_PROMPT: ReadonlySet<string> = new Set(['bulk', 'org', '_', '_error']);

interface Importing {
  readonly needs: Needs;
  readonly names: Names;
  readonly modules: Pick<ProgramParts, 'library' | 'practiceOrg'>;
}

function imports({ needs, names: { declared, used }, modules }: Importing): string[] {
  const isFree = (name: string): boolean => used.has(name) && !declared.has(name);
  const ofLibrary = ['Bulk', 'BulkException', 'sleep'].filter(
    (name) => isFree(name) || (name === 'Bulk' && needs.bulk && !declared.has(name)),
  );
  const ofNode = builtinModules.filter((name) => isFree(name) && !(name in globalThis));
  return [
    ...ofNode.map((name) => `import * as ${name} from 'node:${name}';`),
    ...(ofLibrary.length > 0 ? [`import { ${ofLibrary.join(', ')} } from '${modules.library}';`] : []),
    ...(needs.org ? [`import { PracticeOrg } from '${modules.practiceOrg}';`] : []),
  ];
}

/** Lines of a text in backticks stay where they are. */
function indented(statement: string): string {
  if (statement === '') return '';
  return statement.includes('`') ? `  ${statement}` : statement.replace(/^(?=.)/gm, '  ');
}

interface Helping {
  readonly main: string;
  readonly names: Names;
  readonly show: string;
}

/** What the prompt does for lines. */
function helpers({ main, names: { declared, used }, show }: Helping): string[] {
  const keepsLast = used.has('_') && !declared.has('_');
  return [
    ...(keepsLast ? ['\n/** The last value that was shown. */\nlet _: any;'] : []),
    ...(main.includes(`${show}(`) ? [showing(show, keepsLast)] : []),
    ...(main.includes('fromEnvironment(') ? [FROM_ENVIRONMENT] : []),
  ];
}

function showing(name: string, keepsLast: boolean): string {
  return `
function ${name}(value: unknown): void {${keepsLast ? '\n  _ = value;' : ''}
  if (typeof value === 'string') console.log(value);
  else console.dir(value, { depth: null });
}`;
}

const FROM_ENVIRONMENT = `
function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(\`Set the environment variable \${name}\`);
  return value;
}`;

const ENDING = `
main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});`;
