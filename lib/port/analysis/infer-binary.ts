/** What two values make together: sums, dates, lists; and what compares them. */
import { type ExpressionOf } from '../syntax/tree';
import { type Model } from './model';
import { BINARY_METHODS, ORDER_METHODS, ownCall } from './own-operators';
import { type Scope } from './scopes';
import {
  asNumber,
  BOOL,
  elementOf,
  FLOAT,
  instanceOf,
  INT,
  isNumber,
  join,
  present,
  STR,
  tupleListOf,
  tupleOf,
  type Type,
} from './types';

/** On the way, the method that compares learns what it is given. */
export function typeOfComparison({ first, rest }: ExpressionOf<'compare'>, scope: Scope, model: Model): Type {
  let object = first;
  let type = model.typeOf(first, scope);
  for (const { operator, right } of rest) {
    const names = [COMPARING[operator] ?? ''];
    const own = ownCall({ names, object, type, args: [right] }, model);
    if (own !== undefined) model.typeOf(own, scope);
    object = right;
    type = model.typeOf(right, scope);
  }
  return BOOL;
}

const COMPARING: Readonly<Record<string, string>> = { ...ORDER_METHODS, '==': '__eq__', '!=': '__ne__' };

export function typeOfBinary(binary: ExpressionOf<'binary'>, scope: Scope, model: Model): Type {
  const whole = present(model.typeOf(binary.left, scope));
  const names = BINARY_METHODS[binary.operator] ?? [];
  const own = ownCall({ names, object: binary.left, type: whole, args: [binary.right] }, model);
  if (own !== undefined) return model.typeOf(own, scope);
  const left = model.opened(whole);
  const right = model.opened(present(model.typeOf(binary.right, scope)));
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
