import { type ClassStatement, type DefinitionStatement, type Statement, type StatementOf } from '../syntax/tree';
import { type Context } from './context';
import { docComment, docstringOf } from './docs';
import { bodyWriter, parameterTexts, writeBody, writeFunction } from './functions';
import { tsName } from './names';
import { typeText } from './types';
import { type Writer } from './writer';

export function writeClass(statement: StatementOf<'class'>, writer: Writer): void {
  const { lines, context } = writer;
  const documentation = docstringOf(statement.body);
  if (documentation !== undefined) lines.add(...docComment(documentation));
  lines.block(`class ${tsName(statement.name)}${baseText(statement, context)} {`, () => {
    writeMembers(
      statement,
      documentation === undefined ? 0 : 1,
      writer.with(context.within(context.model.scopeOf(statement))),
    );
  });
}

function baseText(statement: ClassStatement, context: Context): string {
  const facts = context.model.factsOf(statement);
  if (facts.base !== undefined) return ` extends ${tsName(facts.base.name)}`;
  if (facts.isError) return ' extends Error';
  for (const base of statement.bases)
    context.leaveOut(base, `the base class is left out: ${context.model.textOf(base)}`);
  return '';
}

function writeMembers(owner: ClassStatement, start: number, writer: Writer): void {
  const { lines } = writer;
  const statics = new Set(owner.body.statements.flatMap(staticNames));
  writeFields(owner, statics, writer);
  for (const statement of owner.body.statements.slice(start)) {
    writer.commentsUntil(statement.from);
    if (statement.kind === 'def') {
      if (lines.length > 0) lines.blank();
      writeMethod(statement, owner, writer);
    } else if (isStaticField(statement)) writeStatic(statement, owner, writer);
    else if (statement.kind !== 'pass') writer.quoteSource(statement, 'this part of a class is not translated');
  }
  writer.commentsUntil(owner.body.to, owner.body);
}

function staticNames(statement: Statement): string[] {
  if (statement.kind !== 'assign') return [];
  return statement.targets.flatMap((target) => (target.kind === 'name' ? [target.id] : []));
}

function isStaticField(statement: Statement): statement is StatementOf<'assign'> {
  if (statement.kind !== 'assign' || statement.value === undefined) return false;
  return statement.targets.length === 1 && statement.targets[0]?.kind === 'name';
}

function writeStatic(
  { targets, value }: StatementOf<'assign'>,
  owner: ClassStatement,
  { lines, context }: Writer,
): void {
  const [target] = targets;
  if (value === undefined || target?.kind !== 'name') return;
  const type = context.model.fieldOf(owner, target.id);
  const keyword = context.model.factsOf(owner).statics.has(target.id) ? 'static ' : '';
  lines.add(
    `${keyword}${tsName(target.id)}${type === undefined ? '' : `: ${typeText(type, context)}`} = ${context.text(value)};`,
  );
}

/** The fields that its methods fill. */
function writeFields(owner: ClassStatement, statics: ReadonlySet<string>, { lines, context }: Writer): void {
  const { fields } = context.model.factsOf(owner);
  for (const [name, type] of fields) {
    if (statics.has(name)) continue;
    const text = typeText(type, context);
    lines.add(`${name}${text === 'any' ? '' : '!'}: ${text};`);
  }
}

/** Python calls these for an operator or a function of its own; here nobody does. */
const UNCALLED =
  /^__(add|sub|mul|truediv|floordiv|mod|lt|le|gt|ge|hash|call|setitem|delitem|getattr|setattr|format|cmp|del|new|next)__$/;

function writeMethod(def: DefinitionStatement, owner: ClassStatement, writer: Writer): void {
  const { lines, context } = writer;
  if (UNCALLED.test(def.name)) {
    context.note(def, `nothing calls ${def.name} here`, 'todo');
    lines.add(`// TODO: nothing calls ${def.name} here`);
  }
  if (def.name === '__init__') writeConstructor(def, owner, writer);
  else writeFunction(def, writer, owner);
  const hasText = context.model.methodOf(owner, '__str__') !== undefined;
  if (def.name === '__repr__' && !hasText) lines.add('', 'toString() {', '  return this.__repr__();', '}');
  if (def.name === '__iter__')
    lines.add('', '[Symbol.iterator](): Iterator<any> {', '  return this.__iter__()[Symbol.iterator]();', '}');
}

function writeConstructor(def: DefinitionStatement, owner: ClassStatement, writer: Writer): void {
  const { lines, context } = writer;
  const facts = context.model.factsOf(owner);
  const inner = bodyWriter(def, writer);
  const params = parameterTexts(def, 1, inner.context);
  if (context.model.waiting.has(def)) {
    writeFactory(def, owner, params, inner);
    return;
  }
  lines.block(`constructor(${params.join(', ')}) {`, () => {
    const calls = callsToBase(def, inner.context);
    if (calls === undefined && (facts.base !== undefined || facts.isError))
      lines.add(facts.isError ? `super(${messageText(def)});` : 'super();');
    writeBody(calls === undefined ? def : withoutBaseCall(def, calls.statement), withBaseCall(calls?.text, inner));
  });
}

function withBaseCall(text: string | undefined, writer: Writer): Writer {
  if (text !== undefined) writer.lines.add(text);
  return writer;
}

function messageText({ params }: DefinitionStatement): string {
  const message = params.find(({ name }) => name === 'message' || name === 'msg' || name === 'text');
  return message === undefined ? '' : tsName(message.name);
}

function withoutBaseCall(def: DefinitionStatement, call: Statement): DefinitionStatement {
  return { ...def, body: { ...def.body, statements: def.body.statements.filter((statement) => statement !== call) } };
}

/** `super().__init__(…)`, `super(Loader, self).__init__(…)`, `Base.__init__(self, …)` */
function callsToBase(def: DefinitionStatement, context: Context): { statement: Statement; text: string } | undefined {
  for (const statement of def.body.statements) {
    if (statement.kind !== 'expression' || statement.value.kind !== 'call') continue;
    const { callee, args } = statement.value;
    if (callee.kind !== 'attribute' || callee.name !== '__init__') continue;
    const given = callee.object.kind === 'call' ? args : args.slice(1);
    return { statement, text: `super(${given.map(({ value }) => context.text(value)).join(', ')});` };
  }
  return undefined;
}

/** A constructor cannot wait: what waits in `__init__` becomes a method, called by `create`. */
function writeFactory(
  def: DefinitionStatement,
  owner: ClassStatement,
  params: readonly string[],
  writer: Writer,
): void {
  const { lines } = writer;
  const names = def.params.slice(1).map(({ name, star }) => `${star === '*' ? '...' : ''}${tsName(name)}`);
  const name = tsName(owner.name);
  lines.block(`static async create(${params.join(', ')}): Promise<${name}> {`, () => {
    lines.add(`const made = new ${name}();`, `await made.initialise(${names.join(', ')});`, 'return made;');
  });
  lines.blank();
  lines.block(`async initialise(${params.join(', ')}) {`, () => {
    writeBody(def, writer);
  });
}
