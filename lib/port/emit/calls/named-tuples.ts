import { type Type } from '../../analysis/types';
import { type ExpressionOf } from '../../syntax/tree';
import { code, type Code } from '../code';
import { type Context } from '../context';
import { memberText } from '../text';
import { type Call } from './writers';

/** `row._replace(name='x')`, `row._asdict()`, `Row._make(line)` */
export function writeTupleMethod(
  call: Call,
  { object, name }: ExpressionOf<'attribute'>,
  type: Type,
  context: Context,
): Code | undefined {
  if (type.kind !== 'object' && type.kind !== 'class') return undefined;
  if (context.model.tupleFieldsOf(type.class) === undefined) return undefined;
  const owner = memberText(object, context);
  const [first] = call.args;
  if (name === '_asdict') return code(`${owner}._asdict()`);
  if (name === '_make' && first !== undefined) return code(`${owner}._make(${context.text(first.value)})`);
  if (name !== '_replace') return undefined;
  const changes = call.args.map((arg) =>
    arg.name === undefined ? `...${context.text(arg.value)}` : `${arg.name}: ${context.text(arg.value)}`,
  );
  return code(`${owner}._replace({ ${changes.join(', ')} })`);
}
