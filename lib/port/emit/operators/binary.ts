import { BINARY_METHODS, ownCall } from '../../analysis/own-operators';
import { present, type Type } from '../../analysis/types';
import { type Expression, type ExpressionOf } from '../../syntax/tree';
import { code, type Code, Level, template } from '../code';
import { type Context } from '../context';
import { withForm } from '../forms';
import { percentPieces, pieceOf } from '../text';
import { LEVELS, writeArithmetic, writeNumber } from './arithmetic';

export function writeBinary(expression: ExpressionOf<'binary'>, context: Context): Code {
  const whole = present(context.typeOf(expression.left));
  const names = BINARY_METHODS[expression.operator] ?? [];
  const own = ownCall({ names, object: expression.left, type: whole, args: [expression.right] }, context.model);
  if (own !== undefined) return context.write(own);
  const left = context.model.opened(whole);
  const right = context.model.opened(present(context.typeOf(expression.right)));
  const special =
    KINDS[left.kind]?.[expression.operator] ?? (right.kind === 'str' ? KINDS.str?.[expression.operator] : undefined);
  if (special !== undefined) return special(expression, context);
  if (left.kind === 'instance') return writeDates(expression, left, right, context);
  return writeArithmetic(expression, context);
}

type Special = (expression: ExpressionOf<'binary'>, context: Context) => Code;

const joinLists: Special = ({ left, right }, context) =>
  code(`[...${context.text(left, Level.Unary)}, ...${context.text(right, Level.Unary)}]`);

const setOperation =
  (condition: string): Special =>
  ({ left, right }, context) => {
    const other = context.text(right, Level.Member);
    return code(`new Set([...${context.text(left, Level.Unary)}].filter((item) => ${condition}${other}.has(item)))`);
  };

const KINDS: Readonly<Partial<Record<Type['kind'], Readonly<Record<string, Special>>>>> = {
  str: { '|': addTexts, '+': addTexts, '%': formatText, '*': repeatText },
  bool: { '&': bothOf('&&', Level.And), '|': bothOf('||', Level.Or), '^': bothOf('!==', Level.Equal) },
  list: { '+': joinLists, '*': repeatList },
  dict: {
    '+': (expression, context) => ofDictionaries(expression, 'countsAdded', context),
    '-': (expression, context) => context.todo(expression, 'a difference of Counters is not translated'),
    '|': ({ left, right }, context) =>
      code(`{ ...${context.text(left, Level.Unary)}, ...${context.text(right, Level.Unary)} }`),
    '&': (expression, context) => context.todo(expression, 'what two Counters have in common is not translated'),
  },
  tuple: { '+': joinLists, '*': repeatList },
  set: {
    '|': ({ left, right }, context) => code(`new Set(${joinLists({ left, right } as never, context).text})`),
    '&': setOperation(''),
    '-': setOperation('!'),
    '^': ({ left, right }, context) => {
      const [a, b] = [context.text(left, Level.Unary), context.text(right, Level.Unary)];
      return code(`new Set([...${a}, ...${b}].filter((item) => ${a}.has(item) !== ${b}.has(item)))`);
    },
  },
};

function ofDictionaries({ left, right }: ExpressionOf<'binary'>, helper: string, context: Context): Code {
  return code(`${context.use(helper)}(${context.text(left)}, ${context.text(right)})`);
}

/** Of two booleans; with a number beside it, a boolean is a number. */
function bothOf(mark: string, level: Level): Special {
  return (expression, context) => {
    const { left, right } = expression;
    if (context.kindOf(right) !== 'bool') return writeArithmetic(expression, context);
    // Python calls what stands on the right, whatever the left is.
    if (right.kind === 'call') return code(`Boolean(${writeArithmetic(expression, context).text})`);
    return code(`${context.text(left, level)} ${mark} ${context.text(right, level + 1)}`, level);
  };
}

function addTexts({ left, right }: ExpressionOf<'binary'>, context: Context): Code {
  const pieces = [...pieceOf(left, context), ...pieceOf(right, context)];
  if (pieces.some((piece) => typeof piece === 'string')) return template(pieces);
  return code(`${context.text(left, Level.Plus)} + ${context.text(right, Level.Times)}`, Level.Plus);
}

function formatText(expression: ExpressionOf<'binary'>, context: Context): Code {
  const { left, right } = expression;
  if (left.kind === 'string') return template(percentPieces(left.value, right, context));
  return code(`${context.use('percentText')}(${context.text(left)}, ${withForm(context.text(right), right, context)})`);
}

function repeatText({ left, right }: ExpressionOf<'binary'>, context: Context): Code {
  const [text, times] = context.kindOf(left) === 'str' ? [left, right] : [right, left];
  return code(`${context.text(text, Level.Member)}.repeat(${writeNumber(times, context).text})`);
}

function repeatList({ left, right }: ExpressionOf<'binary'>, context: Context): Code {
  return code(`${context.use('repeated')}(${context.text(left)}, ${writeNumber(right, context).text})`);
}

function writeDates(expression: ExpressionOf<'binary'>, left: Type, right: Type, context: Context): Code {
  const { operator } = expression;
  const isSpan = (type: Type): boolean => type.kind === 'instance' && type.name === 'timedelta';
  const number = (part: Expression, type: Type): string => {
    return isSpan(type) || type.kind !== 'instance'
      ? context.text(part, Level.Times)
      : `${context.text(part, Level.Member)}.getTime()`;
  };
  const sum = `${number(expression.left, left)} ${operator} ${number(expression.right, right)}`;
  const isDate = isSpan(left) !== isSpan(right) && right.kind === 'instance';
  return isDate ? code(`new Date(${sum})`) : code(sum, LEVELS[operator] ?? Level.Plus);
}
