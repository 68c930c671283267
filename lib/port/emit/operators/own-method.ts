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

/** Python also goes through what has nothing but `__getitem__`, from 0 on until that fails: here it need not fail. */
export function noteSteps(source: Expression, context: Context): void {
  const type = present(context.typeOf(source));
  if (type.kind !== 'object') return;
  const [steps, item] = ['__iter__', '__getitem__'].map((name) => context.model.methodOf(type.class, name));
  if (steps === undefined && item !== undefined)
    context.leaveOut(source, 'a class that only has __getitem__ cannot be gone through');
}
