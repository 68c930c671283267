import { present, type Type } from '../analysis/types';
import { everyExpression } from '../analysis/walk';
import { type DefinitionStatement, type StatementOf } from '../syntax/tree';
import { type Context } from './context';
import { tsName } from './names';
import { annotationFor } from './annotation';
import { type Writer } from './writer';

type With = StatementOf<'with'>;

/** `with open(path) as file:` closes the file, however the block ends. */
export function writeWith(statement: With, writer: Writer): void {
  writeItem(statement, 0, writer);
}

function writeItem(statement: With, index: number, writer: Writer): void {
  const item = statement.items[index];
  if (item === undefined) {
    writer.block(statement.body);
    return;
  }
  const { lines, context } = writer;
  const type = present(context.typeOf(item.value));
  const isFile = type.kind === 'instance' && type.name === 'TextFile';
  if (!isFile && type.kind !== 'object') {
    context.todo(item.value, 'a "with" of this kind is not translated: nothing is closed');
  }
  const isItself = isFile || entersItself(type, writer);
  const manager =
    item.name === undefined || !isItself ? `manager${String(context.lineOf(item.value.from))}` : item.name;
  const keyword = declaration(statement, item.name, writer);
  const own = keyword === 'let ' && item.name !== undefined ? annotationFor(item.name, item.value, context) : '';
  const named = `${keyword}${tsName(item.name ?? manager)}${own} = `;
  lines.add(`${isItself ? named : `const ${manager} = `}${context.text(item.value)};`);
  if (type.kind === 'object') {
    const enter = `${waitFor(statement, index, '__enter__', writer)}${tsName(manager)}.__enter__();`;
    lines.add(isItself || item.name === undefined ? enter : named + enter);
  }
  const exit = type.kind === 'object' ? context.model.methodOf(type.class, '__exit__') : undefined;
  const closing = (...args: string[]): string => {
    if (isFile) return `${tsName(manager)}.close()`;
    return `${waitFor(statement, index, '__exit__', writer)}${tsName(manager)}.__exit__(${args.join(', ')})`;
  };
  const write = (): void => {
    writeItem(statement, index + 1, writer);
  };
  if (exit !== undefined && looksAtErrors(exit, context)) writeTold(closing, write, writer);
  else writeUntold(isFile || type.kind === 'object' ? closing('null', 'null', 'null') : undefined, write, writer);
}

function writeUntold(closing: string | undefined, write: () => void, { lines }: Writer): void {
  lines.block('try {', write);
  lines.reopen('} finally {', () => {
    if (closing !== undefined) lines.add(`${closing};`);
  });
}

/** `__exit__` is told of the error that ended the block, and may say that it is done with. */
function writeTold(closing: (...args: string[]) => string, write: () => void, { lines, context }: Writer): void {
  context.record.flags += 1;
  const flag = `hasFailed${String(context.record.flags)}`;
  lines.add(`let ${flag} = false;`);
  lines.block('try {', write);
  lines.reopen('} catch (failure) {', () => {
    lines.add(`${flag} = true;`);
    const told = closing(`${context.use('classOf')}(failure)`, 'failure', 'null');
    lines.add(`if (!${context.use('isTrue')}(${told})) throw failure;`);
  });
  lines.reopen('} finally {', () => {
    lines.add(`if (!${flag}) ${closing('null', 'null', 'null')};`);
  });
}

/** It gives an answer, or uses what it is told. */
function looksAtErrors(exit: DefinitionStatement, { model }: Context): boolean {
  const returned = model.returns.get(exit);
  if (returned !== undefined && returned.kind !== 'none') return true;
  const told = new Set(exit.params.slice(1).map(({ name }) => name));
  return [...everyExpression(exit.body)].some((part) => part.kind === 'name' && told.has(part.id));
}

/** `return self` is what `__enter__` does nearly always. */
function entersItself(type: Type, { context }: Writer): boolean {
  if (type.kind !== 'object') return true;
  const enter = context.model.methodOf(type.class, '__enter__');
  return enter !== undefined && context.model.returns.get(enter)?.kind === 'object';
}

function declaration(statement: With, name: string | undefined, { declarations, context }: Writer): string {
  const isDeclared = name === undefined || (declarations.by.get(statement)?.has(name) ?? false);
  const isConstant = name === undefined || context.scope.find(name)?.assignments === 1;
  return isDeclared ? (isConstant ? 'const ' : 'let ') : '';
}

function waitFor(statement: With, index: number, method: string, { context }: Writer): string {
  const value = statement.items[index]?.value;
  const type = value === undefined ? undefined : present(context.typeOf(value));
  const def = type?.kind === 'object' ? context.model.methodOf(type.class, method) : undefined;
  return def !== undefined && context.model.waiting.has(def) ? 'await ' : '';
}
