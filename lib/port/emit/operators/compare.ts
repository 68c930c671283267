import { EVERY_ORDER_METHOD, mayHave, ORDER_METHODS, ownCall } from '../../analysis/own-operators';
import { present } from '../../analysis/types';
import { type Comparison, type Expression, type ExpressionOf } from '../../syntax/tree';
import { at, code, type Code, Level } from '../code';
import { type Context } from '../context';
import { writeNumber } from './arithmetic';
import { writeEquality, writeIdentity } from './equality';
import { writeMembership } from './membership';

export function writeCompare({ first, rest }: ExpressionOf<'compare'>, context: Context): Code {
  let left = first;
  const parts = rest.map((comparison) => {
    const part = writeComparison(left, comparison, context);
    left = comparison.right;
    return part;
  });
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return code(parts.map((part) => at(Level.Equal, part)).join(' && '), Level.And);
}

function writeComparison(left: Expression, { operator, right }: Comparison, context: Context): Code {
  if (operator === 'in' || operator === 'not in') return writeMembership(left, right, operator === 'in', context);
  if (operator === 'is' || operator === 'is not') return writeIdentity(left, right, operator === 'is', context);
  if (operator === '==' || operator === '!=' || operator === '<>')
    return writeEquality(left, right, operator === '==', context);
  const names = [ORDER_METHODS[operator] ?? ''];
  const own = ownCall({ names, object: left, type: context.typeOf(left), args: [right] }, context.model);
  if (own !== undefined) return context.write(own);
  if (context.kindOf(left) === 'set' && context.kindOf(right) === 'set') {
    const [a, b] = [context.text(left), context.text(right)];
    const isWithin = `${context.use('isSubset')}(${operator.startsWith('<') ? `${a}, ${b}` : `${b}, ${a}`})`;
    return operator.endsWith('=')
      ? code(isWithin)
      : code(
          `${isWithin} && ${at(Level.Member, context.write(left))}.size !== ${at(Level.Member, context.write(right))}.size`,
          Level.And,
        );
  }
  if ([left, right].some((part) => hasOrder(part, context))) {
    const order = `${context.use('compareValues')}(${context.text(left)}, ${context.text(right)})`;
    return code(`${order} ${operator} 0`, Level.Compare);
  }
  const [a, b] = [left, right].map((part) => {
    const type = present(context.typeOf(part));
    const isDate = type.kind === 'instance' && (type.name === 'datetime' || type.name === 'date');
    return isDate ? `${context.text(part, Level.Member)}.getTime()` : at(Level.Plus, writeNumber(part, context));
  });
  return code(`${a ?? ''} ${operator} ${b ?? ''}`, Level.Compare);
}

/** Of its own: JavaScript's operators would compare something else. */
function hasOrder(part: Expression, context: Context): boolean {
  return (
    ['list', 'tuple'].includes(context.model.opened(present(context.typeOf(part))).kind) ||
    mayHave(context.typeOf(part), EVERY_ORDER_METHOD, context.model)
  );
}
