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
export function programOf({ recorder: { lines, secrets }, command, ...modules }: ProgramParts): string {
  const sources = lines.flatMap(({ javaScript }) => sourceOf(javaScript) ?? []);
  const names = namesIn(sources);
  const needs = needsOf(sources, names);
  const isTypeImport = ({ code }: { code: string }): boolean => /^\s*import\s+type\b/.test(code);
  const statements = lines
    .filter((line) => !isTypeImport(line))
    .map((line) => (needsError(line) ? NO_ERROR : statementsOf(line, { secrets, assigned: names.assigned })));
  const body = [...opening(needs, names), '', ...statements, ...(needs.org ? ['', 'await org.stop();'] : [])];
  const text = body.map((statement) => indented(statement)).join('\n');
  return [
    `// Saved at the prompt of sfbulk. To run it: ${command}`,
    ...imports({ needs, names, text, modules }),
    ...lines.filter(isTypeImport).map(({ code }) => code.trim()),
    '',
    `async function main(): Promise<void> {\n${text}\n}`,
    ...helpers(text, names),
    ENDING,
    '',
  ].join('\n');
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
  readonly text: string;
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

/** What the prompt does for lines. */
function helpers(text: string, { declared, used }: Names): string[] {
  const keepsLast = used.has('_') && !declared.has('_');
  return [
    ...(keepsLast ? ['\n/** The last value that was shown. */\nlet _: any;'] : []),
    ...(text.includes('show(') ? [keepsLast ? SHOW.replace('{', '{\n  _ = value;') : SHOW] : []),
    ...(text.includes('fromEnvironment(') ? [FROM_ENVIRONMENT] : []),
  ];
}

const SHOW = `
function show(value: unknown): void {
  if (typeof value === 'string') console.log(value);
  else console.dir(value, { depth: null });
}`;

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
