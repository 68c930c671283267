/** Functions that go through what they are given. */
import { type Expression } from '../../syntax/tree';
import { type Code, code, Level } from '../code';
import { type Context } from '../context';
import { type Call, type Functions } from './writers';

export const ITERATION_FUNCTIONS: Functions = {
  max: (call, context) => writeExtreme(call, 'greatest', context),
  min: (call, context) => writeExtreme(call, 'least', context),
  map: writeMapped,
  filter: writeFiltered,
  zip: writeZip,
  any: (call, context) => writeTest(call, 'some', context),
  all: (call, context) => writeTest(call, 'every', context),
};

/** `max(a, b)`, `max(rows)`, and both with a key. */
function writeExtreme(call: Call, helper: string, context: Context): Code {
  const key = call.args.find(({ name }) => name === 'key')?.value;
  const items = call.args.filter(({ name }) => name === undefined);
  if (items.length + (key === undefined ? 0 : 1) !== call.args.length)
    return context.todo(call, 'these arguments are not translated');
  const [first] = items;
  const isOne = items.length === 1 && first !== undefined && first.star === undefined;
  const list = isOne
    ? iterated(first.value, context)
    : `[${items.map(({ value, star }) => (star ? '...' : '') + context.sure(value).text).join(', ')}]`;
  return code(`${context.use(helper)}(${list}${key === undefined ? '' : `, ${context.text(key)}`})`);
}

export function iterated(value: Expression, context: Context): string {
  const { text } = context.sure(value);
  return context.kindOf(value) === 'dict' ? `Object.keys(${text})` : text;
}

/** What is handed on gets the item alone, and not its place in the list as well. */
function callback(given: Expression, context: Context): string | undefined {
  const type = context.typeOf(given);
  if (type.kind === 'def' && context.model.waiting.has(type.def)) return undefined;
  const isAlone = given.kind === 'lambda' || type.kind === 'path';
  if (type.kind === 'class') return `(item: any) => new ${context.text(given, Level.Member)}(item)`;
  return isAlone ? context.text(given, Level.Assign) : `(item: any) => ${context.text(given, Level.Member)}(item)`;
}

function writeMapped(call: Call, context: Context): Code {
  const [first, second, ...rest] = call.args;
  const given = first && callback(first.value, context);
  if (given === undefined || second === undefined || rest.length > 0)
    return context.todo(call, 'a map() over more than one list, or one that waits, must be written as a loop');
  return code(`Array.from(${iterated(second.value, context)}, ${given})`);
}

function writeFiltered(call: Call, context: Context): Code {
  const [first, second] = call.args;
  if (first === undefined || second === undefined) return context.todo(call, 'filter() needs two arguments');
  const isNone = first.value.kind === 'constant';
  const given = isNone ? context.use('isTrue') : callback(first.value, context);
  if (given === undefined) return context.todo(call, 'a filter() that waits must be written as a loop');
  const test = isNone ? given : `(item) => ${context.use('isTrue')}((${given})(item))`;
  return code(`[...${iterated(second.value, context)}].filter(${test})`);
}

function writeZip({ args }: Call, context: Context): Code {
  const lists = args.map(({ value }) => iterated(value, context));
  if (args.some(({ star }) => star !== undefined))
    return code(
      `${context.use('zipAll')}(${args.length === 1 ? lists.join('') : `[${args.map(({ star }, index) => `${star ?? ''}${lists[index] ?? ''}`.replace('*', '...')).join(', ')}]`})`,
    );
  const helper = { 2: 'zip', 3: 'zip3' }[args.length];
  return helper === undefined
    ? code(`${context.use('zipAll')}([${lists.join(', ')}])`)
    : code(`${context.use(helper)}(${lists.join(', ')})`);
}

/** `any(row[0] for row in rows)` needs no list in between. */
function writeTest(call: Call, method: 'some' | 'every', context: Context): Code {
  const [first] = call.args;
  if (first === undefined) return context.todo(call, 'this needs an argument');
  const isTrue = context.use('isTrue');
  return code(`[...${context.text(first.value, Level.Unary)}].${method}(${isTrue})`);
}
