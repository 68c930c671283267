import { type Expression, type ExpressionOf } from '../../syntax/tree';
import { type Code, code, Level, template } from '../code';
import { type Context } from '../context';
import { formatPieces, isFilledLater, memberText } from '../text';
import { type Call, type Functions, type Methods } from './writers';

export const TEXT_FUNCTIONS: Functions = { 're.sub': (call, context) => calledWithMatch(call, 1, context) };
export const PATTERN_METHODS: Methods = { sub: (call, _callee, context) => calledWithMatch(call, 0, context) };

export const STARTS_AND_ENDS: Methods = {
  startswith: (call, callee, context) => writeStartsOrEnds(call, callee, 'startsWith', context),
  endswith: (call, callee, context) => writeStartsOrEnds(call, callee, 'endsWith', context),
};

export const TEXT_METHODS: Methods = {
  ...STARTS_AND_ENDS,
  format: writeFormat,
  join: writeJoin,
  replace: writeReplace,
};

/** The text may be put together by a function; its own self must not get lost. */
function calledWithMatch(call: Call, place: number, context: Context): Code | undefined {
  const found = call.args.findIndex(({ name }, index) => name === 'repl' || (name === undefined && index === place));
  const given = call.args[found]?.value;
  if (given === undefined) return undefined;
  const type = context.typeOf(given);
  if (type.kind !== 'def' || given.kind === 'taken') return undefined;
  if (context.model.waiting.has(type.def)) return context.todo(call, 'a function that waits must be called in a loop');
  const { from, to } = given;
  const taken: Expression = {
    kind: 'taken',
    name: `(match) => ${context.text(given, Level.Member)}(match)`,
    value: given,
    from,
    to,
  };
  const args = call.args.map((arg, index) => (index === found ? { ...arg, value: taken } : arg));
  return context.write({ ...call, args });
}

function writeFormat({ args }: Call, { object }: ExpressionOf<'attribute'>, context: Context): Code {
  if (object.kind === 'string' && !isFilledLater(object.value, args))
    return template(formatPieces(object.value, args, context));
  const plain = args
    .filter(({ name, star }) => name === undefined && star !== '**')
    .map(({ value, star }) => (star === '*' ? `...${context.text(value, Level.Unary)}` : context.text(value)));
  const named = args.flatMap(({ name, star, value }) => {
    if (star === '**') return [`...${context.text(value, Level.Unary)}`];
    return name === undefined ? [] : [`${name}: ${context.text(value)}`];
  });
  return code(`${context.use('formatText')}(${context.text(object)}, [${plain.join(', ')}], { ${named.join(', ')} })`);
}

function writeStartsOrEnds(
  { args }: Call,
  { object }: ExpressionOf<'attribute'>,
  method: string,
  context: Context,
): Code | undefined {
  const [first] = args;
  if (first?.value.kind !== 'tuple') return undefined;
  const owner = memberText(object, context);
  return code(`${context.text(first.value)}.some((part) => ${owner}.${method}(part))`);
}

/** `','.join(rows)`: what is joined must be an array. */
function writeJoin({ args }: Call, { object }: ExpressionOf<'attribute'>, context: Context): Code | undefined {
  const [first] = args;
  if (first === undefined) return undefined;
  const kind = context.kindOf(first.value);
  const separator = context.text(object);
  if (kind === 'dict') return code(`Object.keys(${context.text(first.value)}).join(${separator})`);
  const isArray = kind === 'list' || kind === 'tuple' || first.value.kind === 'comprehension';
  const items = isArray ? memberText(first.value, context) : `[...${context.text(first.value, Level.Unary)}]`;
  return code(`${items}.join(${separator})`);
}

/** In the replacement of JavaScript's replaceAll, `$` has a meaning of its own. */
function writeReplace({ args }: Call, { object }: ExpressionOf<'attribute'>, context: Context): Code | undefined {
  const [old, other, ...rest] = args;
  if (old === undefined || other === undefined || rest.length > 0) return undefined;
  const owner = memberText(object, context);
  const isSafe = other.value.kind === 'string' && !other.value.value.includes('$');
  if (isSafe) return code(`${owner}.replaceAll(${context.text(old.value)}, ${context.text(other.value)})`);
  return code(`${owner}.split(${context.text(old.value)}).join(${context.text(other.value)})`);
}
