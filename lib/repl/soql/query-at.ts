/** Words of SOQL, and which query of several the last of them belongs to. */

export interface Token {
  readonly kind: 'word' | 'text' | 'sign';
  readonly text: string;
}

/** A query that has begun: all of its tokens up to the cursor, without those of the queries in it. */
export interface BegunQuery {
  readonly tokens: Token[];
  /** Whether it stands in the list of fields of another one, and so goes along a relationship to children. */
  readonly isOfChildren: boolean;
}

const TOKEN = /'(?:\\.|[^'\\])*'?|[\w.:+-]+|[(),]|[^\s\w'(),]+/g;

export function tokensOf(soql: string): Token[] {
  return (soql.match(TOKEN) ?? []).map((text) => ({ kind: kindOf(text), text }));
}

function kindOf(text: string): Token['kind'] {
  if (text.startsWith("'")) return 'text';
  return /^\w/.test(text) ? 'word' : 'sign';
}

/** The innermost query that is open at the end. */
export function queryAtEnd(tokens: readonly Token[]): BegunQuery {
  const open: (BegunQuery & { groups: number })[] = [{ tokens: [], isOfChildren: false, groups: 0 }];
  const outermost = open[0];
  tokens.forEach((token, at) => {
    const query = open.at(-1) ?? outermost;
    if (query === undefined) return;
    if (token.text === '(' && isWord(tokens[at + 1], 'SELECT')) {
      open.push({ tokens: [], isOfChildren: clauseOf(query.tokens) === 'SELECT', groups: 0 });
      return;
    }
    if (token.text === '(') query.groups += 1;
    if (token.text === ')' && query.groups === 0 && open.length > 1) open.pop();
    else if (token.text === ')') query.groups -= 1;
    (open.at(-1) ?? query).tokens.push(token);
  });
  return open.at(-1) ?? { tokens: [], isOfChildren: false };
}

const CLAUSES = ['SELECT', 'FROM', 'WHERE', 'ORDER', 'GROUP', 'LIMIT', 'OFFSET', 'USING'];

/** The part of the query that its last token belongs to. */
export function clauseOf(tokens: readonly Token[]): string | undefined {
  return tokens
    .findLast(({ kind, text }) => kind === 'word' && CLAUSES.includes(text.toUpperCase()))
    ?.text.toUpperCase();
}

export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === 'word' && words.includes(token.text.toUpperCase());
}

/** What the query reads from, and the name that it gives to that; searched in what follows the cursor as well. */
export function sourceOf(tokens: readonly Token[]): { object: string | undefined; alias: string | undefined } {
  const at = tokens.findIndex((token) => isWord(token, 'FROM'));
  const [object, alias] = at < 0 ? [] : tokens.slice(at + 1, at + 3);
  const isAlias = alias?.kind === 'word' && !CLAUSES.includes(alias.text.toUpperCase());
  return { object: object?.text, alias: isAlias ? alias.text : undefined };
}

/** Those tokens that follow in the same query. */
export function sameQuery(following: readonly Token[]): Token[] {
  let depth = 0;
  const same: Token[] = [];
  for (const token of following) {
    if (token.text === ')') depth -= 1;
    if (depth < 0) break;
    if (depth === 0) same.push(token);
    if (token.text === '(') depth += 1;
  }
  return same;
}
