import { present, type Type } from '../analysis/types';
import { namesIn } from '../syntax/targets';
import { isKnownModule } from '../library';
import { ERROR_CLASSES } from '../library/errors';
import { type Expression, type ExpressionOf, type Statement, type StatementOf } from '../syntax/tree';
import { at, code, Level } from './code';
import { annotationFor, annotationOfAll } from './annotation';
import { writeClass } from './classes';
import { type Context, NO_PYTHON } from './context';
import { docComment } from './docs';
import { writeFunction } from './functions';
import { flagOf, writeFor } from './loops';
import { nameOf } from './names';
import { writeNumber } from './operators/arithmetic';
import { writeCondition, writeNot } from './operators/truth';
import { gathered, writeGathering, writeTarget } from './targets';
import { writeTry } from './try';
import { castOfTuple } from './types';
import { writeWith } from './with';
import { type Writer } from './writer';

type Write<Kind> = (statement: Kind, writer: Writer) => void;
type Writers = { [Kind in Statement['kind']]: Write<StatementOf<Kind>> };

export function writeStatement(statement: Statement, writer: Writer): void {
  const write = WRITERS[statement.kind] as Write<Statement>;
  write(statement, writer);
}

const WRITERS: Writers = {
  expression: writeExpressionStatement,
  assign: writeAssign,
  update: writeUpdate,
  if: writeIf,
  while: writeWhile,
  for: writeFor,
  try: writeTry,
  with: writeWith,
  def: (statement, writer) => {
    writeFunction(statement, writer);
  },
  class: writeClass,
  return: ({ value }, { lines, context }) => {
    lines.add(
      value === undefined ? 'return;' : `return ${context.text(value, Level.Assign)}${castOfTuple(value, context)};`,
    );
  },
  raise: writeRaise,
  import: writeImport,
  pass: () => undefined,
  break: (_statement, { lines, loopFlag }) => {
    if (loopFlag !== undefined && loopFlag !== '') lines.add(`${loopFlag} = true;`);
    lines.add('break;');
  },
  continue: (_statement, { lines }) => {
    lines.add('continue;');
  },
  delete: ({ targets }, writer) => {
    for (const target of targets) writeDelete(target, writer);
  },
  scope: () => undefined,
  assert: ({ test, text }, { lines, context }) => {
    const { from, to } = test;
    const condition = writeNot({ kind: 'not', value: test, from, to }, context).text;
    const message = text === undefined ? '' : context.text(text);
    lines.add(`if (${condition}) throw new ${context.use('AssertionError')}(${message});`);
  },
  unparsed: (statement, writer) => {
    if (statement.isFault === true) writer.quote(statement, NO_PYTHON);
    else writer.quoteSource(statement, 'this statement is not translated');
    writer.dropCommentsUntil(statement.to);
  },
};

function writeExpressionStatement({ value }: StatementOf<'expression'>, { lines, context }: Writer): void {
  if (value.kind === 'string') lines.add(...docComment(value.value));
  else {
    const { text } = context.write(value);
    lines.add(/^[{]|^function\b/.test(text) ? `(${text});` : `${text};`);
  }
}

function writeAssign(statement: StatementOf<'assign'>, writer: Writer): void {
  const { targets, value } = statement;
  const { lines, context, declarations } = writer;
  if (value === undefined) return;
  const [target, ...others] = [...targets].reverse();
  if (target === undefined) return;
  if (target.kind === 'slice') {
    lines.add(`${replacedSlice(target, value, context)};`);
    return;
  }
  const declared = declarations.by.get(statement);
  const text = gathered(target, value, context);
  if (declared !== undefined && declared.size > 0) writeDeclaration(target, value, declared, writer);
  else
    lines.add(
      `${isBracketed(target) ? `[${writeGathering(target, context).slice(1)}` : writeGathering(target, context)} = ${text};`,
    );
  for (const other of others) lines.add(`${writeTarget(other, context)} = ${writeTarget(target, context)};`);
}

function isBracketed({ kind }: Expression): boolean {
  return kind === 'tuple' || kind === 'list';
}

function writeDeclaration(
  target: Expression,
  value: Expression,
  declared: ReadonlySet<string>,
  { lines, context }: Writer,
): void {
  const names = namesIn(target);
  const isConstant = names.every((name) => (context.scope.find(name)?.assignments ?? 2) === 1);
  const text = gathered(target, value, context);
  const isWhole = names.every((name) => declared.has(name));
  if (!isWhole) {
    for (const name of declared) lines.add(`let ${nameOf(name, context)}: any;`);
    lines.add(`${writeGathering(target, context)} = ${text};`);
    return;
  }
  const type =
    target.kind === 'name' ? annotationFor(target.id, value, context) : annotationOfAll(target, value, context);
  lines.add(`${isConstant ? 'const' : 'let'} ${writeGathering(target, context)}${type} = ${text};`);
}

function writeUpdate({ target, operator, value }: StatementOf<'update'>, writer: Writer): void {
  const { lines, context } = writer;
  const type: Type = present(context.typeOf(target));
  const place = writeTarget(target, context);
  const text = writeNumber(value, context);
  if (type.kind === 'list' && operator === '+') lines.add(`${place}.push(...${at(Level.Unary, text)});`);
  else if (type.kind === 'set' && operator === '|') lines.add(`${context.use('addAll')}(${place}, ${text.text});`);
  else if (hasFallback(target, context)) lines.add(`${place} = (${place} ?? 0) ${operator} ${at(Level.Times, text)};`);
  else if (['+', '-', '*', '**'].includes(operator) && !NEEDS_WHOLE.has(type.kind))
    lines.add(`${place} ${operator}= ${text.text};`);
  else {
    const { from, to } = target;
    const sum = context.write({ kind: 'binary', operator, left: target, right: value, from, to });
    lines.add(`${place} = ${sum.text};`);
  }
}

/** Written out, as what the operator means depends on the value. */
const NEEDS_WHOLE = new Set<Type['kind']>([
  'instance',
  'optional',
  'any',
  'unknown',
  'list',
  'tuple',
  'set',
  'str',
  'bool',
]);

function hasFallback(target: Expression, context: Context): boolean {
  if (target.kind !== 'index') return false;
  const owner = present(context.typeOf(target.object));
  return owner.kind === 'dict' && owner.fallback === '0';
}

function writeIf({ branches, otherwise }: StatementOf<'if'>, writer: Writer): void {
  const { lines, context } = writer;
  branches.forEach(({ test, body }, index) => {
    const head = `if (${writeCondition(test, context).text}) {`;
    const write = (): void => {
      writer.block(body);
    };
    if (index === 0) lines.block(head, write);
    else lines.reopen(`} else ${head}`, write);
  });
  if (otherwise !== undefined) {
    lines.reopen('} else {', () => {
      writer.block(otherwise);
    });
  }
}

function writeWhile({ test, body, otherwise }: StatementOf<'while'>, writer: Writer): void {
  const { lines, context } = writer;
  const flag = otherwise === undefined ? '' : flagOf(writer);
  if (flag !== '') lines.add(`let ${flag} = false;`);
  const condition = test.kind === 'number' ? code('true') : writeCondition(test, context);
  lines.block(`while (${condition.text}) {`, () => {
    writer.with(context, flag).block(body);
  });
  if (otherwise !== undefined) {
    lines.block(`if (!${flag}) {`, () => {
      writer.block(otherwise);
    });
  }
}

function writeRaise({ value, text, cause }: StatementOf<'raise'>, { lines, context }: Writer): void {
  if (value === undefined) {
    lines.add(`throw ${context.surroundings.caught ?? "new Error('there is nothing to raise again')"};`);
    return;
  }
  const type = context.typeOf(value);
  const isClass = type.kind === 'class' || (type.kind === 'path' && Object.hasOwn(ERROR_CLASSES, type.path));
  const { from, to } = value;
  const args = text === undefined ? [] : [{ value: text }];
  const made: Expression = isClass ? { kind: 'call', callee: value, args, from, to } : value;
  const thrown = context.text(made);
  if (cause === undefined || cause.kind === 'constant') lines.add(`throw ${thrown};`);
  else lines.add(`throw Object.assign(${thrown}, { cause: ${context.text(cause)} });`);
}

/** What the tables know is imported where it is used; the rest is left to the reader. */
function writeImport(statement: StatementOf<'import'>, writer: Writer): void {
  const unknown = statement.names.filter(({ path }) => !isKnownModule(path) && !path.startsWith('sfbulk'));
  const [first] = unknown;
  if (first !== undefined) writer.quoteSource(statement, `the module "${first.path}" has no counterpart here`);
}

/** `rows[1:3] = others` */
function replacedSlice(
  { object, start, end, step }: ExpressionOf<'slice'>,
  value: Expression | undefined,
  context: Context,
): string {
  if (step !== undefined) return context.todo(object, 'a slice with steps cannot be assigned to').text;
  const [from, to] = [start, end].map((bound) => (bound === undefined ? 'undefined' : context.sure(bound).text));
  const items = value === undefined ? '[]' : context.sure(value).text;
  return `${context.use('replaceSlice')}(${context.sure(object).text}, ${from ?? ''}, ${to ?? ''}, ${items})`;
}

function writeDelete(target: Expression, writer: Writer): void {
  const { lines, context } = writer;
  if (target.kind === 'tuple') {
    for (const item of target.items) writeDelete(item, writer);
    return;
  }
  if (target.kind === 'slice') {
    lines.add(`${replacedSlice(target, undefined, context)};`);
    return;
  }
  if (target.kind === 'attribute') {
    lines.add(`delete (${context.text(target.object)} as any).${target.name};`);
    return;
  }
  if (target.kind !== 'index') {
    lines.add(`// ${context.text(target)} is no longer used`);
    return;
  }
  const owner = at(Level.Member, context.sure(target.object));
  const key = context.text(target.index);
  const isList = context.kindOf(target.object) === 'list';
  if (isList) lines.add(`${context.use('popped')}(${owner}, ${key});`);
  else if (context.surroundings.isGuarded === true) lines.add(`${context.use('takenOut')}(${owner}, ${key});`);
  else lines.add(`delete ${owner}[${key}];`);
}
