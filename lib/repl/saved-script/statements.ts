import { mayHoldSecret } from '../history';
import { METHODS } from '../methods';
import { type RecordedLine } from './recorder';
import { holdsSecret, type Secrets, withoutSecrets } from './secrets';
import {
  type Edit,
  edited,
  isNode,
  methodCalled,
  nameOf,
  type Source,
  sourceOf,
  type SyntaxNode,
  walk,
} from './syntax';

export interface Emitting {
  readonly secrets: Secrets;
  /** Names that are given another value after their declaration. */
  readonly assigned: ReadonlySet<string>;
  /** What the function is called that shows a value. */
  readonly show: string;
}

/** A line as statements of a program: what the prompt waited for by itself is awaited, what it showed is shown. */
export function statementsOf(line: RecordedLine, emitting: Emitting): string {
  const source = sourceOf(line.javaScript);
  if (source === undefined) return mayHoldSecret(line.code) ? LEFT_OUT : line.code.trim();
  const text = emit({ line, source, ...emitting });
  return holdsSecret(text, emitting.secrets) ? LEFT_OUT : text;
}

const LEFT_OUT = '// A line that may hold a secret is left out.';

interface Emission extends Emitting {
  readonly line: RecordedLine;
  readonly source: Source;
}

function emit(emission: Emission): string {
  const { line, source, secrets, assigned } = emission;
  const { code, statements } = source;
  const secretEdits = withoutSecrets(source, secrets);
  // Of what is put at the same place, the later stands first.
  const edits = [
    ...secretEdits,
    ...statements.flatMap((statement) => [...declarationEdits(statement, assigned), ...semicolon(statement, code)]),
    ...statements.slice(0, -1).flatMap(awaiting),
    ...showing(emission),
  ];
  const isTypeScript = line.javaScript !== line.code;
  const asTyped = isTypeScript && secretEdits.length === 0 ? typeScriptOf(emission, edits) : undefined;
  return asTyped ?? edited(code, edits).trimEnd();
}

/** Types are kept where they can be: in statements that stay as they are, and in an expression that is the whole line. */
function typeScriptOf(emission: Emission, edits: readonly Edit[]): string | undefined {
  const { source, line } = emission;
  const { code } = line;
  if (/^\s*(?:declare\s+)?namespace\b/.test(code)) return undefined;
  const hasComment = /\/[/*]/.test(code);
  if (edits.length === 0) return hasComment || source.statements.length === 0 ? code.trim() : ended(code.trim());
  const expression = code.trim().replace(/;$/, '');
  if (source.statements.length !== 1 || hasComment) return undefined;
  const [only] = source.statements;
  if (only?.type !== 'ExpressionStatement') return undefined;
  const { before, after } = wrapping(emission, only);
  return `${before === '' ? expression : `${before}(${expression})${after}`};`;
}

function ended(code: string): string {
  return /[;}]$/.test(code) ? code : `${code};`;
}

/** Without it the next line could go on with this one. */
function semicolon({ type, end }: SyntaxNode, code: string): Edit[] {
  const last = code[end - 1];
  const hasEnd = last === ';' || (last === '}' && !ENDED_BY_SEMICOLON.has(type));
  return hasEnd ? [] : [{ start: end, end, text: ';' }];
}

const ENDED_BY_SEMICOLON: ReadonlySet<string> = new Set(['ExpressionStatement', 'VariableDeclaration']);

/**
 * A person is slow enough that what a declared promise stands for has happened before the next line; a program waits for it.
 * With an `await` in the line, the prompt lets constants be given other values.
 */
function declarationEdits(statement: SyntaxNode, assigned: ReadonlySet<string>): Edit[] {
  if (statement.type !== 'VariableDeclaration') return [];
  const { start, end, kind, declarations } = statement;
  const declarators = declarations as SyntaxNode[];
  const promised = declarators.filter(({ init }) => isPromised(init)).flatMap(({ id }) => nameOf(id) ?? []);
  const isAssigned = kind === 'const' && declarators.some(({ id }) => assigned.has(nameOf(id) ?? ''));
  return [
    ...(isAssigned ? [{ start, end: start + 'const'.length, text: 'let' }] : []),
    ...promised.map((name) => ({ start: end, end, text: ` await ${name};` })),
  ];
}

function awaiting({ type, expression, start }: SyntaxNode): Edit[] {
  return type === 'ExpressionStatement' && isPromised(expression) ? [{ start, end: start, text: 'await ' }] : [];
}

const METHOD_NAMES: ReadonlySet<string> = new Set(METHODS.map(({ name }) => name));

function isPromised(init: unknown): boolean {
  if (!isNode(init)) return false;
  return METHOD_NAMES.has(methodCalled(init)?.method ?? '');
}

function showing(emission: Emission): Edit[] {
  const { code, statements } = emission.source;
  const last = statements.at(-1);
  if (last?.type !== 'ExpressionStatement') return [];
  const { before, after } = wrapping(emission, last);
  const end = code[last.end - 1] === ';' ? last.end - 1 : last.end;
  return [
    { start: last.start, end: last.start, text: before },
    { start: end, end, text: after },
  ].filter(({ text }) => text !== '');
}

/** What stands around the last expression of a line. */
function wrapping({ line, source, show }: Emission, statement: SyntaxNode): { before: string; after: string } {
  const { isPromise, hasValue, javaScript } = line;
  const { type, right } = statement.expression as SyntaxNode;
  const isAwaited = [type, isNode(right) ? right.type : ''].includes('AwaitExpression');
  const mayBePromise = isPromise || (/\bawait\b/.test(javaScript) && hasCall(statement));
  const isShown = hasValue && type !== 'AssignmentExpression';
  const wait = mayBePromise && !isAwaited ? 'await ' : '';
  const needsParentheses = wait === '' ? type === 'SequenceExpression' && isShown : !BINDS_TIGHTLY.has(type);
  const isParenthesized = source.code[statement.start] === '(' && !isShown;
  const inner = needsParentheses && !isParenthesized ? ['(', ')'] : ['', ''];
  const outer = isShown ? [`${show}(`, ')'] : ['', ''];
  return { before: `${outer[0] ?? ''}${wait}${inner[0] ?? ''}`, after: `${inner[1] ?? ''}${outer[1] ?? ''}` };
}

/** May follow `await` without parentheses. */
const BINDS_TIGHTLY: ReadonlySet<string> = new Set([
  'CallExpression',
  'MemberExpression',
  'Identifier',
  'NewExpression',
]);

function hasCall(statement: SyntaxNode): boolean {
  let found = false;
  walk(statement, ({ type }) => {
    found ||= type === 'CallExpression';
  });
  return found;
}
