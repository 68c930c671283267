/** `parser.add_argument('--api-version', type=float)` makes `args.api_version` a number; `add_option` of optparse does the same. */
import { type Argument, type Expression, type ExpressionOf } from '../syntax/tree';
import { typeOfAnnotation } from './annotations';
import { type Model } from './model';
import { type Scope } from './scopes';
import { ANY, BOOL, FLOAT, INT, instanceOf, isSame, listOf, NONE, optional, STR, tupleOf, type Type } from './types';

type Call = ExpressionOf<'call'>;

interface At {
  readonly scope: Scope;
  readonly model: Model;
}

/** Of another method than these, the library tables know the type. */
export function typeOfParser(parser: string, method: string, call: Call, at: At): Type | undefined {
  if (parser !== 'ArgumentParser' && parser !== 'OptionParser') return undefined;
  const isOld = parser === 'OptionParser';
  if (method === 'parse_args') return isOld ? tupleOf(instanceOf('Arguments'), listOf(STR)) : instanceOf('Arguments');
  if (method === 'set_defaults') return noteDefaults(call, at);
  return method === 'add_argument' || method === 'add_option' ? noteOption(call, isOld, at) : undefined;
}

function noteOption(call: Call, isOld: boolean, at: At): Type {
  const option = (key: string): Expression | undefined => call.args.find((arg) => arg.name === key)?.value;
  const action = actionOf(call);
  const single = typeOfOne(action, option, at);
  const many = option('nargs');
  const isAppended = action === 'append';
  const isMany = isAppended || (many !== undefined && !(many.kind === 'string' && many.value === '?'));
  const isSwitch = action === 'store_true' || action === 'store_false';
  const isSure =
    isGiven(option('default')) || option('required') !== undefined || (isSwitch && !isOld) || !call.args.some(isFlag);
  const type =
    isMany && !isAppended && isOld && many?.kind === 'number'
      ? tupleOf(...Array.from({ length: Number(many.text) }, () => single))
      : isMany
        ? listOf(single)
        : single;
  bindArgument(argumentName(call.args), isSure || (isMany && !isAppended && !isOld) ? type : optional(type), at.model);
  return NONE;
}

function actionOf(call: Call): string {
  const action = call.args.find(({ name }) => name === 'action')?.value;
  return action?.kind === 'string' ? action.value : 'store';
}

const NAMED_TYPES: Readonly<Record<string, Type>> = { int: INT, long: INT, float: FLOAT };

function typeOfOne(action: string, option: (key: string) => Expression | undefined, { scope, model }: At): Type {
  if (action === 'store_true' || action === 'store_false') return BOOL;
  if (action === 'count') return INT;
  const type = option('type');
  const own = option('const');
  if (action === 'store_const') return own === undefined ? ANY : model.typeOf(own, scope);
  if (type === undefined) return STR;
  return type.kind === 'string' ? (NAMED_TYPES[type.value] ?? STR) : typeRead(type, scope, model);
}

/** Of two options for one destination, the one that has a default says that there is a value. */
function bindArgument(name: string, type: Type, model: Model): void {
  const known = model.argumentTypes.get(name);
  const isKnown = known !== undefined && type.kind === 'optional' && isSame(known, type.of);
  if (!isKnown) model.argumentTypes.set(name, type);
}

function noteDefaults(call: Call, { scope, model }: At): Type {
  for (const { name, value } of call.args)
    if (name !== undefined) bindArgument(name, model.typeOf(value, scope), model);
  return NONE;
}

/** `type=int`, or a function of the script's own. */
function typeRead(type: Expression, scope: Scope, model: Model): Type {
  const own = model.typeOf(type, scope);
  if (own.kind !== 'def') return typeOfAnnotation(type, scope);
  const [text] = own.def.params;
  if (text !== undefined) model.bind(model.scopeOf(own.def).declare(text.name), STR);
  return model.returns.get(own.def) ?? ANY;
}

function isGiven(value: Expression | undefined): boolean {
  return value !== undefined && !(value.kind === 'constant' && value.value === null);
}

function isFlag({ value, name }: Argument): boolean {
  return name === undefined && value.kind === 'string' && value.value.startsWith('-');
}

export function argumentName(args: readonly Argument[]): string {
  const destination = args.find(({ name }) => name === 'dest')?.value;
  if (destination?.kind === 'string') return destination.value;
  const names = args.flatMap(({ value, name }) => (name === undefined && value.kind === 'string' ? [value.value] : []));
  const chosen = names.find((name) => name.startsWith('--')) ?? names[0] ?? '';
  return chosen.replace(/^-+/, '').replaceAll('-', '_');
}
