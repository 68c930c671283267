import { keyPrefixOf, recordId, serialOf } from '../store/record-ids';
import { type FieldSchema, type FieldValue } from '../store/types';
import { type Comparison, type ComparisonOperator } from './conditions';
import { likeTest } from './like';
import { isId, isMoment, momentsOf, type Moments, unescaped, valueOf } from './literals';
import { type ResolvedPath } from './paths';
import { invalidField, malformedQuery, QueryFault } from './query-fault';

/** Whether a row passes. */
export type Predicate = (row: number) => boolean;

type Test = (value: FieldValue) => boolean;

export interface ComparisonScope {
  readonly now: number;
  /** The values that a subquery selects. */
  readonly selected: ReadonlySet<FieldValue>;
}

const TEXTAREA_FILTERABLE = 255;

export function predicateOf(comparison: Comparison, target: ResolvedPath, scope: ComparisonScope): Predicate {
  refuseUnfilterable(target.field);
  const byRow = rowNumberPredicate(comparison, target);
  if (byRow !== undefined) return byRow;
  const { read } = target;
  const test =
    comparison.subquery === undefined
      ? testOf(comparison, target.field, scope.now)
      : selectionTest(comparison, target.field, scope);
  return (row) => test(read(row));
}

function refuseUnfilterable({ name, type, length }: FieldSchema): void {
  const isLongText = type === 'textarea' && length > TEXTAREA_FILTERABLE;
  if (isLongText || type === 'base64' || type === 'address') {
    throw invalidField(`field '${name}' can not be filtered in a query call`);
  }
}

/**
 * The order of ids is the order of rows, so that a range of ids is a range of rows: the chunks of PK chunking need not
 * spell out a million ids each.
 */
function rowNumberPredicate({ operator, literals, subquery }: Comparison, target: ResolvedPath): Predicate | undefined {
  const isRange = operator === '<' || operator === '<=' || operator === '>' || operator === '>=';
  if (target.field.type !== 'id' || target.fieldNumber === undefined || subquery !== undefined || !isRange)
    return undefined;
  const [literal] = literals;
  const id = literal === undefined ? null : valueOf(target.field, literal);
  const serial = typeof id === 'string' ? serialOf(id) : undefined;
  // An id of another object or org has a place in the order of texts only.
  if (serial === undefined || recordId(keyPrefixOf(String(id)), 1) !== target.read(0)) return undefined;
  const compare = ORDERINGS[operator];
  return (row) => compare(row + 1, serial);
}

function testOf(comparison: Comparison, field: FieldSchema, now: number): Test {
  const { operator, literals } = comparison;
  if (operator === 'LIKE') return likeTestOf(comparison, field);
  if (operator === 'INCLUDES' || operator === 'EXCLUDES') return choiceTest(comparison, field);
  if (operator === 'IN' || operator === 'NOT IN') return membershipTest(comparison, field, now);
  const [literal] = literals;
  if (literal === undefined) throw malformedQuery(`unexpected token: '${operator}'`);
  if (isMoment(field) && literal.type !== 'NULL') return momentTest(operator, momentsOf(field, literal, now));
  return valueTest(operator, field, valueOf(field, literal));
}

type Ordering = '<' | '<=' | '>' | '>=';

const ORDERINGS: Readonly<Record<Ordering, (a: string | number, b: string | number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** Texts compare without regard to capitals, ids with. */
function valueTest(operator: '=' | '!=' | Ordering, field: FieldSchema, wanted: FieldValue): Test {
  const normal = normalOf(field);
  if (operator === '=') return (value) => normal(value) === wanted;
  if (operator === '!=') return (value) => normal(value) !== wanted;
  if (field.type === 'boolean') throw invalidOperator(field, operator);
  const compare = ORDERINGS[operator];
  return (value) => {
    const own = normal(value);
    return isComparable(own) && isComparable(wanted) && compare(own, wanted);
  };
}

function normalOf(field: FieldSchema): (value: FieldValue) => FieldValue {
  if (isId(field)) return (value) => value;
  return (value) => (typeof value === 'string' ? value.toLowerCase() : value);
}

function isComparable(value: FieldValue): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** `= TODAY` is any moment of today, `> TODAY` is past its end. */
function momentTest(operator: '=' | '!=' | Ordering, { from, until }: Moments): Test {
  const isWithin = (value: FieldValue) => isComparable(value) && value >= from && value < until;
  const tests: Readonly<Record<typeof operator, Test>> = {
    '=': isWithin,
    '!=': (value) => !isWithin(value),
    '<': (value) => isComparable(value) && value < from,
    '<=': (value) => isComparable(value) && value < until,
    '>': (value) => isComparable(value) && value >= until,
    '>=': (value) => isComparable(value) && value >= from,
  };
  return tests[operator];
}

function membershipTest({ operator, literals }: Comparison, field: FieldSchema, now: number): Test {
  const isMember = isMoment(field)
    ? anyOf(
        literals.map((literal) => (literal.type === 'NULL' ? isNull : momentTest('=', momentsOf(field, literal, now)))),
      )
    : memberOf(field, new Set(literals.map((literal) => valueOf(field, literal))));
  return operator === 'IN' ? isMember : (value) => !isMember(value);
}

const isNull: Test = (value) => value === null;

function anyOf(tests: readonly Test[]): Test {
  return (value) => tests.some((test) => test(value));
}

function memberOf(field: FieldSchema, members: ReadonlySet<FieldValue>): Test {
  const normal = normalOf(field);
  return (value) => members.has(normal(value));
}

function selectionTest({ operator }: Comparison, field: FieldSchema, { selected }: ComparisonScope): Test {
  if (!isId(field)) throw malformedQuery('The left operand of a semi-join must be an id or reference field');
  if (operator === 'IN') return (value) => value !== null && selected.has(value);
  if (operator === 'NOT IN') return (value) => !selected.has(value);
  throw invalidOperator(field, operator);
}

function likeTestOf({ literals }: Comparison, field: FieldSchema): Test {
  const [literal] = literals;
  if (isId(field) || isMoment(field) || literal?.type !== 'STRING') throw invalidOperator(field, 'LIKE');
  const test = likeTest(unescaped(literal.text, '%_\\'));
  return (value) => typeof value === 'string' && test(value);
}

/** `INCLUDES ('a;b', 'c')`: both a and b, or c. */
function choiceTest({ operator, literals }: Comparison, field: FieldSchema): Test {
  if (field.type !== 'multipicklist') throw invalidOperator(field, operator);
  const wanted = literals.map((literal) => String(valueOf(field, literal) ?? '').split(';'));
  const includes: Test = (value) => {
    const chosen = new Set(
      String(value ?? '')
        .toLowerCase()
        .split(';'),
    );
    return wanted.some((choices) => choices.every((choice) => chosen.has(choice)));
  };
  return operator === 'INCLUDES' ? includes : (value) => !includes(value);
}

function invalidOperator({ name, type }: FieldSchema, operator: ComparisonOperator): QueryFault {
  const text = `invalid operator on ${type} field: ${name} ${operator}`;
  return new QueryFault({ errorCode: 'INVALID_QUERY_FILTER_OPERATOR', text });
}
