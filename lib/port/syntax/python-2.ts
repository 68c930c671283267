/**
 * Python 2's print statement has forms (`print >>file, a, b,`) that no grammar of Python 3 reads. They are written as calls
 * first; every line keeps its number.
 */
import { scan, type Token } from './scan';

export interface Modernised {
  readonly source: string;
  readonly isPython2: boolean;
}

const OLD_NAMES = new Set(['xrange', 'raw_input', 'iteritems', 'itervalues', 'iterkeys', 'unicode', 'basestring']);
const OLD_MODULES = new Set(['ConfigParser', 'StringIO', 'cStringIO', 'urllib2', 'has_key']);

export function modernise(source: string): Modernised {
  const statements = splitStatements(scan(source));
  const isPython2 = statements.some(isOld);
  return { source: statements.map(rewrite).join(''), isPython2 };
}

/** The tokens between the places where a statement may begin. */
function splitStatements(tokens: readonly Token[]): Token[][] {
  const statements: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    statements.at(-1)?.push(token);
    if ('([{'.includes(token.text)) depth += 1;
    if (')]}'.includes(token.text)) depth -= 1;
    if (depth === 0 && (token.kind === 'newline' || token.text === ';' || token.text === ':')) statements.push([]);
  }
  return statements;
}

function isOld(statement: readonly Token[]): boolean {
  const words = statement.filter(({ kind }) => kind === 'word').map(({ text }) => text);
  if (words.some((word) => OLD_NAMES.has(word) || OLD_MODULES.has(word))) return true;
  if (words[0] === 'except' && statement.some(({ text }) => text === ',')) return !isInBrackets(statement);
  return printStatement(statement) !== undefined;
}

/** `except (A, B):` has its comma in brackets, `except A, e:` has not. */
function isInBrackets(statement: readonly Token[]): boolean {
  const comma = statement.findLastIndex(({ text }) => text === ',');
  return statement.slice(comma).some(({ text }) => text === ')');
}

function rewrite(statement: readonly Token[]): string {
  const tokens = statement.map(modernToken);
  const printed = printStatement(statement);
  if (printed === undefined) return quoteBackticks(tokens).join('');
  const { start, end, keyword } = printed;
  const head = tokens.slice(0, start + 1).join('');
  const given = tokens.slice(start + 1, end).join('');
  return (
    head + (keyword === 'print' ? printCall(statement, start, end) : `(${given.trim()})`) + tokens.slice(end).join('')
  );
}

function modernToken({ kind, text }: Token): string {
  if (kind === 'number') return text.replace(/[lL]$/, '').replace(/^0(?=[0-7]+$)/, '0o');
  return kind === 'string' ? text.replace(/^[uU][rR]/, 'r') : text;
}

function quoteBackticks(tokens: readonly string[]): string[] {
  let isOpen = false;
  return tokens.map((text) => {
    if (text !== '`') return text;
    isOpen = !isOpen;
    return isOpen ? 'repr(' : ')';
  });
}

/** Where a `print` or `exec` that is no call stands in the statement, and where what it is given ends. */
function printStatement(statement: readonly Token[]): { start: number; end: number; keyword: string } | undefined {
  const start = statement.findIndex(({ kind }) => kind !== 'space' && kind !== 'newline' && kind !== 'comment');
  const keyword = statement[start]?.text ?? '';
  if (keyword !== 'print' && keyword !== 'exec') return undefined;
  const end = contentEnd(statement);
  const content = statement.slice(start + 1, end).filter(({ kind }) => kind !== 'space');
  const isAssigned = content[0]?.text === '=' || content[0]?.text === '.';
  return isAssigned || isOneCall(content) ? undefined : { start, end, keyword };
}

function contentEnd(statement: readonly Token[]): number {
  const isContent = ({ kind, text }: Token): boolean =>
    kind !== 'newline' && kind !== 'comment' && kind !== 'space' && text !== ';';
  return statement.findLastIndex(isContent) + 1;
}

function isOneCall(content: readonly Token[]): boolean {
  if (content[0]?.text !== '(') return false;
  let depth = 0;
  const close = content.findIndex(({ text }) => {
    if ('([{'.includes(text)) depth += 1;
    if (')]}'.includes(text)) depth -= 1;
    return depth === 0;
  });
  return close === content.length - 1;
}

function printCall(statement: readonly Token[], start: number, end: number): string {
  const items = splitItems(statement.slice(start + 1, end)).map((item) => item.map(modernToken).join('').trim());
  const [first = ''] = items;
  const file = first.startsWith('>>') ? [`file=${first.slice(2).trim()}`] : [];
  const rest = file.length > 0 ? items.slice(1) : items;
  const isOpenEnded = rest.length > 1 && rest.at(-1) === '';
  const values = rest.filter((item) => item !== '');
  return `(${[...values, ...(isOpenEnded ? ["end=' '"] : []), ...file].join(', ')})`;
}

function splitItems(tokens: readonly Token[]): Token[][] {
  const items: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if ('([{'.includes(token.text)) depth += 1;
    if (')]}'.includes(token.text)) depth -= 1;
    if (depth === 0 && token.text === ',') items.push([]);
    else items.at(-1)?.push(token);
  }
  return items;
}
