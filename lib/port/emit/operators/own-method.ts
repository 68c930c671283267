import { present } from '../../analysis/types';
import { type Expression } from '../../syntax/tree';
import { at, Level } from '../code';
import { type Context } from '../context';

/** What Python calls for an operator, where a class of the script has it: `rows.__len__`. */
export function ownMethod(object: Expression, name: string, context: Context): string | undefined {
  const type = present(context.typeOf(object));
  if (type.kind !== 'object') return undefined;
  const def = context.model.methodOf(type.class, name);
  if (def === undefined || context.model.waiting.has(def)) return undefined;
  return `${at(Level.Member, context.sure(object))}.${name}`;
}
