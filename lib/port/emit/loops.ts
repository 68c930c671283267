import { present } from '../analysis/types';
import { namesIn } from '../syntax/targets';
import { type Argument, type Expression, type ExpressionOf, type StatementOf } from '../syntax/tree';
import { at, Level } from './code';
import { type Context } from './context';
import { noteOrder, stepsOf } from './keys';
import { tsName } from './names';
import { noteSteps } from './operators/own-method';
import { typeText } from './types';
import { gathers, takenApart, writeGathering, writeTarget } from './targets';
import { type Writer } from './writer';

export function writeFor(statement: StatementOf<'for'>, writer: Writer): void {
  const { lines, context } = writer;
  const { otherwise } = statement;
  if (keywordFor(statement, writer) === '') declareFirst(statement, writer);
  const flag = otherwise === undefined ? '' : flagOf(writer);
  if (flag !== '') lines.add(`let ${flag} = false;`);
  lines.block(`${headOf(statement, writer)} {`, () => {
    writer.with(context, flag).block(statement.body);
  });
  if (otherwise === undefined) return;
  lines.block(`if (!${flag}) {`, () => {
    writer.block(otherwise);
  });
}

/** Two loops with an `else` may stand in one function. */
export function flagOf({ context }: Writer): string {
  context.record.flags += 1;
  return context.record.flags === 1 ? 'wasBroken' : `wasBroken${context.record.flags}`;
}

/** Some of the names are declared here, others long before: then none can be declared in the head. */
function declareFirst(statement: StatementOf<'for'>, { lines, declarations, context }: Writer): void {
  for (const name of declarations.by.get(statement) ?? []) {
    lines.add(`let ${tsName(name)}: ${typeText(context.scope.find(name)?.type ?? { kind: 'any' }, context)};`);
  }
}

function headOf(statement: StatementOf<'for'>, writer: Writer): string {
  const { target, source } = statement;
  const { context } = writer;
  const call = source.kind === 'call' ? builtinCall(source, context) : undefined;
  const keyword = keywordFor(statement, writer);
  if (call?.name === 'range' && target.kind === 'name' && keyword === 'const ') {
    return countingHead(writeTarget(target, context), call.args, context);
  }
  const wait = waits(source, context) ? ' await' : '';
  return `for${wait} (${keyword}${writeGathering(target, context)} of ${itemsText(statement, call, context)})`;
}

function keywordFor(statement: StatementOf<'for'>, { declarations, context }: Writer): string {
  const declared = declarations.by.get(statement);
  const names = namesIn(statement.target);
  if (declared === undefined || !names.every((name) => declared.has(name))) return '';
  const isConstant = names.every(
    (name) => (context.scope.find(name)?.assignments ?? 2) === 1 || !isAssignedIn(statement, name),
  );
  return isConstant ? 'const ' : 'let ';
}

function isAssignedIn({ body }: StatementOf<'for'>, name: string): boolean {
  const text = JSON.stringify(body, (key: string, value: unknown) =>
    key === 'from' || key === 'to' ? undefined : value,
  );
  return (
    text.includes(`"targets":[{"kind":"name","id":"${name}"`) ||
    text.includes(`"update","target":{"kind":"name","id":"${name}"`)
  );
}

interface BuiltinCall {
  readonly name: string;
  readonly args: readonly Argument[];
}

function builtinCall({ callee, args }: ExpressionOf<'call'>, context: Context): BuiltinCall | undefined {
  const type = context.typeOf(callee);
  return type.kind === 'path' ? { name: type.path.replace(/^xrange$/, 'range'), args } : undefined;
}

/** `for i in range(0, n, 200)` */
function countingHead(name: string, args: readonly Argument[], context: Context): string {
  const texts = args.map(({ value }) => at(Level.Plus, context.sure(value)));
  const [start, end, step] = texts.length === 1 ? ['0', texts[0] ?? '0'] : texts;
  const isDown = step?.startsWith('-') ?? false;
  const next = step === undefined ? `${name}++` : isDown ? `${name} -= ${step.slice(1)}` : `${name} += ${step}`;
  return `for (let ${name} = ${start ?? '0'}; ${name} ${isDown ? '>' : '<'} ${end ?? '0'}; ${next})`;
}

function waits(source: Expression, context: Context): boolean {
  if (source.kind !== 'call') return false;
  const type = context.typeOf(source.callee);
  return type.kind === 'def' && context.model.generators.has(type.def) && context.model.waiting.has(type.def);
}

function itemsText({ target, source }: StatementOf<'for'>, call: BuiltinCall | undefined, context: Context): string {
  noteOrder(source, context);
  noteSteps(source, context);
  const text = stepsOf(source, context) ?? sourceText(source, call, context);
  return gathers(target) ? `Array.from(${text}, (all: any) => ${takenApart(target, 'all', context)})` : text;
}

function sourceText(source: Expression, call: BuiltinCall | undefined, context: Context): string {
  const [first, second] = call?.args ?? [];
  if (call?.name === 'enumerate' && first !== undefined && second === undefined) {
    const kind = context.kindOf(first.value);
    if (kind === 'list') return `${context.text(first.value, Level.Member)}.entries()`;
  }
  const isCopied = call?.name === 'list' && first !== undefined && context.kindOf(first.value) === 'list';
  if (isCopied) return `[...${context.text(first.value, Level.Unary)}]`;
  const text = context.sure(source).text;
  if (waits(source, context)) return text.replace(/^await collected\((.*)\)$/, '$1');
  return isKeyed(source, context) ? `Object.keys(${text})` : text;
}

/** A dictionary, or an object of a class below it. */
function isKeyed(source: Expression, context: Context): boolean {
  const type = present(context.typeOf(source));
  if (type.kind !== 'object') return type.kind === 'dict';
  return (
    context.model.rootOf(type.class).bases.length > 0 && context.model.methodOf(type.class, '__iter__') === undefined
  );
}
