import { mayHave, ownCall } from '../../analysis/own-operators';
import { present, type Type } from '../../analysis/types';
import { iterates, libraryFunction, libraryMethod, normalPath } from '../../library';
import { ERROR_CLASSES } from '../../library/errors';
import { formFor, type LibraryEntry } from '../../library/entry';
import { OTHER_NAMES } from '../../library/sfbulk';
import { type Argument, type DefinitionStatement, type Expression, type ExpressionOf } from '../../syntax/tree';
import { at, code, type Code, fill, Level } from '../code';
import { type Context } from '../context';
import { factoryName } from '../factory-name';
import { stepsOf } from '../keys';
import { tsName } from '../names';
import { writeTupleMethod } from './named-tuples';
import { noteArgumentOrder } from '../order';
import { ownArguments } from './own-arguments';
import { specialFunction, specialMethod } from './special';
import { type Call } from './writers';

export function writeCall(call: Call, context: Context): Code {
  const type = present(context.typeOf(call.callee));
  if (type.kind === 'path') return writeFunction(normalPath(type.path), call, context);
  if (type.kind === 'def') return writeOwnFunction(type.def, call, type.self === undefined ? 0 : 1, context);
  if (type.kind === 'class') return writeConstruction(type.class, call, context);
  const calling = ownCall({ names: ['__call__'], object: call.callee, type }, context.model);
  if (calling !== undefined) return context.write({ ...calling, args: call.args });
  if (call.callee.kind === 'attribute') return writeMethod(call, call.callee, context);
  return code(`${context.text(call.callee, Level.Member)}(${argumentTexts(call.args, context).join(', ')})`);
}

function argumentTexts(args: readonly Argument[], context: Context): string[] {
  return args.map(({ value, star }) => (star === '*' ? `...${context.text(value, Level.Unary)}` : context.text(value)));
}

function writeFunction(path: string, call: Call, context: Context): Code {
  const special = specialFunction(path)?.(call, context);
  if (special !== undefined) return special;
  const error = Object.hasOwn(ERROR_CLASSES, path) ? ERROR_CLASSES[path] : undefined;
  if (error !== undefined)
    return fill(`new ${error.class}($*)`, {
      args: call.args.map(({ value }) => context.write(value)),
      use: context.use,
    });
  const entry = libraryFunction(path);
  return entry === undefined
    ? context.todo(call, 'this is not known')
    : writeEntry({ entry, call, context, iterates: iterates(path) });
}

function writeMethod(call: Call, callee: ExpressionOf<'attribute'>, context: Context): Code {
  const type = present(context.typeOf(callee.object));
  const special = specialMethod(type, callee.name)?.(call, callee, context);
  if (special !== undefined) return special;
  const tuple = writeTupleMethod(call, callee, type, context);
  if (tuple !== undefined) return tuple;
  const entry = libraryMethod(type, callee.name);
  if (entry !== undefined && mayHave(type, [callee.name], context.model))
    context.leaveOut(call, `a class of the script has a "${callee.name}" as well: if it is meant, write that call`);
  if (entry !== undefined) return writeEntry({ entry, call, context, receiver: callee.object });
  if (type.kind !== 'any' && type.kind !== 'unknown')
    return context.todo(call, `there is no counterpart of "${callee.name}" here`);
  if ([...context.model.waiting].some(({ name }) => name === callee.name))
    context.leaveOut(call, `a function named "${callee.name}" waits: if it is this one, write await before it`);
  return code(
    `${at(Level.Member, context.sure(callee.object))}.${callee.name}(${argumentTexts(call.args, context).join(', ')})`,
  );
}

interface EntryCall {
  readonly entry: LibraryEntry;
  readonly call: Call;
  readonly context: Context;
  readonly receiver?: Expression;
  readonly iterates?: boolean;
}

/** A call that the library tables have a form for. */
function writeEntry({ entry, call, context, receiver, iterates: isIterated = false }: EntryCall): Code {
  const placed = placeArguments(call.args, entry.params);
  const form = placed && formFor(entry, placed.length);
  if (placed !== undefined)
    noteArgumentOrder(
      call,
      call.args.map(({ value }) => placed.findIndex((own) => own === value)),
      context,
    );
  if (placed === undefined || form === undefined) return context.todo(call, 'these arguments are not translated');
  if (entry.note !== undefined) context.note(call, entry.note);
  const isUnknown = receiver !== undefined && ['any', 'unknown'].includes(context.kindOf(receiver));
  const shape = isUnknown ? form.replace(/^Object\.(entries|values)\(/, 'Object.$1<any>(') : form;
  return fill(shape, {
    receiver: receiver && receiverOf(receiver, context),
    args: placed.map((value) => (value === undefined ? code('undefined') : argumentCode(value, isIterated, context))),
    use: context.use,
  });
}

/** A defaultdict makes what is asked for, whatever is then done with it. */
function receiverOf(receiver: Expression, context: Context): Code {
  return context.sure(receiver);
}

function argumentCode(value: Expression, isIterated: boolean, context: Context): Code {
  const written = context.sure(value);
  const steps = isIterated ? stepsOf(value, context) : undefined;
  if (steps !== undefined) return code(steps);
  if (isIterated && context.kindOf(value) === 'dict') return code(`Object.keys(${written.text})`);
  return value.kind === 'star' ? code(written.text, Level.Conditional) : written;
}

/** The arguments in the order of the names; `undefined` where one was left out before another. */
function placeArguments(
  args: readonly Argument[],
  params: readonly string[] = [],
): (Expression | undefined)[] | undefined {
  const placed: (Expression | undefined)[] = [];
  for (const [index, { name, star, value }] of args.entries()) {
    if (star === '**') return undefined;
    const starred: Expression = star === undefined ? value : { kind: 'star', value, from: value.from, to: value.to };
    const place = name === undefined ? index : params.indexOf(OTHER_NAMES[name] ?? name);
    const found = place === -1 && name !== undefined ? params.indexOf(name) : place;
    if (found === -1) return undefined;
    placed[found] = starred;
  }
  return Array.from(placed);
}

function writeOwnFunction(def: DefinitionStatement, call: Call, skipped: number, context: Context): Code {
  if (
    call.args.some(({ star }) => star === '*') &&
    ['*', '**'].every((star) => def.params.some((param) => param.star === star))
  )
    return context.todo(call, 'a list of arguments for *args and **kwargs is not translated');
  const isStatic = def.decorators.some((decorator) => decorator.kind === 'name' && decorator.id === 'staticmethod');
  const args = ownArguments(def, call, isStatic ? 0 : skipped, context);
  const text = `${calleeText(call.callee, context)}(${args.join(', ')})`;
  const isWaiting = context.model.waiting.has(def) && !context.model.generators.has(def);
  if (context.model.waiting.has(def) && !isWaiting)
    return code(`await ${context.use('collected')}(${text})`, Level.Await);
  return isWaiting ? code(`await ${text}`, Level.Await) : code(text);
}

function calleeText(callee: Expression, context: Context): string {
  if (callee.kind !== 'attribute') return context.text(callee, Level.Member);
  const isSuper =
    callee.object.kind === 'call' && callee.object.callee.kind === 'name' && callee.object.callee.id === 'super';
  return `${isSuper ? 'super' : at(Level.Member, context.sure(callee.object))}.${tsName(callee.name)}`;
}

function writeConstruction(owner: Extract<Type, { kind: 'class' }>['class'], call: Call, context: Context): Code {
  const { model } = context;
  const init = model.methodOf(owner, '__init__');
  const args = init === undefined ? argumentTexts(call.args, context) : ownArguments(init, call, 1, context);
  const name = context.text(call.callee, Level.Member);
  if (init !== undefined && model.waiting.has(init))
    return code(`await ${name}.${factoryName(model.ownerOf(init) ?? owner, model)}(${args.join(', ')})`, Level.Await);
  return code(`new ${name}(${args.join(', ')})`);
}
