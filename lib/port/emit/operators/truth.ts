import { present, type Type } from '../../analysis/types';
import { type Expression, type ExpressionOf } from '../../syntax/tree';
import { at, code, type Code, Level } from '../code';
import { type Context } from '../context';
import { writeCompare } from './compare';
import { ownMethod } from './own-method';

/** Where Python asks for truth: an empty list is not true there, and is in TypeScript. */
export function writeCondition(test: Expression, context: Context): Code {
  if (test.kind === 'logic') {
    const [mark, level] = test.operator === 'and' ? ['&&', Level.And] : ['||', Level.Or];
    const parts = [test.left, test.right].map((part) => at(level, writeCondition(part, context)));
    return code(parts.join(` ${mark} `), level);
  }
  if (test.kind === 'not') return writeNot({ ...test, kind: 'not' }, context);
  for (const name of ['__bool__', '__nonzero__', '__len__']) {
    const own = ownMethod(test, name, context);
    if (own !== undefined && context.typeOf(test).kind === 'object')
      return name === '__len__' ? code(`${own}() > 0`, Level.Compare) : code(`${own}()`);
  }
  return truthOf(context.typeOf(test), context.write(test), context);
}

export function writeNot({ value }: ExpressionOf<'not'>, context: Context): Code {
  const type = context.typeOf(value);
  if (type.kind === 'list' || type.kind === 'tuple')
    return code(`${context.text(value, Level.Member)}.length === 0`, Level.Equal);
  if (type.kind === 'dict') return code(`Object.keys(${context.text(value)}).length === 0`, Level.Equal);
  if (type.kind === 'set') return code(`${context.text(value, Level.Member)}.size === 0`, Level.Equal);
  if (
    value.kind === 'compare' &&
    value.rest.length === 1 &&
    value.rest[0] !== undefined &&
    !isOwn(value.first, context)
  ) {
    const opposite = OPPOSITES[value.rest[0].operator];
    if (opposite !== undefined)
      return writeCompare({ ...value, rest: [{ ...value.rest[0], operator: opposite }] }, context);
  }
  return code(`!${at(Level.Unary, writeCondition(value, context))}`, Level.Unary);
}

/** Its class may say something else of "not equal" than of "equal". */
function isOwn(value: Expression, context: Context): boolean {
  return context.kindOf(value) === 'object';
}

const OPPOSITES: Readonly<Record<string, string>> = { in: 'not in', is: 'is not', '==': '!=', 'not in': 'in' };

function truthOf(type: Type, written: Code, context: Context): Code {
  const isOptional = type.kind === 'optional';
  const owner = at(Level.Member, written);
  switch (present(type).kind) {
    case 'list':
    case 'tuple':
      return isOptional
        ? code(`${owner} !== null && ${owner}.length > 0`, Level.And)
        : code(`${owner}.length > 0`, Level.Compare);
    case 'set':
      return isOptional ? code(`${context.use('isTrue')}(${written.text})`) : code(`${owner}.size > 0`, Level.Compare);
    case 'dict':
      return isOptional
        ? code(`${context.use('isTrue')}(${written.text})`)
        : code(`Object.keys(${written.text}).length > 0`, Level.Compare);
    case 'none':
      // `seen.add(x)` gives the set in JavaScript, and nothing in Python.
      return written.text.endsWith(')') ? code(`(${written.text}, false)`) : written;
    case 'any':
    case 'unknown':
      return code(`${context.use('isTrue')}(${written.text})`);
    default:
      return written;
  }
}
