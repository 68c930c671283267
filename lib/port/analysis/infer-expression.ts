import { isKnownPath, libraryAttribute, libraryValue, normalPath } from '../library';
import { typeOfEntry } from '../library/entry';
import { type ClassStatement, type Comprehension, type Expression, type ExpressionOf } from '../syntax/tree';
import { typeOfCall } from './infer-call';
import { type Model } from './model';
import { BINARY_METHODS, ORDER_METHODS, ownCall } from './own-operators';
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
  isNumber,
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

/** On the way, the method that compares learns what it is given. */
function typeOfComparison({ first, rest }: ExpressionOf<'compare'>, scope: Scope, model: Model): Type {
  let object = first;
  let type = typeOf(first, scope, model);
  for (const { operator, right } of rest) {
    const names = [COMPARING[operator] ?? ''];
    const own = ownCall({ names, object, type, args: [right] }, model);
    if (own !== undefined) typeOf(own, scope, model);
    object = right;
    type = typeOf(right, scope, model);
  }
  return BOOL;
}

const COMPARING: Readonly<Record<string, string>> = { ...ORDER_METHODS, '==': '__eq__', '!=': '__ne__' };

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

function typeOfAttribute({ object, name }: ExpressionOf<'attribute'>, scope: Scope, model: Model): Type {
  const owner = present(typeOf(object, scope, model));
  if (name === '__dict__') return dictOf(ANY);
  if (owner.kind === 'path') {
    const path = normalPath(`${owner.path}.${name}`);
    const value = libraryValue(path);
    return value === undefined ? pathOf(path) : typeOfEntry(value, { receiver: owner, args: [] });
  }
  if (owner.kind === 'object' || owner.kind === 'class') {
    const method = model.methodOf(owner.class, name);
    if (owner.kind === 'class' && method === undefined) noteStatic(owner.class, name, model);
    if (method === undefined && name === '_fields') return tupleListOf(STR);
    if (method === undefined) return model.fieldOf(owner.class, name) ?? fieldOfError(owner.class, name, model);
    const isProperty = method.decorators.some((decorator) => decorator.kind === 'name' && decorator.id === 'property');
    return isProperty ? (model.returns.get(method) ?? UNKNOWN) : { kind: 'def', def: method, self: owner.class };
  }
  if (owner.kind === 'instance' && owner.name === 'Arguments') return model.argumentTypes.get(name) ?? ANY;
  return typeOfLibraryAttribute(owner, name);
}

function typeOfLibraryAttribute(owner: Type, name: string): Type {
  const attribute = libraryAttribute(owner, name);
  return attribute === undefined ? ANY : typeOfEntry(attribute, { receiver: owner, args: [] });
}

/** What every exception has, of a class that stands below one. */
function fieldOfError(owner: ClassStatement, name: string, model: Model): Type {
  return model.factsOf(owner).error === undefined ? UNKNOWN : typeOfLibraryAttribute(instanceOf('Error'), name);
}

/** A field is reached by the name of its class: it is none of the object, neither there nor in related classes. */
function noteStatic(owner: ClassStatement, name: string, model: Model): void {
  const root = model.rootOf(owner);
  for (const [other, { statics }] of model.classes)
    if (model.isBelow(other, root) && isOwnField(other, name)) statics.add(name);
}

/** `count = 0` in the class itself. */
function isOwnField({ body }: ClassStatement, name: string): boolean {
  return body.statements.some(
    (statement) =>
      statement.kind === 'assign' && statement.targets.some((target) => target.kind === 'name' && target.id === name),
  );
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

function typeOfBinary(binary: ExpressionOf<'binary'>, scope: Scope, model: Model): Type {
  const whole = present(typeOf(binary.left, scope, model));
  const names = BINARY_METHODS[binary.operator] ?? [];
  const own = ownCall({ names, object: binary.left, type: whole, args: [binary.right] }, model);
  if (own !== undefined) return typeOf(own, scope, model);
  const left = model.opened(whole);
  const right = model.opened(present(typeOf(binary.right, scope, model)));
  if (left.kind === 'instance' || right.kind === 'instance') return typeOfDates(left, right, binary.operator);
  if (binary.operator === '%' && left.kind === 'str') return STR;
  if (left.kind === 'tuple' && right.kind === 'tuple' && binary.operator === '+')
    return tupleOf(...left.items, ...right.items);
  if (left.kind === 'set' && ['-', '&', '|', '^'].includes(binary.operator)) return left;
  if (binary.operator === '*' && (left.kind === 'list' || right.kind === 'list'))
    return left.kind === 'list' ? left : right;
  if (binary.operator === '*' && left.kind === 'tuple') return tupleListOf(elementOf(left));
  if (left.kind === 'str' || right.kind === 'str') return STR;
  if (left.kind === 'bool' && right.kind === 'bool' && '&|^'.includes(binary.operator)) return BOOL;
  const [a, b] = [asNumber(left), asNumber(right)];
  if (isNumber(a) && isNumber(b)) return numberFrom(a, b, binary.operator, model);
  return join(left, right);
}

function numberFrom(left: Type, right: Type, operator: string, model: Model): Type {
  if (operator === '/' && !model.isWholeDivision(left, right)) return FLOAT;
  if (left.kind === 'int' && right.kind === 'int') return INT;
  const isSurelyFloat = [left, right].some((type) => type.kind === 'float' && type.isMixed !== true);
  return isSurelyFloat ? FLOAT : join(left, right);
}

function typeOfDates(left: Type, right: Type, operator: string): Type {
  const isSpan = (type: Type): boolean => type.kind === 'instance' && type.name === 'timedelta';
  if (operator === '-' && left.kind === 'instance' && right.kind === 'instance' && !isSpan(right))
    return instanceOf('timedelta');
  return isSpan(left) && !isSpan(right) && operator === '+' ? right : left;
}
