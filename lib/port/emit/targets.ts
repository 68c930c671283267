import { type Expression } from '../syntax/tree';
import { Level } from './code';
import { type Context } from './context';

/** What is assigned to: a name, or several in brackets. */
export function writeTarget(target: Expression, context: Context): string {
  if (target.kind === 'tuple' || target.kind === 'list') {
    return `[${target.items.map((item) => writeTarget(item, context)).join(', ')}]`;
  }
  if (target.kind === 'star') return `...${writeTarget(target.value, context)}`;
  if (target.kind === 'index' || target.kind === 'attribute') return writePlace(target, context);
  return context.text(target, Level.Member);
}

/** A place to write to is not read first: no default, and no complaint that it is missing. */
function writePlace(target: Expression, context: Context): string {
  if (target.kind === 'attribute') return `${context.text(target.object, Level.Member)}.${target.name}`;
  if (target.kind !== 'index') return context.text(target);
  const owner = context.sure(target.object);
  const key = context.sure(target.index).text;
  const { index } = target;
  const isFromEnd = index.kind === 'unary' && index.operator === '-' && index.value.kind === 'number';
  return `${owner.text}[${isFromEnd ? `${owner.text}.length - ${index.value.text}` : key}]`;
}
