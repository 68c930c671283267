import { libraryFunction, libraryMethod, normalPath } from '../library';
import { ERROR_CLASSES } from '../library/errors';
import { type LibraryEntry, typeOfEntry } from '../library/entry';
import { type Argument, type DefinitionStatement, type Expression, type ExpressionOf } from '../syntax/tree';
import { typeOfParser } from './infer-options';
import { type Model } from './model';
import { ownCall } from './own-operators';
import { type Scope } from './scopes';
import { guess, guessFromMethod, widen } from './widen';
import {
  ANY,
  BOOL,
  dictOf,
  FLOAT,
  elementOf,
  INT,
  instanceOf,
  iteratorOf,
  listOf,
  NONE,
  present,
  setOf,
  STR,
  tupleListOf,
  type Type,
  UNKNOWN,
} from './types';

type Call = ExpressionOf<'call'>;

export function typeOfCall(call: Call, scope: Scope, model: Model): Type {
  const args = call.args.map(({ value }) => model.typeOf(value, scope));
  const { callee } = call;
  const path = pathCalled(callee, scope, model);
  if (path !== undefined) return typeOfFunction(path, call, args, { scope, model });
  const type = present(model.typeOf(callee, scope));
  if (type.kind === 'def') return callDefinition(type.def, call, type.self === undefined ? 0 : 1, { scope, model });
  if (type.kind === 'class') return construct(type.class, call, { scope, model });
  if (type.kind === 'lambda') return type.returns;
  const calling = ownCall({ names: ['__call__'], object: callee, type }, model);
  if (calling !== undefined) return typeOfCall({ ...calling, args: call.args }, scope, model);
  return callee.kind === 'attribute' ? typeOfMethod(callee, args, call, { scope, model }) : ANY;
}

interface At {
  readonly scope: Scope;
  readonly model: Model;
}

/** `os.path.join` for a call of what the library has under that name. */
export function pathCalled(callee: Expression, scope: Scope, model: Model): string | undefined {
  const type = model.typeOf(callee, scope);
  return type.kind === 'path' ? type.path : undefined;
}

function typeOfFunction(path: string, call: Call, args: readonly Type[], at: At): Type {
  const special = SPECIAL[path];
  if (special !== undefined) return special(call, args, at);
  if (Object.hasOwn(ERROR_CLASSES, path)) return instanceOf('Error');
  const entry = libraryFunction(normalPath(path));
  if (entry === undefined) return ANY;
  if (entry.isAsync === true) waitHere(at);
  if (path === 'len' && at.model.mayGuess && call.args[0])
    guess(call.args[0].value, listOf(UNKNOWN), at.scope, at.model);
  return typeOfEntry(entry, { receiver: UNKNOWN, args });
}

type Special = (call: Call, args: readonly Type[], at: At) => Type;

const FALLBACKS: Readonly<Record<string, readonly [string, Type]>> = {
  list: ['[]', listOf(UNKNOWN)],
  int: ['0', INT],
  float: ['0', FLOAT],
  bool: ['false', BOOL],
  'collections.OrderedDict': ['{}', dictOf(UNKNOWN)],
  'collections.Counter': ['{}', dictOf(INT, '0')],
  dict: ['{}', dictOf(UNKNOWN)],
  set: ['new Set()', setOf(UNKNOWN)],
  str: ["''", STR],
};

const SPECIAL: Readonly<Record<string, Special>> = {
  print: () => NONE,
  isinstance: () => BOOL,
  format: () => STR,
  type: () => ANY,
  're.findall': ({ args: [pattern] }) => {
    const isPlain = pattern?.value.kind === 'string' && (pattern.value.value.match(/\((?!\?[^P])/g) ?? []).length < 2;
    return listOf(isPlain ? STR : ANY);
  },
  're.sub': ({ args }, _types, at) => {
    bindMatch(
      args.find(({ name }, index) => name === 'repl' || (name === undefined && index === 1)),
      at,
    );
    return STR;
  },
  super: (_call, _args, { scope, model }) => typeOfBase(scope, model),
  round: (_call, args, { model }) =>
    args.length === 1 && !model.program.isPython2 ? INT : args[0]?.kind === 'int' ? INT : FLOAT,
  dict: ({ args: given }, args) => {
    const [first] = args;
    if (given.every(({ name }) => name !== undefined))
      return dictOf(args.reduce<Type>((a, b) => (a.kind === 'unknown' ? b : a.kind === b.kind ? a : ANY), UNKNOWN));
    if (first?.kind === 'dict') return first;
    const pair = elementOf(first ?? UNKNOWN);
    return dictOf(pair.kind === 'tuple' ? (pair.items[1] ?? ANY) : ANY);
  },
  'collections.defaultdict': ({ args: [made] }, [first], { model }) => {
    if (made?.value.kind === 'lambda' && first?.kind === 'lambda')
      return dictOf(first.returns, literalText(made.value.body, first.returns, model));
    const [fallback, of] = (first?.kind === 'path' ? FALLBACKS[first.path] : undefined) ?? ['null', ANY];
    return dictOf(of, fallback);
  },
};

/** `super()` is the object at hand, as its base class knows it. */
function typeOfBase(scope: Scope, model: Model): Type {
  const { owner } = scope.function;
  const self = owner !== 'module' && owner.kind === 'def' ? owner.params[0]?.name : undefined;
  const type = self === undefined ? undefined : scope.find(self)?.type;
  const base = type?.kind === 'object' ? model.factsOf(type.class).base : undefined;
  return base === undefined ? ANY : { kind: 'object', class: base };
}

/** A default of numbers, text and lists of these is written alike in both languages; another one throws when it is asked for. */
function literalText(body: Expression, { kind }: Type, model: Model): string {
  const text = model.textOf(body);
  if (kind === 'dict' && body.kind === 'call') return '{}';
  const isPlain = /^(?:[\d.,\s[\]-]|'[^'\\]*'|"[^"\\]*"|\{\})+$/.test(text);
  const isDictionary = kind === 'dict' && /^\{(?:[\d.,:\s[\]{}-]|'[^'\\]*'|"[^"\\]*")+\}$/.test(text);
  return isPlain || isDictionary ? text : "todo('the default of a defaultdict')";
}

function waitHere({ scope, model }: At): void {
  const { owner } = scope.function;
  if (owner !== 'module' && owner.kind === 'def') model.setWaiting(owner);
}

function typeOfMethod(callee: ExpressionOf<'attribute'>, args: readonly Type[], call: Call, at: At): Type {
  const { scope, model } = at;
  if (model.mayGuess) guessFromMethod(callee.object, callee.name, scope, model);
  const receiver = present(model.typeOf(callee.object, scope));
  const parsed = receiver.kind === 'instance' ? typeOfParser(receiver.name, callee.name, call, at) : undefined;
  if (parsed !== undefined) return parsed;
  if (callee.name === 'format' && receiver.kind === 'str') return STR;
  if (receiver.kind === 'instance' && receiver.name === 'Pattern' && callee.name === 'sub') bindMatch(call.args[0], at);
  const tuple = typeOfTupleMethod(receiver, callee.name, call, at);
  if (tuple !== undefined) return tuple;
  const entry = libraryMethod(receiver, callee.name);
  if (entry === undefined) return receiver.kind === 'unknown' ? UNKNOWN : ANY;
  if (entry.isAsync === true) waitHere(at);
  add(entry, callee.object, args, at);
  return typeOfEntry(entry, { receiver, args });
}

/** The function that a substitution calls is given the match. */
function bindMatch(arg: Argument | undefined, { scope, model }: At): void {
  if (arg === undefined) return;
  const type = model.typeOf(arg.value, scope);
  const owner = type.kind === 'def' ? type.def : arg.value.kind === 'lambda' ? arg.value : undefined;
  const param = owner?.params[type.kind === 'def' && type.self !== undefined ? 1 : 0];
  if (owner !== undefined && param !== undefined)
    model.bind(model.scopeOf(owner).declare(param.name), instanceOf('Match'));
}

/** `row._replace(name='x')`, `Row._make(line)` */
function typeOfTupleMethod(receiver: Type, name: string, call: Call, { scope, model }: At): Type | undefined {
  if ((receiver.kind !== 'object' && receiver.kind !== 'class') || model.tupleFieldsOf(receiver.class) === undefined)
    return undefined;
  const object: Type = { kind: 'object', class: receiver.class };
  if (name === '_asdict') return dictOf(elementOf(model.opened(object)));
  if (name !== '_replace' && name !== '_make') return undefined;
  for (const { name: field, value } of call.args)
    if (field !== undefined) model.bindField(receiver.class, field, model.typeOf(value, scope));
  return object;
}

function add(entry: LibraryEntry, object: Expression, [first = ANY]: readonly Type[], { scope, model }: At): void {
  if (entry.adds === undefined) return;
  const of = entry.adds === 'item' ? first : elementOf(first);
  const receiver = present(model.typeOf(object, scope));
  if (receiver.kind === 'list') widen(object, listOf(of), scope, model);
  if (receiver.kind === 'set') widen(object, setOf(of), scope, model);
}

function callDefinition(def: DefinitionStatement, call: Call, skipped: number, { scope, model }: At): Type {
  bindArguments(def, call, skipped, { scope, model });
  if (model.waiting.has(def) && !model.generators.has(def)) waitHere({ scope, model });
  if (model.waiting.has(def) && model.generators.has(def)) waitHere({ scope, model });
  const returned = model.returns.get(def) ?? UNKNOWN;
  return model.generators.has(def) && returned.kind === 'unknown' ? iteratorOf(UNKNOWN) : returned;
}

function bindArguments(def: DefinitionStatement, call: Call, skipped: number, { scope, model }: At): void {
  const inner = model.scopes.get(def);
  if (inner === undefined) return;
  const positional = def.params.slice(
    def.decorators.some((d) => d.kind === 'name' && d.id === 'staticmethod') ? 0 : skipped,
  );
  const rest = positional.findIndex(({ star }) => star === '*');
  call.args.forEach((arg, index) => {
    const type = arg.star === undefined ? model.typeOf(arg.value, scope) : ANY;
    const isGathered = arg.name === undefined && arg.star !== '**' && rest !== -1 && index >= rest;
    const param = arg.name === undefined ? positional[index] : def.params.find(({ name }) => name === arg.name);
    if (isGathered) model.bind(inner.declare(positional[rest]?.name ?? ''), tupleListOf(type));
    else if (arg.star === undefined && param?.star === undefined && param?.annotation === undefined)
      if (param !== undefined) model.bind(inner.declare(param.name), type);
  });
}

function construct(owner: Extract<Type, { kind: 'class' }>['class'], call: Call, at: At): Type {
  const init = at.model.methodOf(owner, '__init__');
  if (init !== undefined) callDefinition(init, call, 1, at);
  return { kind: 'object', class: owner };
}
