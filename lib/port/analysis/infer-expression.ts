import { isKnownPath, libraryValue } from '../library';
import { typeOfEntry } from '../library/entry';
import { type Comprehension, type Expression, type ExpressionOf } from '../syntax/tree';
import { typeOfAttribute } from './infer-attribute';
import { typeOfBinary, typeOfComparison } from './infer-binary';
import { typeOfCall } from './infer-call';
import { type Model } from './model';
import { ownCall } from './own-operators';
import { namesIn } from '../syntax/targets';
import { Scope } from './scopes';
import {
  ANY,
  asNumber,
  BOOL,
  dictOf,
  elementOf,
  FLOAT,
  instanceOf,
  INT,
  iteratorOf,
  join,
  listOf,
  NONE,
  pathOf,
  present,
  setOf,
  STR,
  tupleListOf,
  tupleOf,
  type Type,
  UNKNOWN,
} from './types';
import { subexpressions } from './walk';
import { guess, widenTarget } from './widen';

/** The type of an expression; on the way, what it does to the variables in it is noted. */
export function typeOf(expression: Expression, scope: Scope, model: Model): Type {
  const read = READERS[expression.kind] as Read<Expression> | undefined;
  if (read !== undefined) return read(expression, scope, model);
  for (const part of subexpressions(expression)) typeOf(part, scope, model);
  return FIXED[expression.kind] ?? UNKNOWN;
}

const FIXED: Readonly<Partial<Record<Expression['kind'], Type>>> = {
  string: STR,
  format: STR,
  not: BOOL,
  unknown: ANY,
};

type Read<Kind> = (expression: Kind, scope: Scope, model: Model) => Type;
type Readers = { [Kind in Expression['kind']]?: Read<ExpressionOf<Kind>> };

const READERS: Readers = {
  name: ({ id }, scope) => scope.find(id)?.type ?? typeOfBuiltin(id),
  number: ({ text }) => (/^0[xXoObB]|^[\d_]+$/.test(text) ? INT : FLOAT),
  constant: ({ value }) => (value === null ? NONE : BOOL),
  list: ({ items }, scope, model) => listOf(joinAll(items, scope, model)),
  set: ({ items }, scope, model) => setOf(joinAll(items, scope, model)),
  tuple: ({ items }, scope, model) => tupleOf(...items.map((item) => typeOf(item, scope, model))),
  dict: ({ entries }, scope, model) => {
    const values = entries.map(({ key, value }) => {
      const type = typeOf(value, scope, model);
      if (key !== undefined) typeOf(key, scope, model);
      return key === undefined ? elementOfDict(type) : type;
    });
    return dictOf(values.reduce(join, UNKNOWN));
  },
  comprehension: typeOfComprehension,
  compare: typeOfComparison,
  call: typeOfCall,
  attribute: typeOfAttribute,
  index: ({ object, index }, scope, model) => {
    const at = typeOf(index, scope, model);
    if (model.mayGuess && at.kind === 'str') guess(object, dictOf(UNKNOWN), scope, model);
    const owner = present(typeOf(object, scope, model));
    const getting = ownCall({ names: ['__getitem__'], object, type: owner, args: [index] }, model);
    return getting === undefined ? elementAt(model.opened(owner), index) : typeOf(getting, scope, model);
  },
  slice: (expression, scope, model) => {
    for (const part of [expression.start, expression.end, expression.step]) if (part) typeOf(part, scope, model);
    const type = model.opened(present(typeOf(expression.object, scope, model)));
    return type.kind === 'tuple' ? (slicedTuple(type.items, expression) ?? tupleListOf(elementOf(type))) : type;
  },
  binary: typeOfBinary,
  logic: ({ left, right, operator }, scope, model) => {
    const first = typeOf(left, scope, model);
    return join(operator === 'or' ? present(first) : first, typeOf(right, scope, model));
  },
  unary: ({ value }, scope, model) => asNumber(typeOf(value, scope, model)),
  conditional: ({ test, then, otherwise }, scope, model) => {
    typeOf(test, scope, model);
    return join(typeOf(then, scope, model), typeOf(otherwise, scope, model));
  },
  lambda: (lambda, scope, model) => {
    const inner = innerScope(
      lambda,
      lambda.params.flatMap(({ name, target }) => (target === undefined ? [name] : namesIn(target))),
      scope,
      model,
    );
    return { kind: 'lambda', returns: typeOf(lambda.body, inner, model) };
  },
  walrus: ({ target, value }, scope, model) => {
    const type = typeOf(value, scope, model);
    widenTarget(target, type, scope, model);
    return type;
  },
  taken: ({ value }, scope, model) => typeOf(value, scope, model),
  star: ({ value }, scope, model) => elementOf(typeOf(value, scope, model)),
};

/** `pair[1:]`: which items it holds is known. */
function slicedTuple(items: readonly Type[], { start, end, step }: ExpressionOf<'slice'>): Type | undefined {
  const [from, to] = [start, end].map((bound) => (bound === undefined ? undefined : wholeNumber(bound)));
  const isKnown = (start === undefined || from !== undefined) && (end === undefined || to !== undefined);
  return isKnown && step === undefined ? tupleOf(...items.slice(from, to)) : undefined;
}

function wholeNumber(expression: Expression): number | undefined {
  if (expression.kind === 'number') return Number(expression.text);
  const isNegative = expression.kind === 'unary' && expression.operator === '-' && expression.value.kind === 'number';
  return isNegative ? -Number(expression.value.text) : undefined;
}

function joinAll(items: readonly Expression[], scope: Scope, model: Model): Type {
  return items.map((item) => typeOf(item, scope, model)).reduce(join, UNKNOWN);
}

function typeOfBuiltin(id: string): Type {
  const value = libraryValue(id);
  if (value !== undefined) return typeOfEntry(value, { receiver: UNKNOWN, args: [] });
  return isKnownPath(id) ? pathOf(id) : ANY;
}

function elementOfDict(type: Type): Type {
  const held = present(type);
  return held.kind === 'dict' ? held.of : ANY;
}

function innerScope(
  owner: ExpressionOf<'lambda'> | ExpressionOf<'comprehension'>,
  names: string[],
  scope: Scope,
  model: Model,
): Scope {
  const inner = model.scopes.get(owner) ?? new Scope(owner, scope);
  model.scopes.set(owner, inner);
  for (const name of names) inner.declare(name);
  return inner;
}

const MAKES: Readonly<Record<Comprehension['makes'], (of: Type) => Type>> = {
  list: listOf,
  generator: iteratorOf,
  set: setOf,
  dict: (of) => dictOf(of),
};

function typeOfComprehension(comprehension: ExpressionOf<'comprehension'>, scope: Scope, model: Model): Type {
  const { clauses, key, value, makes } = comprehension;
  const names = clauses.flatMap((clause) => (clause.kind === 'for' ? namesIn(clause.target) : []));
  const inner = innerScope(comprehension, names, scope, model);
  for (const clause of clauses) {
    if (clause.kind === 'if') typeOf(clause.test, inner, model);
    else widenTarget(clause.target, elementOf(model.opened(typeOf(clause.source, inner, model))), inner, model);
  }
  if (key !== undefined) typeOf(key, inner, model);
  return MAKES[makes](typeOf(value, inner, model));
}

function elementAt(owner: Type, index: Expression): Type {
  if (owner.kind === 'dict') return owner.of;
  if (owner.kind === 'instance')
    return (
      { Environment: STR, Match: STR, ConfigParser: instanceOf('ConfigSection') }[owner.name] ??
      (owner.name === 'ConfigSection' ? STR : ANY)
    );
  if (owner.kind === 'tuple' && index.kind === 'number') return owner.items[Number(index.text)] ?? ANY;
  return elementOf(owner);
}
