import { mayHave } from '../../analysis/own-operators';
import { type Expression, type ExpressionOf } from '../../syntax/tree';
import { at, code, type Code, Level } from '../code';
import { type Context } from '../context';

export const LEVELS: Readonly<Record<string, Level>> = {
  '*': Level.Times,
  '/': Level.Times,
  '%': Level.Times,
  '+': Level.Plus,
  '-': Level.Plus,
  '**': Level.Power,
};

export function writeArithmetic(expression: ExpressionOf<'binary'>, context: Context): Code {
  const { operator, left, right } = expression;
  const helper = helperFor(expression, context);
  if (helper !== undefined)
    return code(`${context.use(helper)}(${writeNumber(left, context).text}, ${writeNumber(right, context).text})`);
  const level = LEVELS[operator] ?? Level.Or;
  const operand = (part: Expression, extra: number): string => at(level + extra, writeNumber(part, context));
  if (isFloored(expression, context)) {
    const text = `${at(Level.Times, writeNumber(left, context))} / ${at(Level.Times + 1, writeNumber(right, context))}`;
    return code(`Math.floor(${text})`);
  }
  if (LEVELS[operator] === undefined) return code(`(${operand(left, 0)} ${operator} ${operand(right, 1)})`);
  return code(
    `${operand(left, operator === '**' ? 1 : 0)} ${operator} ${operand(right, operator === '**' ? 0 : 1)}`,
    level,
  );
}

/** An operand of a sum: true is 1 in Python. */
export function writeNumber(part: Expression, context: Context): Code {
  const written = context.sure(part);
  return context.kindOf(part) === 'bool' ? code(`Number(${written.text})`) : written;
}

/** The helper that does what Python does, where JavaScript's operator may do something else. */
function helperFor(expression: ExpressionOf<'binary'>, context: Context): string | undefined {
  const { operator, left, right } = expression;
  if (operator === '+' && mayHave(context.typeOf(left), ['__add__'], context.model)) return 'plus';
  const isKnown = [left, right].map((part) => !['any', 'unknown'].includes(context.kindOf(part)));
  if (operator === '+') return isKnown.includes(true) ? undefined : 'plus';
  if (operator === '*') return isKnown.includes(false) ? 'times' : undefined;
  if (operator === '%' && isKnown[0] === false) return 'remainder';
  if (operator === '%') return isCount(left, context) && isLiteral(right) ? undefined : 'modulo';
  if (isLiteral(right)) return undefined;
  if (isFloored(expression, context)) return 'floorDivided';
  return operator === '/' ? 'divided' : undefined;
}

/** Not negative, as it is written. */
function isCount(expression: Expression, context: Context): boolean {
  if (expression.kind === 'number') return true;
  if (expression.kind !== 'call') return false;
  const type = context.typeOf(expression.callee);
  return type.kind === 'path' && type.path === 'len';
}

function isLiteral(expression: Expression): boolean {
  return expression.kind === 'number' && Number(expression.text.replaceAll('_', '')) !== 0;
}

function isFloored({ operator, left, right }: ExpressionOf<'binary'>, context: Context): boolean {
  if (operator === '//') return true;
  return operator === '/' && context.model.isWholeDivision(context.typeOf(left), context.typeOf(right));
}
