import { endsAlways, isClassMethod, isStatic } from '../analysis/infer';
import { everyExpression } from '../analysis/walk';
import { type ClassStatement, type DefinitionStatement, type Expression, type Parameter } from '../syntax/tree';
import { type Context } from './context';
import { tsName } from './names';
import { docComment, docstringOf } from './docs';
import { typeText } from './types';
import { type Writer } from './writer';

const KNOWN_DECORATORS = new Set(['staticmethod', 'classmethod', 'property']);

export function writeFunction(def: DefinitionStatement, writer: Writer, owner?: ClassStatement): void {
  const { lines } = writer;
  noteDecorators(def, writer);
  const inner = bodyWriter(def, writer);
  const skipped = owner !== undefined && !isStatic(def) ? 1 : 0;
  lines.add(...leadingDoc(def));
  const head = `${keywords(def, writer.context, owner)}${owner !== undefined && def.name === '__str__' ? 'toString' : tsName(def.name)}(${parameterTexts(def, skipped, inner.context).join(', ')})`;
  lines.block(`${head}${returnText(def, inner.context)} {`, () => {
    writeBody(def, inner);
  });
}

export function bodyWriter(def: DefinitionStatement, writer: Writer): Writer {
  const params = new Set(def.params.map(({ name }) => name));
  return writer.forFunction(def.body, writer.context.model.scopeOf(def), params);
}

/** The docstring stands above the function. */
function leadingDoc({ body }: DefinitionStatement): string[] {
  const text = docstringOf(body);
  return text === undefined ? [] : docComment(text);
}

export function writeBody({ body }: DefinitionStatement, writer: Writer): void {
  const isDocumented = docstringOf(body) !== undefined;
  writer.block(isDocumented ? { ...body, statements: body.statements.slice(1) } : body);
}

function keywords(def: DefinitionStatement, { model }: Context, owner?: ClassStatement): string {
  const isAsync = model.waiting.has(def) ? 'async ' : '';
  const star = model.generators.has(def) ? '*' : '';
  if (owner === undefined) return `${isAsync}function${star} `;
  const isProperty = def.decorators.some((decorator) => decorator.kind === 'name' && decorator.id === 'property');
  const scope = isStatic(def) || isClassMethod(def) ? 'static ' : '';
  return `${scope}${isAsync}${isProperty ? 'get ' : ''}${star}`;
}

export function parameterTexts(def: DefinitionStatement, skipped: number, context: Context): string[] {
  const params = inOrder(def.params.slice(skipped));
  const isLastRequired = params.findLastIndex(({ fallback, star }) => fallback === undefined && star === undefined);
  const overridden = context.model.overrides.get(def);
  const known = overridden?.params.slice(skipped).length ?? params.length;
  return params.map((param, index) => {
    const isExtra = index >= known && param.fallback === undefined && param.star === undefined;
    return isExtra ? `${tsName(param.name)}?: any` : parameterText(param, index < isLastRequired, context);
  });
}

/** A rest parameter must be the last one. */
export function inOrder(params: readonly Parameter[]): Parameter[] {
  return [...params.filter(({ star }) => star !== '*'), ...params.filter(({ star }) => star === '*')];
}

function parameterText({ name, star, fallback }: Parameter, isBeforeRequired: boolean, context: Context): string {
  const type = typeText(context.scope.find(name)?.type ?? { kind: 'any' }, context);
  if (star === '*') return `...${tsName(name)}: any[]`;
  if (star === '**') return `${tsName(name)}: Record<string, any> = {}`;
  if (fallback?.kind === 'list' || fallback?.kind === 'dict') context.note(fallback, MADE_ANEW);
  const value = fallback === undefined || isBeforeRequired ? '' : ` = ${context.text(fallback)}`;
  const isPlain = fallback !== undefined && isObvious(fallback, type);
  return `${tsName(name)}${isPlain && value !== '' ? '' : `: ${type}`}${value}`;
}

const MADE_ANEW = 'this default is made anew by every call; in Python, all calls share one';

/** The default says the type. */
function isObvious(fallback: Expression, type: string): boolean {
  if (fallback.kind === 'number') return type === 'number';
  if (fallback.kind === 'string') return type === 'string';
  return fallback.kind === 'constant' && fallback.value !== null && type === 'boolean';
}

/** Only a function that calls itself must say what it returns, and a method that is overridden: others may give more. */
function returnText(def: DefinitionStatement, context: Context): string {
  const { model } = context;
  const isOverridden = [...model.overrides.values()].includes(def);
  if (def.name === '__init__' || model.generators.has(def) || !(isOverridden || isRecursive(def))) return '';
  const returned = model.returns.get(def) ?? { kind: 'any' };
  const isUnsure = returned.kind !== 'none' && !endsAlways(def.body);
  const type = isUnsure ? 'any' : typeText(returned, context).replace(/^null$/, 'void');
  return model.waiting.has(def) ? `: Promise<${type}>` : `: ${type}`;
}

function isRecursive({ name, body }: DefinitionStatement): boolean {
  return [...everyExpression(body)].some((expression) => {
    if (expression.kind !== 'call') return false;
    const { callee } = expression;
    return (callee.kind === 'name' && callee.id === name) || (callee.kind === 'attribute' && callee.name === name);
  });
}

function noteDecorators(def: DefinitionStatement, writer: Writer): void {
  for (const decorator of def.decorators) {
    if (decorator.kind !== 'name' || KNOWN_DECORATORS.has(decorator.id)) continue;
    writer.context.note(decorator, `the decorator "${decorator.id}" is left out`, 'todo');
    writer.lines.add(`// TODO: the decorator is left out: ${writer.context.model.textOf(decorator)}`);
  }
}
