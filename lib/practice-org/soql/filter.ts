import { type FieldValue } from '../store/types';
import { type Predicate, predicateOf } from './comparisons';
import { type Comparison, type Condition } from './conditions';
import { isId, isMoment, valueOf } from './literals';
import { resolvePath } from './paths';
import { type QueryScope } from './query-scope';

/** Runs a subquery: the values of the one column that it selects. */
export type RunSubquery = (comparison: Comparison) => ReadonlySet<FieldValue>;

export interface Filter {
  readonly passes: Predicate;
  /** Rows outside of which none passes, if an index knows them. */
  readonly candidates: readonly number[] | undefined;
}

export function filterOf(scope: QueryScope, condition: Condition, runSubquery: RunSubquery): Filter {
  const passes = compile(scope, condition, runSubquery);
  return { passes, candidates: candidatesOf(scope, condition) };
}

function compile(scope: QueryScope, condition: Condition, runSubquery: RunSubquery): Predicate {
  if (condition.kind === 'comparison') return compileComparison(scope, condition, runSubquery);
  if (condition.kind === 'NOT') {
    const passes = compile(scope, condition.term, runSubquery);
    return (row) => !passes(row);
  }
  const terms = condition.terms.map((term) => compile(scope, term, runSubquery));
  return condition.kind === 'AND'
    ? (row) => terms.every((term) => term(row))
    : (row) => terms.some((term) => term(row));
}

function compileComparison(scope: QueryScope, comparison: Comparison, runSubquery: RunSubquery): Predicate {
  const target = resolvePath(scope, comparison.path);
  const selected = comparison.subquery === undefined ? new Set<FieldValue>() : runSubquery(comparison);
  return predicateOf(comparison, target, { now: scope.now, selected });
}

/** What an equality with an indexed field leaves to look at; every term of an AND must hold, so any of them will do. */
function candidatesOf(scope: QueryScope, condition: Condition): readonly number[] | undefined {
  if (condition.kind === 'AND') {
    return condition.terms.map((term) => candidatesOf(scope, term)).find((rows) => rows !== undefined);
  }
  return condition.kind === 'comparison' ? candidatesOfComparison(scope, condition) : undefined;
}

function candidatesOfComparison(scope: QueryScope, comparison: Comparison): readonly number[] | undefined {
  const { operator, literals, subquery } = comparison;
  const { field, fieldNumber } = resolvePath(scope, comparison.path);
  const isEquality = operator === '=' || operator === 'IN';
  if (!isEquality || subquery !== undefined || fieldNumber === undefined || isMoment(field)) return undefined;
  if (!field.externalId && !field.idLookup && !field.unique) return undefined;
  const values = literals.map((literal) => valueOf(field, literal));
  if (values.includes(null)) return undefined;
  const rows = values.flatMap((value) =>
    isId(field) ? rowsById(scope, value) : [...scope.root.find(fieldNumber, value)],
  );
  return [...new Set(rows)].sort((a, b) => a - b);
}

function rowsById({ root }: QueryScope, id: FieldValue): number[] {
  const row = root.rowOf(String(id));
  return row === undefined ? [] : [row];
}
