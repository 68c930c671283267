/** `__init__`: a constructor, or a factory where it waits. */
import { type ClassStatement, type DefinitionStatement, type Statement } from '../syntax/tree';
import { ownArguments } from './calls/own-arguments';
import { type Context } from './context';
import { factoryName, hasHeirs } from './factory-name';
import { formText } from './forms';
import { bodyWriter, parameterTexts, writeBody } from './functions';
import { tsName } from './names';
import { type Writer } from './writer';

export function writeConstructor(def: DefinitionStatement, owner: ClassStatement, writer: Writer): void {
  const inner = bodyWriter(def, writer);
  const params = parameterTexts(def, 1, inner.context).join(', ');
  const call = callToBase(def, owner, inner.context);
  if (writer.context.model.waiting.has(def)) {
    writeFactory(def, owner, params, writer);
    writer.lines.blank();
    writer.lines.block(`async ${initialiser(owner)}(${params}) {`, () => {
      writeWithBaseCall(def, call, inner);
    });
    return;
  }
  writer.lines.block(`constructor(${params}) {`, () => {
    writeWithBaseCall(def, call ?? silentCall(def, owner, inner.context), inner);
  });
}

/** A namedtuple is made of its values. */
export function writeTupleConstructor(def: DefinitionStatement, fields: readonly string[], writer: Writer): void {
  const { context } = bodyWriter(def, writer);
  const forms = fields.map((name) => formText(context.scope.find(name)?.type ?? { kind: 'any' }));
  const shown = forms.every((form) => form === 'null') ? '' : `, [${forms.join(', ')}]`;
  writer.lines.block(`constructor(${parameterTexts(def, 1, context).join(', ')}) {`, () => {
    writer.lines.add(`super([${fields.map(tsName).join(', ')}]${shown});`);
  });
}

interface BaseCall {
  readonly text: string;
  /** The statement that says so in Python; a constructor begins with it here. */
  readonly statement?: Statement;
}

function writeWithBaseCall(def: DefinitionStatement, call: BaseCall | undefined, writer: Writer): void {
  if (call !== undefined && call.text !== '') writer.lines.add(call.text);
  const statements = def.body.statements.filter((statement) => statement !== call?.statement);
  writeBody({ ...def, body: { ...def.body, statements } }, writer);
}

/** JavaScript wants `super()` to be called. An exception holds what it is made of, without being told. */
function silentCall(def: DefinitionStatement, owner: ClassStatement, { model }: Context): BaseCall | undefined {
  const { base, error } = model.factsOf(owner);
  if (error !== undefined) return { text: `super(${parameterNames(def)});` };
  return base === undefined ? undefined : { text: 'super();' };
}

/** `super().__init__(…)`, `super(Loader, self).__init__(…)`, `Base.__init__(self, …)` */
function callToBase(def: DefinitionStatement, owner: ClassStatement, context: Context): BaseCall | undefined {
  for (const statement of def.body.statements) {
    if (statement.kind !== 'expression' || statement.value.kind !== 'call') continue;
    const call = statement.value;
    const { callee } = call;
    if (callee.kind !== 'attribute' || callee.name !== '__init__') continue;
    const args = callee.object.kind === 'call' ? call.args : call.args.slice(1);
    return { statement, text: baseCallText(owner, { ...call, args }, context) };
  }
  return undefined;
}

function baseCallText(owner: ClassStatement, call: Parameters<typeof ownArguments>[1], context: Context): string {
  const { model } = context;
  const { base, error } = model.factsOf(owner);
  const init = base && model.methodOf(base, '__init__');
  const plain = call.args.map(({ value }) => context.text(value));
  const args = (init === undefined ? plain : ownArguments(init, call, 1, context)).join(', ');
  if (init !== undefined && model.waiting.has(init))
    return `await this.${initialiser(model.ownerOf(init) ?? owner)}(${args});`;
  return base === undefined && error === undefined ? '' : `super(${args});`;
}

function parameterNames({ params }: DefinitionStatement): string {
  const names = params.slice(1).map(({ name, star }) => `${star === '*' ? '...' : ''}${tsName(name)}`);
  return names.join(', ');
}

/** A constructor cannot wait: what waits in `__init__` becomes a method, called by `create`. */
function writeFactory(
  def: DefinitionStatement,
  owner: ClassStatement,
  params: string,
  { lines, context }: Writer,
): void {
  const { model } = context;
  const name = tsName(owner.name);
  const isInherited = hasHeirs(owner, model);
  const head = isInherited
    ? `static async ${factoryName(owner, model)}<Made extends ${name}>(this: new () => Made${params === '' ? '' : ', '}${params}): Promise<Made> {`
    : `static async ${factoryName(owner, model)}(${params}): Promise<${name}> {`;
  const made = isInherited ? 'this' : name;
  lines.block(head, () => {
    lines.add(
      `const made = new ${made}();`,
      `await made.${initialiser(owner)}(${parameterNames(def)});`,
      'return made;',
    );
  });
}

/** Each class has its own, for they take different arguments. */
function initialiser({ name }: ClassStatement): string {
  return `initialise${name}`;
}
