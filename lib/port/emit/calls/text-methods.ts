import { type ExpressionOf } from '../../syntax/tree';
import { type Code, code, Level, template } from '../code';
import { type Context } from '../context';
import { formatPieces, memberText } from '../text';
import { type Call, type Functions, type Methods } from './writers';

export const TEXT_FUNCTIONS: Functions = { 're.sub': writeSubstitution };

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

function writeSubstitution(call: Call, context: Context): Code {
  const isCalled = call.args.some(({ value }) => ['lambda', 'def'].includes(context.typeOf(value).kind));
  if (isCalled || call.args.length !== 3) return context.todo(call, 'this re.sub() is not translated');
  const given = call.args.map(({ value }) => context.text(value)).join(', ');
  return code(`${context.use('substitute')}(${given})`);
}

function writeFormat({ args }: Call, { object }: ExpressionOf<'attribute'>, context: Context): Code {
  if (object.kind === 'string') return template(formatPieces(object.value, args, context));
  const plain = args
    .filter(({ name, star }) => name === undefined && star === undefined)
    .map(({ value }) => context.text(value));
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
