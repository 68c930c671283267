import { isKnownModule } from '../library';
import { ERROR_CLASSES } from '../library/errors';
import { type Expression, type Statement, type StatementOf } from '../syntax/tree';
import { code, Level } from './code';
import { writeAssign, writeDelete, writeUpdate } from './assignments';
import { writeClass } from './classes';
import { NO_PYTHON } from './context';
import { docComment } from './docs';
import { writeFunction } from './functions';
import { flagOf, writeFor } from './loops';
import { writeCondition, writeNot } from './operators/truth';
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
