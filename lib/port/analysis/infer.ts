/** Runs through a program again and again, until no more is learnt about its variables. */
import { isKnownModule, normalPath } from '../library';
import { ERROR_CLASSES } from '../library/errors';
import {
  type Block,
  type ClassStatement,
  type DefinitionStatement,
  type Expression,
  type Handler,
  type Program,
  type Statement,
  type StatementOf,
} from '../syntax/tree';
import { typeOfAnnotation } from './annotations';
import { typeOf } from './infer-expression';
import { widenTarget } from './widen';
import { Model } from './model';
import { joinWithBase } from './overrides';
import { declareNames, Scope } from './scopes';
import { ANY, elementOf, instanceOf, isSame, iteratorOf, NONE, pathOf, tupleListOf, type Type, UNKNOWN } from './types';
import { blocksIn, everyExpression } from './walk';

const ROUNDS = 12;

export function analyse(program: Program): Model {
  const model = new Model(program, typeOf);
  declareNames(program.body, model.module);
  // What is known comes first, what is guessed from use fills in only what stayed unknown.
  for (const mayGuess of [false, true]) {
    model.mayGuess = mayGuess;
    for (let round = 0; round < ROUNDS; round += 1) {
      model.hasChanged = false;
      visit(program.body, model.module, model);
      if (model.isSettled) break;
    }
  }
  return model;
}

function visit(block: Block, scope: Scope, model: Model): void {
  for (const statement of block.statements) {
    const look = VISITORS[statement.kind] as Look | undefined;
    look?.(statement, scope, model);
    if (statement.kind === 'def' || statement.kind === 'class') continue;
    for (const inner of blocksIn(statement)) visit(inner, scope, model);
  }
}

type Look = (statement: Statement, scope: Scope, model: Model) => void;
type Visitors = { [Kind in Statement['kind']]?: (statement: StatementOf<Kind>, scope: Scope, model: Model) => void };

const VISITORS: Visitors = {
  expression: ({ value }, scope, model) => void typeOf(value, scope, model),
  assign: ({ targets, value, annotation }, scope, model) => {
    const type = value === undefined ? UNKNOWN : typeOf(value, scope, model);
    for (const target of targets)
      widenTarget(target, annotation ? typeOfAnnotation(annotation, scope) : type, scope, model);
  },
  update: ({ target, value, operator }, scope, model) => {
    const { from, to } = target;
    const updated: Expression = { kind: 'binary', operator, left: target, right: value, from, to };
    widenTarget(target, typeOf(updated, scope, model), scope, model);
  },
  if: ({ branches }, scope, model) => {
    for (const { test } of branches) typeOf(test, scope, model);
  },
  while: ({ test }, scope, model) => void typeOf(test, scope, model),
  for: ({ target, source }, scope, model) => {
    widenTarget(target, elementOf(model.opened(typeOf(source, scope, model))), scope, model);
  },
  try: ({ handlers }, scope, model) => {
    for (const handler of handlers) visitHandler(handler, scope, model);
  },
  with: ({ items }, scope, model) => {
    for (const { value, name } of items) {
      const type = typeOf(value, scope, model);
      if (name !== undefined) bindName(name, entered(type, model), scope, model);
    }
  },
  def: visitDefinition,
  class: visitClass,
  return: ({ value }, scope, model) => {
    const def = definitionAround(scope);
    if (def !== undefined) model.bindReturn(def, value === undefined ? NONE : typeOf(value, scope, model));
  },
  raise: ({ value, text, cause }, scope, model) => {
    for (const part of [value, text, cause]) if (part !== undefined) typeOf(part, scope, model);
  },
  import: ({ names }, scope, model) => {
    // `try: import json / except ImportError: import simplejson as json` means the first.
    for (const { path, as } of names) {
      if (scope.find(as)?.type.kind !== 'path')
        bindName(as, isKnownModule(path) ? pathOf(normalPath(path)) : pathOf(path), scope, model);
    }
  },
  assert: ({ test, text }, scope, model) => {
    typeOf(test, scope, model);
    if (text !== undefined) typeOf(text, scope, model);
  },
};

function bindName(name: string, type: Type, scope: Scope, model: Model): void {
  model.bind(scope.find(name) ?? scope.declare(name), type);
}

/** Of an exception of the script's own, the fields are known. */
function visitHandler({ name, type }: Handler, scope: Scope, model: Model): void {
  const caught = type === undefined ? ANY : typeOf(type, scope, model);
  if (name === undefined) return;
  const isOwn = caught.kind === 'class' && model.factsOf(caught.class).error !== undefined;
  const own: Type = isOwn ? { kind: 'object', class: caught.class } : instanceOf('Error');
  const variable = scope.declare(name);
  const isOther = variable.type.kind !== 'unknown' && !isSame(variable.type, own);
  // The handlers of a function may share a name: what it holds is some error, then.
  if (isOther) variable.type = instanceOf('Error');
  else model.bind(variable, own);
}

/** What `with` gives a name: an object of the program's own says so in `__enter__`. */
function entered(type: Type, model: Model): Type {
  if (type.kind !== 'object') return type;
  const enter = model.methodOf(type.class, '__enter__');
  return (enter && model.returns.get(enter)) ?? type;
}

function definitionAround(scope: Scope): DefinitionStatement | undefined {
  const { owner } = scope.function;
  return owner !== 'module' && owner.kind === 'def' ? owner : undefined;
}

function visitDefinition(def: DefinitionStatement, scope: Scope, model: Model, owner?: ClassStatement): void {
  if (owner === undefined) bindName(def.name, { kind: 'def', def }, scope, model);
  const inner = model.scopes.get(def) ?? openScope(def, scope, model);
  def.params.forEach(({ name, star, annotation, fallback }, index) => {
    const variable = inner.declare(name);
    if (owner !== undefined && index === 0 && !isStatic(def))
      model.bind(variable, { kind: isClassMethod(def) ? 'class' : 'object', class: owner });
    if (annotation !== undefined) model.bind(variable, typeOfAnnotation(annotation, scope));
    if (fallback !== undefined) model.bind(variable, typeOf(fallback, scope, model));
    if (star !== undefined) model.bind(variable, star === '*' ? tupleListOf(UNKNOWN) : { kind: 'dict', of: ANY });
  });
  if (def.returns !== undefined) model.bindReturn(def, typeOfAnnotation(def.returns, scope));
  visit(def.body, inner, model);
  finishReturn(def, inner, model);
}

function openScope(def: DefinitionStatement, scope: Scope, model: Model): Scope {
  const parent = scope.owner !== 'module' && scope.owner.kind === 'class' ? (scope.parent ?? scope) : scope;
  const inner = new Scope(def, parent);
  model.scopes.set(def, inner);
  for (const { name } of def.params) inner.declare(name);
  declareNames(def.body, inner);
  if ([...everyExpression(def.body, false)].some(({ kind }) => kind === 'yield')) model.generators.add(def);
  return inner;
}

/** A function that may end without `return` gives None. */
function finishReturn(def: DefinitionStatement, scope: Scope, model: Model): void {
  if (model.generators.has(def)) {
    for (const expression of everyExpression(def.body, false)) {
      if (expression.kind !== 'yield' || expression.value === undefined) continue;
      const type = typeOf(expression.value, scope, model);
      model.bindReturn(def, iteratorOf(expression.isFrom ? elementOf(type) : type));
    }
  } else if (!endsAlways(def.body)) model.bindReturn(def, NONE);
}

/** No statement after the block is reached. */
export function endsAlways({ statements }: Block): boolean {
  const last = statements.at(-1);
  if (last === undefined) return false;
  if (last.kind === 'return' || last.kind === 'raise') return true;
  if (last.kind === 'if') return last.otherwise !== undefined && blocksIn(last).every(endsAlways);
  if (last.kind === 'try') {
    const main = last.otherwise ?? last.body;
    return (
      (endsAlways(main) && last.handlers.every(({ body }) => endsAlways(body))) ||
      (last.finally !== undefined && endsAlways(last.finally))
    );
  }
  if (last.kind === 'while') return last.test.kind === 'constant' && last.test.value === true;
  return last.kind === 'with' && endsAlways(last.body);
}

export function isStatic({ decorators }: DefinitionStatement): boolean {
  return decorators.some((decorator) => decorator.kind === 'name' && decorator.id === 'staticmethod');
}

export function isClassMethod({ decorators }: DefinitionStatement): boolean {
  return decorators.some((decorator) => decorator.kind === 'name' && decorator.id === 'classmethod');
}

function visitClass(owner: ClassStatement, scope: Scope, model: Model): void {
  bindName(owner.name, { kind: 'class', class: owner }, scope, model);
  const facts = model.factsOf(owner);
  const inner = model.scopes.get(owner) ?? new Scope(owner, scope);
  model.scopes.set(owner, inner);
  for (const base of owner.bases) {
    const type = typeOf(base, scope, model);
    if (type.kind === 'class') facts.base = type.class;
    if (type.kind === 'path' && Object.hasOwn(ERROR_CLASSES, type.path)) facts.error = type.path;
    if (type.kind === 'class') facts.error ??= model.factsOf(type.class).error;
  }
  for (const statement of owner.body.statements) {
    if (statement.kind === 'def') {
      facts.methods.set(statement.name, statement);
      visitDefinition(statement, inner, model, owner);
    } else if (statement.kind === 'assign' && statement.value !== undefined) {
      const type = typeOf(statement.value, scope, model);
      for (const target of statement.targets) if (target.kind === 'name') model.bindField(owner, target.id, type);
    }
  }
  joinWithBase(owner, model);
}
