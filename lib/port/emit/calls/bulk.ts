import { BULK_METHODS as KNOWN, OTHER_NAMES } from '../../library/sfbulk';
import { type Expression, type ExpressionOf } from '../../syntax/tree';
import { at, code, type Code, Level } from '../code';
import { type Context } from '../context';
import { type Call, type Methods } from './writers';

export const BULK_METHODS: Methods = { login: writeLogin, job_create: writeJobCreate };

/** Salesforce switched off every version up to this one. */
const LAST_RETIRED_VERSION = 30;

const PARAMS = KNOWN.login?.params ?? [];
const VERSION = PARAMS.indexOf('api_version');

/** `bulk.login(…)`: a version that no longer exists is left out. */
function writeLogin(call: Call, callee: ExpressionOf<'attribute'>, context: Context): Code {
  const texts: (string | undefined)[] = [];
  for (const [index, { name, star, value }] of call.args.entries()) {
    const place = name === undefined ? index : PARAMS.indexOf(OTHER_NAMES[name] ?? name);
    if (star === '**')
      PARAMS.slice(0, 3).forEach((param, at) => (texts[at] ??= `${context.text(value, Level.Member)}['${param}']`));
    else if (star === '*') texts[index] = `...(${context.text(value)} as unknown as [string, string, string])`;
    else if (place === -1) context.leaveOut(call, `login() has no argument "${name ?? ''}": it is left out`);
    else if (place !== VERSION || !isRetired(value, context)) texts[place] = textFor(value, context);
  }
  const given = Array.from(texts, (text) => text ?? 'undefined');
  return code(`await ${at(Level.Member, context.sure(callee.object))}.login(${given.join(', ')})`, Level.Await);
}

function textFor(value: Expression, context: Context): string {
  return context.sure(value).text;
}

function isRetired(value: Expression, context: Context): boolean {
  const version = value.kind === 'number' ? value.text : value.kind === 'string' ? value.value : undefined;
  const isOld = version !== undefined && Number(version) <= LAST_RETIRED_VERSION;
  if (isOld) context.note(value, `API version ${version} is retired: it is left out, and the library's own is spoken`);
  else if (version === undefined)
    context.note(value, 'see that this API version is above 30.0: older ones are retired');
  return isOld;
}

/** An operation that is computed is any text to TypeScript. */
function writeJobCreate(call: Call, _callee: unknown, context: Context): Code | undefined {
  const place = call.args.findIndex(({ name }, index) => name === 'operation' || (name === undefined && index === 0));
  const operation = call.args[place]?.value;
  if (operation === undefined || operation.kind === 'string' || operation.kind === 'cast') return undefined;
  const cast: Expression = {
    kind: 'cast',
    value: operation,
    type: 'Operation',
    from: operation.from,
    to: operation.to,
  };
  const args = call.args.map((arg, index) => (index === place ? { ...arg, value: cast } : arg));
  return context.write({ ...call, args });
}
