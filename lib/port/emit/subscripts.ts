/** `rows[0]`, `row['Id']`, `rows[1:3]`. */
import { mayHave, ownCall } from '../analysis/own-operators';
import { present } from '../analysis/types';
import { type Expression, type ExpressionOf } from '../syntax/tree';
import { at, code, type Code, Level } from './code';
import { type Context } from './context';
import { writeNumber } from './operators/arithmetic';
import { typeText } from './types';

export function writeIndex(expression: ExpressionOf<'index'>, context: Context): Code {
  const { object, index } = expression;
  const owner = present(context.typeOf(object));
  const own = ownCall({ names: ['__getitem__'], object, type: owner, args: [index] }, context.model);
  if (own !== undefined) return context.write(own);
  if (mayHave(owner, ['__getitem__'], context.model))
    return code(`${context.use('itemOf')}(${context.text(object)}, ${context.text(index)})`);
  const receiver = context.sure(object);
  const isTuple = owner.kind === 'dict' && ['tuple', 'bool', 'none'].includes(context.kindOf(index));
  const key = isTuple ? `String(${context.text(index)})` : writeNumber(index, context).text;
  if (owner.kind === 'instance' && owner.name === 'Match')
    return code(`${context.use('groupOf')}(${receiver.text}, ${key})`);
  if (owner.kind === 'instance' && owner.name === 'Environment')
    return code(`${context.use('environmentValue')}(${key})`);
  if (owner.kind === 'instance' && owner.name === 'ConfigParser') return code(`${receiver.text}.section(${key})`);
  if (owner.kind === 'dict' && owner.fallback !== undefined) {
    return code(`(${at(Level.Member, receiver)}[${key}] ??= ${owner.fallback})`);
  }
  if (context.surroundings.isGuarded === true) return code(`${context.use('itemAt')}(${receiver.text}, ${key})`);
  if (mayBeNegative(index, context) && ['list', 'str'].includes(owner.kind))
    return code(`${at(Level.Member, receiver)}.at(${key})!`);
  return code(`${at(Level.Member, receiver)}[${negative(index, at(Level.Member, receiver)) ?? key}]`);
}

/** A difference, or what a function is given. */
function mayBeNegative(index: Expression, { scope }: Context): boolean {
  if (index.kind === 'binary') return index.operator === '-';
  const owner = index.kind === 'name' ? scope.find(index.id)?.scope.owner : undefined;
  return (
    owner !== undefined &&
    owner !== 'module' &&
    owner.kind === 'def' &&
    owner.params.some(({ name }) => index.kind === 'name' && name === index.id)
  );
}

/** `rows[-1]` counts from the end. */
function negative(index: Expression, receiver: string): string | undefined {
  if (index.kind !== 'unary' || index.operator !== '-' || index.value.kind !== 'number') return undefined;
  return `${receiver}.length - ${index.value.text}`;
}

export function writeSlice(slice: ExpressionOf<'slice'>, context: Context): Code {
  const { object, start, end, step } = slice;
  if (context.model.opened(context.typeOf(object)).kind === 'object')
    return context.todo(slice, 'a slice of an object of a class of the script');
  const receiver = context.sure(object);
  const text = (bound: Expression | undefined): string =>
    bound === undefined ? 'undefined' : context.sure(bound).text;
  if (step !== undefined) {
    return code(`${context.use('sliced')}(${receiver.text}, ${text(start)}, ${text(end)}, ${text(step)})`);
  }
  const bounds =
    end === undefined ? (start === undefined ? [] : [text(start)]) : [start ? text(start) : '0', text(end)];
  const sliced = `${at(Level.Member, receiver)}.slice(${bounds.join(', ')})`;
  const type = context.typeOf(slice);
  return type.kind === 'tuple' ? code(`${sliced} as ${typeText(type, context)}`, Level.Compare) : code(sliced);
}
