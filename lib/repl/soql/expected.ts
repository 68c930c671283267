import { clauseOf, isWord, type BegunQuery, type Token } from './query-at';

/** What may stand at the end of a query that has begun. */
export type Expected =
  | { readonly what: 'object' | 'field' | 'nothing' }
  | { readonly what: 'keyword'; readonly keywords: readonly string[] }
  /** Within quotes, or without them, what a field is compared with. */
  | { readonly what: 'text' | 'literal'; readonly field: string };

/** @param tokens of the query, without the word that has begun */
export function expectedAfter({ tokens, isOfChildren }: BegunQuery, isInQuotes: boolean): Expected {
  const clause = clauseOf(tokens) ?? '';
  if (isInQuotes) return { what: 'text', field: comparedField(tokens) };
  if (clause === 'FROM' && isWord(tokens.at(-1), 'FROM')) return { what: isOfChildren ? 'nothing' : 'object' };
  return AFTER[clause]?.(tokens) ?? { what: 'nothing' };
}

const keyword = (...keywords: readonly string[]): Expected => ({ what: 'keyword', keywords });
const FIELD: Expected = { what: 'field' };
const ENDS = ['ORDER BY', 'LIMIT'] as const;

const AFTER: Readonly<Record<string, (tokens: readonly Token[]) => Expected>> = {
  SELECT: (tokens) => (beginsItem(tokens.at(-1)) ? FIELD : keyword('FROM')),
  FROM: () => keyword('WHERE', ...ENDS),
  WHERE: afterWhere,
  ORDER: (tokens) => {
    if (isWord(tokens.at(-1), 'ORDER')) return keyword('BY');
    return beginsItem(tokens.at(-1)) ? FIELD : keyword('ASC', 'DESC', 'NULLS FIRST', 'NULLS LAST', 'LIMIT');
  },
};

function beginsItem(token: Token | undefined): boolean {
  return token?.text === ',' || token?.text === '(' || isWord(token, 'SELECT', 'BY');
}

function afterWhere(tokens: readonly Token[]): Expected {
  const last = tokens.at(-1);
  if (isWord(last, 'WHERE', 'AND', 'OR')) return FIELD;
  if (isWord(last, 'NOT')) return FIELD;
  const field = comparedField(tokens);
  if (last?.kind === 'sign' && last.text !== ')') return field === '' ? FIELD : { what: 'literal', field };
  if (last?.kind === 'word' && isName(last) && !COMPARING.has(tokens.at(-2)?.text.toUpperCase() ?? ''))
    return keyword('LIKE', 'IN', 'NOT IN', 'INCLUDES', 'EXCLUDES');
  return keyword('AND', 'OR', ...ENDS);
}

/** Comparisons, by words and by signs. */
const COMPARING: ReadonlySet<string> = new Set([
  '=',
  '!=',
  '<>',
  '<',
  '>',
  '<=',
  '>=',
  'LIKE',
  'IN',
  'NOT',
  'INCLUDES',
  'EXCLUDES',
]);

function isName({ text }: Token): boolean {
  return /^[a-z]/i.test(text) && !COMPARING.has(text.toUpperCase());
}

/** The field that a value at the end is compared with: `Name` in `Name = `, and in `Name IN ('a', `; otherwise empty. */
function comparedField(tokens: readonly Token[]): string {
  let at = tokens.length - 1;
  while (tokens[at]?.kind === 'text' || tokens[at]?.text === ',' || tokens[at]?.text === '(') at -= 1;
  if (!COMPARING.has(tokens[at]?.text.toUpperCase() ?? '')) return '';
  while (COMPARING.has(tokens[at]?.text.toUpperCase() ?? '')) at -= 1;
  return tokens[at]?.text ?? '';
}
