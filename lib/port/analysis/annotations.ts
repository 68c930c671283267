import { type Expression } from '../syntax/tree';
import { type Scope } from './scopes';
import {
  ANY,
  BOOL,
  dictOf,
  FLOAT,
  instanceOf,
  INT,
  iteratorOf,
  listOf,
  NONE,
  optional,
  setOf,
  STR,
  tupleOf,
  type Type,
  UNKNOWN,
} from './types';

const SIMPLE: Readonly<Record<string, Type>> = {
  str: STR,
  Text: STR,
  bytes: STR,
  int: INT,
  float: FLOAT,
  bool: BOOL,
  list: listOf(ANY),
  List: listOf(ANY),
  Sequence: listOf(ANY),
  dict: dictOf(ANY),
  Dict: dictOf(ANY),
  set: setOf(ANY),
  Set: setOf(ANY),
  Bulk: instanceOf('Bulk'),
  Path: STR,
  datetime: instanceOf('datetime'),
  date: instanceOf('date'),
  timedelta: instanceOf('timedelta'),
};

type Generic = (args: readonly Type[]) => Type;

const GENERIC: Readonly<Record<string, Generic>> = {
  list: ([of = ANY]) => listOf(of),
  sequence: ([of = ANY]) => listOf(of),
  set: ([of = ANY]) => setOf(of),
  dict: ([, of = ANY]) => dictOf(of),
  mapping: ([, of = ANY]) => dictOf(of),
  optional: ([of = ANY]) => optional(of),
  iterable: ([of = ANY]) => listOf(of),
  iterator: ([of = ANY]) => iteratorOf(of),
  generator: ([of = ANY]) => iteratorOf(of),
  tuple: (args) => tupleOf(...args),
};

/** `typing.Dict[str, List[int]]`, `str | None`, `'Loader'`. */
export function typeOfAnnotation(annotation: Expression, scope: Scope): Type {
  switch (annotation.kind) {
    case 'constant':
      return NONE;
    case 'name':
      return SIMPLE[annotation.id] ?? ownClass(annotation.id, scope);
    case 'string':
      return SIMPLE[annotation.value] ?? ownClass(annotation.value, scope);
    case 'attribute':
      return SIMPLE[annotation.name] ?? ANY;
    case 'index': {
      const { index } = annotation;
      const args = index.kind === 'tuple' ? index.items : [index];
      const generic = GENERIC[lastName(annotation.object).toLowerCase()];
      return generic?.(args.map((arg) => typeOfAnnotation(arg, scope))) ?? ANY;
    }
    case 'binary':
      return [annotation.left, annotation.right].some(({ kind }) => kind === 'constant')
        ? optional(typeOfAnnotation(annotation.left.kind === 'constant' ? annotation.right : annotation.left, scope))
        : ANY;
    default:
      return ANY;
  }
}

function ownClass(name: string, scope: Scope): Type {
  const type = scope.find(name)?.type ?? UNKNOWN;
  return type.kind === 'class' ? { kind: 'object', class: type.class } : ANY;
}

function lastName(expression: Expression): string {
  if (expression.kind === 'name') return expression.id;
  return expression.kind === 'attribute' ? expression.name : '';
}
