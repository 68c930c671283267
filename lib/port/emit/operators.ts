import { isPlain, present, type Type } from '../analysis/types';
import { type Comparison, type Expression, type ExpressionOf } from '../syntax/tree';
import { at, code, type Code, Level, template } from './code';
import { type Context } from './context';
import { percentPieces, pieceOf } from './text';

const LEVELS: Readonly<Record<string, Level>> = {
  '*': Level.Times,
  '/': Level.Times,
  '%': Level.Times,
  '+': Level.Plus,
  '-': Level.Plus,
  '**': Level.Power,
};

export function writeBinary(expression: ExpressionOf<'binary'>, context: Context): Code {
  const left = present(context.typeOf(expression.left));
  const right = present(context.typeOf(expression.right));
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
  str: { '+': addTexts, '%': formatText, '*': repeatText },
  list: { '+': joinLists, '*': repeatList },
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

function addTexts({ left, right }: ExpressionOf<'binary'>, context: Context): Code {
  const pieces = [...pieceOf(left, context), ...pieceOf(right, context)];
  if (pieces.some((piece) => typeof piece === 'string')) return template(pieces);
  return code(`${context.text(left, Level.Plus)} + ${context.text(right, Level.Times)}`, Level.Plus);
}

function formatText(expression: ExpressionOf<'binary'>, context: Context): Code {
  const { left, right } = expression;
  if (left.kind === 'string') return template(percentPieces(left.value, right, context));
  return code(`${context.use('percentText')}(${context.text(left)}, ${context.text(right)})`);
}

function repeatText({ left, right }: ExpressionOf<'binary'>, context: Context): Code {
  const [text, times] = context.kindOf(left) === 'str' ? [left, right] : [right, left];
  return code(`${context.text(text, Level.Member)}.repeat(${context.text(times)})`);
}

function repeatList({ left, right }: ExpressionOf<'binary'>, context: Context): Code {
  return code(`${context.use('repeated')}(${context.text(left)}, ${context.text(right)})`);
}

function writeArithmetic(expression: ExpressionOf<'binary'>, context: Context): Code {
  const { operator, left, right } = expression;
  const helper = helperFor(expression, context);
  if (helper !== undefined)
    return code(`${context.use(helper)}(${context.sure(left).text}, ${context.sure(right).text})`);
  const level = LEVELS[operator] ?? Level.Or;
  const operand = (part: Expression, extra: number): string => at(level + extra, context.sure(part));
  if (isFloored(expression, context)) {
    const text = `${at(Level.Times, context.sure(left))} / ${at(Level.Times + 1, context.sure(right))}`;
    return code(`Math.floor(${text})`);
  }
  if (LEVELS[operator] === undefined) return code(`(${operand(left, 0)} ${operator} ${operand(right, 1)})`);
  return code(
    `${operand(left, operator === '**' ? 1 : 0)} ${operator} ${operand(right, operator === '**' ? 0 : 1)}`,
    level,
  );
}

/** The helper that does what Python does, where JavaScript's operator may do something else. */
function helperFor(expression: ExpressionOf<'binary'>, context: Context): string | undefined {
  const { operator, left, right } = expression;
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
  if (operator === 'is' || operator === 'is not' || operator === '==' || operator === '!=' || operator === '<>') {
    return writeEquality(left, right, operator === 'is' || operator === '==', context);
  }
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
  if ([left, right].some((part) => ['list', 'tuple'].includes(context.kindOf(part)))) {
    const order = `${context.use('compareValues')}(${context.text(left)}, ${context.text(right)})`;
    return code(`${order} ${operator} 0`, Level.Compare);
  }
  const [a, b] = [left, right].map((part) => {
    const type = present(context.typeOf(part));
    const isDate = type.kind === 'instance' && (type.name === 'datetime' || type.name === 'date');
    return isDate ? `${context.text(part, Level.Member)}.getTime()` : at(Level.Plus, context.sure(part));
  });
  return code(`${a ?? ''} ${operator} ${b ?? ''}`, Level.Compare);
}

function writeEquality(left: Expression, right: Expression, isEqual: boolean, context: Context): Code {
  const types = [context.typeOf(left), context.typeOf(right)];
  const own = ownMethod(left, '__eq__', context);
  if (own !== undefined && right.kind !== 'constant')
    return isEqual ? code(`${own}(${context.text(right)})`) : code(`!${own}(${context.text(right)})`, Level.Unary);
  const isIdentity = right.kind === 'constant' || types.some(isPlain);
  if (isIdentity) {
    return code(
      `${context.text(left, Level.Compare)} ${isEqual ? '===' : '!=='} ${context.text(right, Level.Compare)}`,
      Level.Equal,
    );
  }
  const empty = [left, right].find((part) => part.kind === 'list' && part.items.length === 0);
  const call = `${context.use('isEqual')}(${context.text(left)}, ${context.text(right)})`;
  if (empty === right && types[0]?.kind === 'list')
    return code(`${context.text(left, Level.Member)}.length ${isEqual ? '===' : '!=='} 0`, Level.Equal);
  return isEqual ? code(call) : code(`!${call}`, Level.Unary);
}

function writeMembership(left: Expression, right: Expression, isIn: boolean, context: Context): Code {
  const own = ownMethod(right, '__contains__', context);
  if (own !== undefined)
    return isIn ? code(`${own}(${context.text(left)})`) : code(`!${own}(${context.text(left)})`, Level.Unary);
  const kind = context.kindOf(right);
  const item = context.text(left);
  const whole = context.sure(right);
  const owner = at(Level.Member, whole);
  const isPlainItem = isPlain(context.typeOf(left));
  const test = memberTest({ kind, item, owner, isPlainItem, context });
  return isIn ? code(test) : code(`!${test}`, Level.Unary);
}

interface Membership {
  readonly kind: Type['kind'];
  readonly item: string;
  readonly owner: string;
  readonly isPlainItem: boolean;
  readonly context: Context;
}

function memberTest({ kind, item, owner, isPlainItem, context }: Membership): string {
  if (kind === 'str') return `${owner}.includes(${item})`;
  if ((kind === 'list' || kind === 'tuple') && isPlainItem) return `${owner}.includes(${item})`;
  if (kind === 'set') return `${owner}.has(${item})`;
  if (kind === 'dict') return `Object.hasOwn(${owner}, ${item})`;
  return `${context.use('isIn')}(${item}, ${owner})`;
}

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

export function writeNot({ value }: ExpressionOf<'not'>, context: Context): Code {
  const type = context.typeOf(value);
  if (type.kind === 'list' || type.kind === 'tuple')
    return code(`${context.text(value, Level.Member)}.length === 0`, Level.Equal);
  if (type.kind === 'dict') return code(`Object.keys(${context.text(value)}).length === 0`, Level.Equal);
  if (type.kind === 'set') return code(`${context.text(value, Level.Member)}.size === 0`, Level.Equal);
  if (value.kind === 'compare' && value.rest.length === 1 && value.rest[0] !== undefined) {
    const opposite = OPPOSITES[value.rest[0].operator];
    if (opposite !== undefined)
      return writeCompare({ ...value, rest: [{ ...value.rest[0], operator: opposite }] }, context);
  }
  return code(`!${at(Level.Unary, writeCondition(value, context))}`, Level.Unary);
}

const OPPOSITES: Readonly<Record<string, string>> = { in: 'not in', is: 'is not', '==': '!=', 'not in': 'in' };

/** Where Python asks for truth: an empty list is not true there, and is in TypeScript. */
export function writeCondition(test: Expression, context: Context): Code {
  if (test.kind === 'logic') {
    const [mark, level] = test.operator === 'and' ? ['&&', Level.And] : ['||', Level.Or];
    const parts = [test.left, test.right].map((part) => at(level, writeCondition(part, context)));
    return code(parts.join(` ${mark} `), level);
  }
  if (test.kind === 'not') return writeNot({ ...test, kind: 'not' }, context);
  for (const name of ['__bool__', '__nonzero__', '__len__']) {
    const own = ownMethod(test, name, context);
    if (own !== undefined && context.typeOf(test).kind === 'object')
      return name === '__len__' ? code(`${own}() > 0`, Level.Compare) : code(`${own}()`);
  }
  return truthOf(context.typeOf(test), context.write(test), context);
}

/** What Python calls for an operator, where a class of the script has it: `rows.__len__`. */
export function ownMethod(object: Expression, name: string, context: Context): string | undefined {
  const type = present(context.typeOf(object));
  if (type.kind !== 'object') return undefined;
  const def = context.model.methodOf(type.class, name);
  if (def === undefined || context.model.waiting.has(def)) return undefined;
  return `${at(Level.Member, context.sure(object))}.${name}`;
}

function truthOf(type: Type, written: Code, context: Context): Code {
  const isOptional = type.kind === 'optional';
  const owner = at(Level.Member, written);
  switch (present(type).kind) {
    case 'list':
    case 'tuple':
      return isOptional
        ? code(`${owner} !== null && ${owner}.length > 0`, Level.And)
        : code(`${owner}.length > 0`, Level.Compare);
    case 'set':
      return isOptional ? code(`${context.use('isTrue')}(${written.text})`) : code(`${owner}.size > 0`, Level.Compare);
    case 'dict':
      return isOptional
        ? code(`${context.use('isTrue')}(${written.text})`)
        : code(`Object.keys(${written.text}).length > 0`, Level.Compare);
    case 'none':
      // `seen.add(x)` gives the set in JavaScript, and nothing in Python.
      return written.text.endsWith(')') ? code(`(${written.text}, false)`) : written;
    case 'any':
    case 'unknown':
      return code(`${context.use('isTrue')}(${written.text})`);
    default:
      return written;
  }
}
