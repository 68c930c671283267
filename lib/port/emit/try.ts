import { ERROR_CLASSES } from '../library/errors';
import { normalPath } from '../library';
import { endsAlways } from '../analysis/infer';
import { type Expression, type Handler, type StatementOf } from '../syntax/tree';
import { code, fill } from './code';
import { type Context } from './context';
import { tsName } from './names';
import { type Writer } from './writer';

/** Reading a key that is missing throws in Python, and gives `undefined` here: within these handlers it must throw. */
const MISSING = new Set(['KeyError', 'IndexError', 'LookupError']);

export function writeTry(statement: StatementOf<'try'>, writer: Writer): void {
  if (statement.body.statements.every(({ kind }) => kind === 'import')) {
    // Another module for the same: the first that is known is meant.
    writer.block(statement.body);
    return;
  }
  const { lines, context } = writer;
  const { body, handlers, otherwise } = statement;
  const isGuarded = handlers.some(({ type }) => classesOf(type, context).some((name) => MISSING.has(name)));
  if (otherwise !== undefined) lines.add('let isDone = false;');
  lines.block('try {', () => {
    writer.with(isGuarded ? context.inside({ isGuarded }) : context).block(body);
    if (otherwise !== undefined) lines.add('isDone = true;');
  });
  if (handlers.length > 0) writeHandlers(handlers, writer);
  if (statement.finally !== undefined) writeFinally(statement.finally, writer);
  if (otherwise === undefined) return;
  const write = (): void => {
    writer.block(otherwise);
  };
  if (handlers.every((handler) => endsAlways(handler.body))) write();
  else lines.block('if (isDone) {', write);
}

function writeFinally(block: Handler['body'], writer: Writer): void {
  writer.lines.reopen('} finally {', () => {
    writer.block(block);
  });
}

function writeHandlers(handlers: readonly Handler[], writer: Writer): void {
  const { lines, context } = writer;
  const caught = tsName(handlers.find(({ name }) => name !== undefined)?.name ?? 'error');
  const inner = context.inside({ caught });
  const tests = handlers.map(({ type }) => testOf(type, caught, inner));
  lines.reopen(`} catch (${caught}) {`, () => {
    const isFirstAll = tests[0] === '';
    if (isFirstAll && context.record.used.has('SystemExit'))
      lines.add(`if (${caught} instanceof SystemExit) throw ${caught};`);
    handlers.forEach((handler, index) => {
      const test = tests[index] ?? '';
      const write = (): void => {
        writeHandler(handler, caught, writer.with(inner));
      };
      if (test === '' && index === 0) write();
      else if (test === '') lines.reopen('} else {', write);
      else if (index === 0) lines.block(`if (${test}) {`, write);
      else lines.reopen(`} else if (${test}) {`, write);
    });
    if (!tests.includes(''))
      lines.reopen('} else {', () => {
        lines.add(`throw ${caught};`);
      });
  });
}

function writeHandler({ name, body }: Handler, caught: string, writer: Writer): void {
  if (name !== undefined && tsName(name) !== caught) writer.lines.add(`const ${tsName(name)} = ${caught};`);
  writer.block(body);
}

function classesOf(type: Expression | undefined, context: Context): string[] {
  if (type === undefined) return ['Exception'];
  const items = type.kind === 'tuple' ? type.items : [type];
  return items.map((item) => {
    const found = context.typeOf(item);
    if (found.kind === 'path') return normalPath(found.path);
    return found.kind === 'class' ? context.text(item) : '';
  });
}

/** The condition under which a handler is meant; '' is always. */
function testOf(type: Expression | undefined, caught: string, context: Context): string {
  const tests = classesOf(type, context).map((name) => {
    const known = ERROR_CLASSES[name];
    if (known !== undefined)
      return known.test === '' ? '' : fill(known.test, { receiver: code(caught), args: [], use: context.use }).text;
    if (name !== '' && /^\w+$/.test(name)) return `${caught} instanceof ${name}`;
    if (type !== undefined)
      context.leaveOut(type, `the exception "${name}" is not known: its handler takes every error`);
    return '';
  });
  return tests.includes('') ? '' : tests.join(' || ');
}
