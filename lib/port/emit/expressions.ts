import { instanceOf, pathOf, present, STR, type Type } from '../analysis/types';
import { isKnownPath, libraryAttribute, libraryFunction, libraryMethod, libraryValue, normalPath } from '../library';
import { formFor, type LibraryEntry } from '../library/entry';
import { type ClassStatement, type Expression, type ExpressionOf, type Parameter } from '../syntax/tree';
import { writeCall } from './calls';
import { at, code, type Code, escapeTemplate, fill, Level, LINE_BREAK, quote, template } from './code';
import { writeComprehension } from './comprehensions';
import { type Context } from './context';
import { docstringOf } from './docs';
import { writeKey } from './keys';
import { nameOf, tsName } from './names';
import { writeNumber } from './operators/arithmetic';
import { writeBinary } from './operators/binary';
import { writeCompare } from './operators/compare';
import { writeLogic } from './operators/logic';
import { writeIndex, writeSlice } from './subscripts';
import { writeCondition, writeNot } from './operators/truth';
import { writeTarget } from './targets';
import { pieceOf } from './text';
import { castOfTuple } from './types';

/** A Python expression in TypeScript. */
export function writeExpression(expression: Expression, context: Context): Code {
  const write = WRITERS[expression.kind] as Writer<Expression>;
  return write(expression, context);
}

type Writer<Kind> = (expression: Kind, context: Context) => Code;
type Writers = { [Kind in Expression['kind']]: Writer<ExpressionOf<Kind>> };

const WRITERS: Writers = {
  name: writeName,
  number: ({ text }) => code(numberText(text)),
  string: writeString,
  format: (expression, context) => template(pieceOf(expression, context)),
  constant: ({ value }) => code(String(value)),
  list: ({ items }, context) => code(`[${listText(items, context)}]`),
  tuple: ({ items }, context) => code(`[${listText(items, context)}]`),
  set: ({ items }, context) => code(`new Set([${listText(items, context)}])`),
  dict: writeDict,
  comprehension: writeComprehension,
  call: writeCall,
  attribute: writeAttribute,
  index: writeIndex,
  slice: writeSlice,
  binary: writeBinary,
  compare: writeCompare,
  logic: writeLogic,
  not: writeNot,
  unary: ({ operator, value }, context) => code(operator + at(Level.Unary, writeNumber(value, context)), Level.Unary),
  conditional: ({ test, then, otherwise }, context) => {
    const condition = at(Level.Or, writeCondition(test, context));
    return code(`${condition} ? ${context.text(then)} : ${context.text(otherwise)}`, Level.Conditional);
  },
  lambda: writeLambda,
  walrus: ({ target, value }, context) => code(`${context.text(target)} = ${context.text(value)}`, Level.Assign),
  star: ({ value }, context) => code(`...${context.text(value, Level.Unary)}`, Level.Assign),
  yield: ({ value, isFrom }, context) =>
    code(
      `yield${isFrom ? '*' : ''}${value === undefined ? '' : ` ${context.text(value)}${isFrom ? '' : castOfTuple(value, context)}`}`,
      Level.Assign,
    ),
  taken: ({ name }) => code(name),
  cast: ({ value, type }, context) =>
    code(`${context.text(value, Level.Compare)} as ${context.use(type)}`, Level.Compare),
  unknown: (expression, context) => context.todo(expression, 'this expression is not understood'),
};

function writeName(expression: ExpressionOf<'name'>, context: Context): Code {
  if (expression.id === '__doc__') return code(quote(docstringOf(context.model.program.body) ?? ''));
  const variable = context.scope.find(expression.id);
  const type = variable?.type ?? pathOf(expression.id);
  if (type.kind === 'path') return writePath(type.path, expression, context);
  if (variable === undefined) return context.todo(expression, 'nothing has this name');
  return code(nameOf(expression.id, context));
}

/** Something of Python's library that is not called here: a value, or a function handed on. */
function writePath(path: string, expression: Expression, context: Context): Code {
  const { use } = context;
  const value = libraryValue(path);
  if (value?.forms[0] !== undefined) return fill(value.forms[0], { args: [], use });
  const [, method] = /^(?:str|unicode)\.(\w+)$/.exec(path) ?? [];
  if (method !== undefined) return writeMethodAsFunction(libraryMethod(STR, method), code('text'), expression, context);
  const entry = libraryFunction(path);
  const form = entry && formFor(entry, 1);
  if (form === undefined)
    return context.todo(expression, isKnownPath(path) ? 'this has no counterpart' : 'this module is not known');
  return code(`(value: any) => ${fill(form, { args: [code('value')], use }).text}`, Level.Conditional);
}

/** `key=str.lower`: the text that it is called with is the receiver. */
function writeMethodAsFunction(
  entry: LibraryEntry | undefined,
  receiver: Code,
  expression: Expression,
  context: Context,
): Code {
  const form = entry && formFor(entry, 0);
  if (form === undefined) return context.todo(expression, 'this has no counterpart');
  return code(
    `(${receiver.text}: string) => ${fill(form, { receiver, args: [], use: context.use }).text}`,
    Level.Assign,
  );
}

/** `key=counts.get`: a method that is handed on remembers its object. */
function writeBoundMethod(owner: Type, name: string, receiver: Code, context: Context): Code | undefined {
  if (owner.kind === 'any' || owner.kind === 'unknown') return undefined;
  const entry = libraryMethod(owner, name);
  const form = entry && formFor(entry, 1);
  if (form === undefined || entry?.isAsync === true) return undefined;
  return code(
    `(value: any) => ${fill(form, { receiver, args: [code('value')], use: context.use }).text}`,
    Level.Assign,
  );
}

/** Text of several lines stays on several lines. */
function writeString(expression: ExpressionOf<'string'>, { model }: Context): Code {
  const { value } = expression;
  const isLong = /^[a-zA-Z]*("{3}|'{3})/.test(model.textOf(expression)) && value.includes('\n');
  return isLong ? code(`\`${value.split('\n').map(escapeTemplate).join(LINE_BREAK)}\``) : code(quote(value));
}

function numberText(text: string): string {
  return text
    .replace(/^0+(?=\d)/, '')
    .replace(/\.$/, '')
    .replace(/^\./, '0.');
}

export function listText(items: readonly Expression[], context: Context): string {
  return items.map((item) => context.text(item, Level.Assign)).join(', ');
}

function writeDict({ entries }: ExpressionOf<'dict'>, context: Context): Code {
  const parts = entries.map(({ key, value }) => {
    if (key === undefined) return `...${context.text(value, Level.Unary)}`;
    if (key.kind === 'string') return `${propertyName(key.value)}: ${context.text(value)}`;
    return `[${writeKey(key, context).text}]: ${context.text(value)}`;
  });
  return code(parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`);
}

function propertyName(key: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? key : quote(key);
}

function writeAttribute(expression: ExpressionOf<'attribute'>, context: Context): Code {
  const { object, name } = expression;
  if (name === '__class__') return code(`${context.use('classOf')}(${context.text(object)})`);
  if (name === '__dict__') return code(`(${context.text(object)} as Record<string, any>)`);
  const owner = present(context.typeOf(object));
  if (owner.kind === 'path') return writePath(normalPath(`${owner.path}.${name}`), expression, context);
  const holder = owner.kind === 'object' ? context.model.staticHolderOf(owner.class, name) : undefined;
  if (holder !== undefined) return writeStatic(holder, expression, context);
  const receiver = context.sure(object);
  if (isError(owner) && libraryAttribute(owner, name) === undefined) return code(`(${receiver.text} as any).${name}`);
  const attribute = libraryAttribute(isOwnError(owner, name, context) ? ERROR : owner, name);
  if (attribute?.forms[0] !== undefined) return fill(attribute.forms[0], { receiver, args: [], use: context.use });
  const method = writeBoundMethod(owner, name, receiver, context);
  if (method !== undefined) return method;
  if (owner.kind === 'instance' && owner.name !== 'Arguments')
    return context.todo(expression, `${owner.name} has no counterpart of "${name}"`);
  return code(`${at(Level.Member, receiver)}.${name}`);
}

/** Where a class below has another value, it is that of the object's own class. */
function writeStatic(holder: ClassStatement, { object, name }: ExpressionOf<'attribute'>, context: Context): Code {
  const { model } = context;
  const holders = [...model.classes].filter(
    ([other, { statics }]) => statics.has(name) && model.isBelow(other, holder),
  );
  if (holders.length === 1) return code(`${tsName(holder.name)}.${name}`);
  return code(`(${context.text(object, Level.Member)}.constructor as typeof ${tsName(holder.name)}).${name}`);
}

const ERROR = instanceOf('Error');

function isError(owner: Type): boolean {
  return owner.kind === 'instance' && owner.name === 'Error';
}

/** `error.args`, of an exception of the script's own. */
function isOwnError(owner: Type, name: string, { model }: Context): boolean {
  if (owner.kind !== 'object' || model.factsOf(owner.class).error === undefined) return false;
  return model.fieldOf(owner.class, name) === undefined && model.methodOf(owner.class, name) === undefined;
}

function writeLambda(lambda: ExpressionOf<'lambda'>, context: Context): Code {
  const inner = context.within(context.model.scopeOf(lambda));
  const params = lambda.params.map((param) => lambdaParameter(param, inner, context)).join(', ');
  const body = inner.write(lambda.body);
  return code(
    `(${params}) => ${body.text.startsWith('{') ? `(${body.text})` : at(Level.Conditional, body)}`,
    Level.Assign,
  );
}

/** A default is what its expression says where the lambda stands. */
function lambdaParameter({ name, target, star, fallback }: Parameter, inner: Context, outer: Context): string {
  if (star === '*') return `...${tsName(name)}: any[]`;
  const own = target === undefined ? tsName(name) : writeTarget(target, inner);
  return `${own}: any${fallback === undefined ? '' : ` = ${outer.text(fallback)}`}`;
}
