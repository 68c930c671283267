import { type ConditionWithValueQuery, type Query, type WhereClause } from '@jetstreamapp/soql-parser-js';
import { malformedQuery, notSupportedInBulk } from './query-fault';

export type ComparisonOperator =
  '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN' | 'INCLUDES' | 'EXCLUDES';

/** A value as the query has it: `STRING` with its quotes and escapes, `DATE_N_LITERAL` like `LAST_N_DAYS:3`. */
export interface Literal {
  readonly type: string;
  readonly text: string;
}

export interface Comparison {
  readonly kind: 'comparison';
  readonly path: string;
  readonly operator: ComparisonOperator;
  readonly literals: readonly Literal[];
  readonly subquery?: Query;
}

export type Condition =
  | Comparison
  | { readonly kind: 'AND' | 'OR'; readonly terms: readonly Condition[] }
  | { readonly kind: 'NOT'; readonly term: Condition };

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | Comparison;

/** The WHERE as a tree. The parser leaves it a chain with parentheses counted at its links. */
export function conditionOf(where: WhereClause): Condition {
  const tokens = tokensOf(where);
  const condition = readGroup(tokens);
  const [left] = tokens;
  if (left !== undefined) throw unexpected(left);
  return condition;
}

function tokensOf(where: WhereClause): Token[] {
  const tokens: Token[] = [];
  let clause: WhereClause | undefined = where;
  while (clause !== undefined) {
    tokens.push(...leftTokens(clause));
    if ('operator' in clause) tokens.push(clause.operator);
    clause = 'right' in clause ? clause.right : undefined;
  }
  return tokens;
}

function leftTokens({ left }: WhereClause): Token[] {
  if (left === null) return [];
  const opening = new Array<Token>(left.openParen ?? 0).fill('(');
  if (!('operator' in left)) return opening;
  return [...opening, comparisonOf(left), ...new Array<Token>(left.closeParen ?? 0).fill(')')];
}

function comparisonOf(condition: Extract<ConditionWithValueQuery, { operator: unknown }>): Comparison {
  if ('fn' in condition) throw notSupportedInBulk(`${condition.fn.functionName ?? 'A function'}() in WHERE is`);
  const { field: path } = condition;
  // The parser lets the other spelling of "not equal" through as it is.
  const operator = (
    (condition.operator as string) === '<>' ? '!=' : condition.operator.toUpperCase()
  ) as ComparisonOperator;
  if ('valueQuery' in condition)
    return { kind: 'comparison', path, operator, literals: [], subquery: condition.valueQuery };
  const types = [condition.literalType ?? 'STRING'].flat();
  const literals = [condition.value]
    .flat()
    .map((text, index) => ({ type: types[index] ?? types[0] ?? 'STRING', text }));
  return { kind: 'comparison', path, operator, literals };
}

/** Terms joined by AND or by OR; the service refuses a mix without parentheses. */
function readGroup(tokens: Token[]): Condition {
  const first = readTerm(tokens);
  const operator = tokens[0];
  if (operator !== 'AND' && operator !== 'OR') return first;
  const terms = [first];
  while (tokens[0] === operator) {
    tokens.shift();
    terms.push(readTerm(tokens));
  }
  if (tokens[0] === 'AND' || tokens[0] === 'OR') throw unexpected(tokens[0]);
  return { kind: operator, terms };
}

function readTerm(tokens: Token[]): Condition {
  const token = tokens.shift();
  if (token === 'NOT') return { kind: 'NOT', term: readTerm(tokens) };
  if (token === '(') {
    const group = readGroup(tokens);
    const closing = tokens.shift();
    if (closing !== ')') throw unexpected(closing);
    return group;
  }
  if (typeof token !== 'object') throw unexpected(token);
  return token;
}

function unexpected(token: Token | undefined) {
  const name = typeof token === 'object' ? token.path : (token ?? '<EOF>');
  return malformedQuery(`unexpected token: '${name}'`);
}
