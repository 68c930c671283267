import { present } from '../../analysis/types';
import { type Expression, type ExpressionOf } from '../../syntax/tree';
import { at, code, type Code, Level } from '../code';
import { type Context } from '../context';
import { writeCondition } from './truth';

export function writeLogic({ operator, left, right }: ExpressionOf<'logic'>, context: Context): Code {
  const type = context.typeOf(left);
  const isCollection = ['list', 'dict', 'set', 'tuple', 'object', 'instance'].includes(present(type).kind);
  const isUnknown = ['any', 'unknown'].includes(type.kind);
  if (operator === 'or' && isCollection && isEmptyLiteral(right)) {
    const isOptional = type.kind === 'optional';
    return isOptional
      ? code(`${context.text(left, Level.Equal)} ?? ${context.text(right, Level.Equal)}`, Level.Or)
      : context.write(left);
  }
  if (isCollection || (isUnknown && !(operator === 'or' && isEmptyLiteral(right))))
    return chosen({ operator, left, right }, context);
  const [mark, level] = operator === 'and' ? ['&&', Level.And] : ['||', Level.Or];
  return code(`${context.text(left, level)} ${mark} ${context.text(right, Level.Equal)}`, level);
}

/** An empty list is true to `||`: the test is written out, and what it tests is read once. */
function chosen(
  { operator, left, right }: Pick<ExpressionOf<'logic'>, 'operator' | 'left' | 'right'>,
  context: Context,
): Code {
  const other = context.text(right);
  if (isSimple(left)) {
    const test = at(Level.Or, writeCondition(left, context));
    const own = context.text(left);
    return code(operator === 'or' ? `${test} ? ${own} : ${other}` : `${test} ? ${other} : ${own}`, Level.Conditional);
  }
  const text = `${context.use(operator === 'or' ? 'orElse' : 'andThen')}(${context.text(left)}, `;
  return /\bawait\b/.test(other)
    ? code(`await ${text}async () => ${other})`, Level.Await)
    : code(`${text}() => ${other})`);
}

function isSimple(expression: Expression): boolean {
  if (expression.kind === 'attribute') return isSimple(expression.object);
  return expression.kind === 'name' || (expression.kind === 'index' && isSimple(expression.object));
}

function isEmptyLiteral(expression: Expression): boolean {
  return (
    (expression.kind === 'list' && expression.items.length === 0) ||
    (expression.kind === 'dict' && expression.entries.length === 0)
  );
}
