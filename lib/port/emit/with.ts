import { present } from '../analysis/types';
import { type StatementOf } from '../syntax/tree';
import { tsName } from './names';
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
  const manager = isFile || item.name === undefined ? (item.name ?? 'resource') : `${item.name}_manager`;
  lines.add(`${declaration(statement, item.name, writer)}${tsName(manager)} = ${context.text(item.value)};`);
  if (type.kind === 'object')
    lines.add(
      `${item.name === undefined ? '' : `const ${tsName(item.name)} = `}${waitFor(statement, index, '__enter__', writer)}${tsName(manager)}.__enter__();`,
    );
  lines.block('try {', () => {
    writeItem(statement, index + 1, writer);
  });
  lines.reopen('} finally {', () => {
    if (isFile) lines.add(`${tsName(manager)}.close();`);
    else if (type.kind === 'object')
      lines.add(`${waitFor(statement, index, '__exit__', writer)}${tsName(manager)}.__exit__(null, null, null);`);
  });
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
