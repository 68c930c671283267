import {
  type ClassStatement,
  type Expression,
  type DefinitionStatement,
  type Statement,
  type StatementOf,
} from '../syntax/tree';
import { isCalledWithoutWaiting, isNeverCalled } from '../analysis/own-operators';
import { ERROR_CLASSES } from '../library/errors';
import { fill, quote } from './code';
import { type Context } from './context';
import { docComment, docstringOf } from './docs';
import { writeConstructor, writeTupleConstructor } from './constructors';
import { writeFunction } from './functions';
import { tsName } from './names';
import { typeText } from './types';
import { type Writer } from './writer';

export function writeClass(statement: StatementOf<'class'>, writer: Writer): void {
  const { lines, context } = writer;
  const documentation = docstringOf(statement.body);
  if (documentation !== undefined) lines.add(...docComment(documentation));
  lines.block(`class ${tsName(statement.name)}${baseText(statement, context)} {`, () => {
    if (statement.bases.some((base) => isDictionary(base, context))) lines.add('[key: string]: any;');
    writeMembers(
      statement,
      documentation === undefined ? 0 : 1,
      writer.with(context.within(context.model.scopeOf(statement))),
    );
  });
}

function baseText(statement: ClassStatement, context: Context): string {
  const facts = context.model.factsOf(statement);
  if (statement.tupleFields !== undefined) return ` extends ${context.use('NamedTuple')}`;
  if (facts.base !== undefined) return ` extends ${tsName(facts.base.name)}`;
  const error = facts.error === undefined ? undefined : ERROR_CLASSES[facts.error];
  if (error !== undefined) return ` extends ${fill(error.class, { args: [], use: context.use }).text}`;
  for (const base of statement.bases)
    context.leaveOut(base, `the base class is left out: ${context.model.textOf(base)}`);
  return '';
}

/** Its entries are read and written with brackets. */
function isDictionary(base: Expression, context: Context): boolean {
  const type = context.typeOf(base);
  return type.kind === 'path' && ['dict', 'collections.OrderedDict', 'collections.defaultdict'].includes(type.path);
}

function writeMembers(owner: ClassStatement, start: number, writer: Writer): void {
  const { lines } = writer;
  const statics = new Set(owner.body.statements.flatMap(staticNames));
  if (owner.tupleFields === undefined) writeFields(owner, statics, writer);
  else writeTupleFields(owner, owner.tupleFields, writer);
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

/** They are read from the list that the object is. */
function writeTupleFields(owner: ClassStatement, fields: readonly string[], { lines, context }: Writer): void {
  lines.add(`static readonly _fields = [${fields.map(quote).join(', ')}];`);
  for (const name of fields) {
    const type = context.model.fieldOf(owner, name);
    lines.add(`declare readonly ${name}: ${type === undefined ? 'any' : typeText(type, context)};`);
    if (name in Array.prototype)
      context.leaveOut(owner, `the field "${name}" has the name of something that every list has here`);
  }
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

function writeMethod(def: DefinitionStatement, owner: ClassStatement, writer: Writer): void {
  const { lines, context } = writer;
  if (isNeverCalled(def.name)) leaveToPerson(def, `nothing calls ${def.name} here`, writer);
  if (context.model.waiting.has(def) && isCalledWithoutWaiting(def.name))
    leaveToPerson(def, `${def.name} waits here, and what calls it does not`, writer);
  if (def.name === '__init__' && owner.tupleFields !== undefined) writeTupleConstructor(def, owner.tupleFields, writer);
  else if (def.name === '__init__') writeConstructor(def, owner, writer);
  else writeFunction(def, writer, owner);
  const hasText = context.model.methodOf(owner, '__str__') !== undefined;
  if (def.name === '__repr__' && !hasText) lines.add('', 'toString() {', '  return this.__repr__();', '}');
  if (def.name === '__iter__')
    lines.add('', '[Symbol.iterator](): Iterator<any> {', `  return ${steps(owner, context)};`, '}');
}

/** An iterator that is its own is asked for one after the other. */
function steps(owner: ClassStatement, { model, use }: Context): string {
  const next = ['__next__', 'next'].find((name) => model.methodOf(owner, name) !== undefined);
  if (next === undefined) return 'this.__iter__()[Symbol.iterator]()';
  return `${use('steppedThrough')}(() => this.${next}())`;
}

function leaveToPerson(def: DefinitionStatement, reason: string, { lines, context }: Writer): void {
  context.note(def, reason, 'todo');
  lines.add(`// TODO: ${reason}`);
}
