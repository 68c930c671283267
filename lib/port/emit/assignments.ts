/** What gives a value to a name or a place, changes it, or takes it away. */
import { mayHave, ownCall } from '../analysis/own-operators';
import { present, type Type } from '../analysis/types';
import { namesIn } from '../syntax/targets';
import { type Expression, type ExpressionOf, type StatementOf } from '../syntax/tree';
import { annotationFor, annotationOfAll } from './annotation';
import { at, Level } from './code';
import { type Context } from './context';
import { nameOf } from './names';
import { writeNumber } from './operators/arithmetic';
import { gathered, writeGathering, writeTarget } from './targets';
import { type Writer } from './writer';

export function writeAssign(statement: StatementOf<'assign'>, writer: Writer): void {
  const { targets, value } = statement;
  const { lines, context, declarations } = writer;
  if (value === undefined) return;
  const [target, ...others] = [...targets].reverse();
  if (target === undefined) return;
  if (target.kind === 'slice') {
    lines.add(`${replacedSlice(target, value, context)};`);
    return;
  }
  const setting = setItem(target, value, context);
  if (setting !== undefined && others.length === 0) {
    lines.add(`${setting};`);
    return;
  }
  const declared = declarations.by.get(statement);
  const text = gathered(target, value, context);
  if (declared !== undefined && declared.size > 0) writeDeclaration(target, value, declared, writer);
  else
    lines.add(
      `${isBracketed(target) ? `[${writeGathering(target, context).slice(1)}` : writeGathering(target, context)} = ${text};`,
    );
  for (const other of others) lines.add(`${writeTarget(other, context)} = ${writeTarget(target, context)};`);
}

/** `settings['x'] = 3`, on an object of a class of the script. */
function setItem(target: Expression, value: Expression, context: Context): string | undefined {
  if (target.kind !== 'index') return undefined;
  const { object, index } = target;
  const type = context.typeOf(object);
  const call = ownCall({ names: ['__setitem__'], object, type, args: [index, value] }, context.model);
  if (call !== undefined) return context.text(call);
  if (!mayHave(type, ['__setitem__'], context.model)) return undefined;
  return `${context.use('setItemOf')}(${context.text(object)}, ${context.text(index)}, ${context.text(value)})`;
}

function isBracketed({ kind }: Expression): boolean {
  return kind === 'tuple' || kind === 'list';
}

function writeDeclaration(
  target: Expression,
  value: Expression,
  declared: ReadonlySet<string>,
  { lines, context }: Writer,
): void {
  const names = namesIn(target);
  const isConstant = names.every((name) => (context.scope.find(name)?.assignments ?? 2) === 1);
  const text = gathered(target, value, context);
  const isWhole = names.every((name) => declared.has(name));
  if (!isWhole) {
    for (const name of declared) lines.add(`let ${nameOf(name, context)}: any;`);
    lines.add(`${writeGathering(target, context)} = ${text};`);
    return;
  }
  const type =
    target.kind === 'name' ? annotationFor(target.id, value, context) : annotationOfAll(target, value, context);
  lines.add(`${isConstant ? 'const' : 'let'} ${writeGathering(target, context)}${type} = ${text};`);
}

export function writeUpdate({ target, operator, value }: StatementOf<'update'>, { lines, context }: Writer): void {
  const { from, to } = target;
  const sum: ExpressionOf<'binary'> = { kind: 'binary', operator, left: target, right: value, from, to };
  lines.add(`${setItem(target, sum, context) ?? updated(sum, context)};`);
}

function updated(sum: ExpressionOf<'binary'>, context: Context): string {
  const { left: target, operator, right: value } = sum;
  const type: Type = present(context.typeOf(target));
  const place = writeTarget(target, context);
  const text = writeNumber(value, context);
  if (type.kind === 'list' && operator === '+') return `${place}.push(...${at(Level.Unary, text)})`;
  if (type.kind === 'set' && operator === '|') return `${context.use('addAll')}(${place}, ${text.text})`;
  if (hasFallback(target, context)) return `${place} = (${place} ?? 0) ${operator} ${at(Level.Times, text)}`;
  const isShort = ['+', '-', '*', '**'].includes(operator) && !NEEDS_WHOLE.has(type.kind);
  return isShort ? `${place} ${operator}= ${text.text}` : `${place} = ${context.text(sum, Level.Assign)}`;
}

/** Written out, as what the operator means depends on the value. */
const NEEDS_WHOLE = new Set<Type['kind']>([
  'instance',
  'object',
  'optional',
  'any',
  'unknown',
  'list',
  'tuple',
  'set',
  'str',
  'bool',
]);

function hasFallback(target: Expression, context: Context): boolean {
  if (target.kind !== 'index') return false;
  const owner = present(context.typeOf(target.object));
  return owner.kind === 'dict' && owner.fallback === '0';
}

/** `rows[1:3] = others` */
function replacedSlice(
  { object, start, end, step }: ExpressionOf<'slice'>,
  value: Expression | undefined,
  context: Context,
): string {
  if (step !== undefined) return context.todo(object, 'a slice with steps cannot be assigned to').text;
  const [from, to] = [start, end].map((bound) => (bound === undefined ? 'undefined' : context.sure(bound).text));
  const items = value === undefined ? '[]' : context.sure(value).text;
  return `${context.use('replaceSlice')}(${context.sure(object).text}, ${from ?? ''}, ${to ?? ''}, ${items})`;
}

export function writeDelete(target: Expression, writer: Writer): void {
  const { lines, context } = writer;
  if (target.kind === 'tuple') {
    for (const item of target.items) writeDelete(item, writer);
    return;
  }
  if (target.kind === 'slice') {
    lines.add(`${replacedSlice(target, undefined, context)};`);
    return;
  }
  if (target.kind === 'attribute') {
    lines.add(`delete (${context.text(target.object)} as any).${target.name};`);
    return;
  }
  if (target.kind !== 'index') {
    lines.add(`// ${context.text(target)} is no longer used`);
    return;
  }
  const type = context.typeOf(target.object);
  const deleting = ownCall(
    { names: ['__delitem__'], object: target.object, type, args: [target.index] },
    context.model,
  );
  if (deleting !== undefined) {
    lines.add(`${context.text(deleting)};`);
    return;
  }
  const owner = at(Level.Member, context.sure(target.object));
  const key = context.text(target.index);
  const isList = context.kindOf(target.object) === 'list';
  if (isList) lines.add(`${context.use('popped')}(${owner}, ${key});`);
  else if (context.surroundings.isGuarded === true) lines.add(`${context.use('takenOut')}(${owner}, ${key});`);
  else lines.add(`delete ${owner}[${key}];`);
}
