/** Dictionaries and lists: how they are made, and what changes them. */
import { elementOf, present } from '../../analysis/types';
import { type Argument, type Expression, type ExpressionOf } from '../../syntax/tree';
import { at, code, type Code, Level } from '../code';
import { type Context } from '../context';
import { isOtherKey, KEYS_BECOME_TEXT } from '../keys';
import { iterated } from './iteration';
import { type Call, type Functions, type Methods } from './writers';

export const COLLECTION_FUNCTIONS: Functions = {
  dict: writeDictCall,
  'collections.defaultdict': writeDefaultDict,
  'collections.Counter': writeCounter,
  sorted: writeSorted,
};

export const LIST_METHODS: Methods = { sort: writeSort };

export const DICT_METHODS: Methods = { update: writeUpdate };

function writeDictCall({ args }: Call, context: Context): Code {
  const [only, ...others] = args;
  if (only === undefined) return code('{}');
  const isPairs = only.name === undefined && only.star === undefined && context.kindOf(only.value) !== 'dict';
  if (isPairs && others.length === 0) return code(`Object.fromEntries(${context.text(only.value)})`);
  const parts = args.map(({ name, value }, index) => {
    if (name !== undefined) return `${name}: ${context.text(value)}`;
    return isPairs && index === 0
      ? `...Object.fromEntries(${context.text(value)})`
      : `...${context.text(value, Level.Unary)}`;
  });
  return code(`{ ${parts.join(', ')} }`);
}

function writeDefaultDict(call: Call, context: Context): Code {
  const type = context.typeOf(call);
  if (type.kind !== 'dict' || type.fallback === 'null') return context.todo(call, 'this default is not translated');
  if (type.fallback?.startsWith('todo(') === true)
    context.leaveOut(call, `${context.use('todo')}() is called for a missing key`);
  return code('{}');
}

function writeCounter(call: Call, context: Context): Code {
  const [first] = call.args;
  if (first === undefined) return code('{}');
  if (call.args.length > 1 || first.name !== undefined) return context.todo(call, 'these arguments are not translated');
  if (context.kindOf(first.value) === 'dict') return code(`{ ...${context.text(first.value, Level.Unary)} }`);
  if (isOtherKey(present(elementOf(context.typeOf(first.value))).kind)) context.leaveOut(call, KEYS_BECOME_TEXT);
  return code(`${context.use('countEach')}(${context.sure(first.value).text})`);
}

/** It stays the same list, whoever else holds it. */
function writeSort(call: Call, { object }: ExpressionOf<'attribute'>, context: Context): Code {
  const { args } = call;
  const compare = comparing(args);
  if (compare !== undefined && args.length > 1) return context.todo(call, 'these arguments are not translated');
  if (compare !== undefined) return code(`${context.text(object, Level.Member)}.sort(${context.text(compare)})`);
  const items = context.text(object, Level.Unary);
  const sorted = `${context.use('sorted')}(${[items, ...sortArguments(args, context)].join(', ')})`;
  return code(`${at(Level.Member, context.write(object))}.splice(0, Infinity, ...${sorted})`);
}

/** Python 2 may be told how two items compare; that stands first, or is named. */
function comparing(args: readonly Argument[]): Expression | undefined {
  return args.find(({ name }) => name === undefined || name === 'cmp')?.value;
}

/** `sorted(rows, compare)`; with a key it is left to the tables. */
function writeSorted(call: Call, context: Context): Code | undefined {
  const [items, ...others] = call.args;
  const compare = comparing(others);
  if (items === undefined || compare === undefined) return undefined;
  if (others.length > 1) return context.todo(call, 'these arguments are not translated');
  return code(`[...${iterated(items.value, context)}].sort(${context.text(compare)})`);
}

function sortArguments(args: readonly Argument[], context: Context): string[] {
  const option = (name: string): Expression | undefined => args.find((arg) => arg.name === name)?.value;
  const key = option('key');
  const reverse = option('reverse');
  const first = key === undefined ? [] : [context.text(key)];
  return reverse === undefined ? first : [first[0] ?? 'undefined', context.text(reverse)];
}

function writeUpdate({ args }: Call, { object }: ExpressionOf<'attribute'>, context: Context): Code | undefined {
  const owner = context.sure(object).text;
  if (isCounter(object, context)) {
    const added = args[0] === undefined ? '[]' : context.sure(args[0].value).text;
    return code(`${context.use('countMore')}(${owner}, ${added})`);
  }
  if (!args.some(({ name, star }) => name !== undefined || star === '**')) return undefined;
  const parts = args.map(({ name, value }) =>
    name === undefined ? `...${context.text(value, Level.Unary)}` : `${name}: ${context.text(value)}`,
  );
  return code(`Object.assign(${owner}, { ${parts.join(', ')} })`);
}

/** A defaultdict(int) has no other use of update() either. */
function isCounter(object: Expression, context: Context): boolean {
  const type = present(context.typeOf(object));
  return type.kind === 'dict' && type.fallback === '0';
}
