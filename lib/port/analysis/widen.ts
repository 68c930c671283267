/** What is done with a variable says what it holds. */
import { kindWith } from '../library';
import { type ClassStatement, type Expression } from '../syntax/tree';
import { type Model } from './model';
import { type Scope } from './scopes';
import { ANY, dictOf, elementOf, instanceOf, join, listOf, present, STR, type Type, UNKNOWN } from './types';

/** What is assigned to a target, taken apart as the target is. */
export function widenTarget(target: Expression, given: Type, scope: Scope, model: Model): void {
  if (target.kind !== 'tuple' && target.kind !== 'list') {
    widen(target.kind === 'star' ? target.value : target, target.kind === 'star' ? listOf(given) : given, scope, model);
    return;
  }
  const type = model.opened(given);
  target.items.forEach((item, index) => {
    widenTarget(
      item,
      type.kind === 'tuple' && !hasStar(target.items) ? (type.items[index] ?? ANY) : elementOf(type),
      scope,
      model,
    );
  });
}

function hasStar(items: readonly Expression[]): boolean {
  return items.some(({ kind }) => kind === 'star');
}

/** Whatever holds the value also holds this. */
export function widen(target: Expression, type: Type, scope: Scope, model: Model): void {
  if (target.kind === 'name') {
    const variable = scope.find(target.id);
    if (variable !== undefined) model.bind(variable, type);
  } else if (target.kind === 'attribute') {
    const owner = present(model.typeOf(target.object, scope));
    if (owner.kind === 'object' || owner.kind === 'class') model.bindField(owner.class, target.name, type);
    if (owner.kind === 'instance' && owner.name === 'Arguments') widenArgument(target.name, type, model);
  } else if (target.kind === 'index') {
    const owner = present(model.typeOf(target.object, scope));
    model.typeOf(target.index, scope);
    const isWritten = target.index.kind === 'string';
    if (owner.kind === 'dict')
      widen(target.object, isWritten ? dictOf(type) : { kind: 'dict', of: type, hasAnyKeys: true }, scope, model);
    if (owner.kind === 'list') widen(target.object, listOf(type), scope, model);
    if (owner.kind === 'object') fillSetter(owner.class, [model.typeOf(target.index, scope), type], model);
  }
}

/** `options.fields = options.fields.split(',')` */
function widenArgument(name: string, type: Type, model: Model): void {
  const known = model.argumentTypes.get(name) ?? UNKNOWN;
  model.argumentTypes.set(name, join(known, type));
}

/** `settings['x'] = 3` calls `__setitem__`. */
function fillSetter(owner: ClassStatement, types: readonly Type[], model: Model): void {
  const setter = model.methodOf(owner, '__setitem__');
  if (setter === undefined) return;
  setter.params.slice(1).forEach(({ name }, index) => {
    const type = types[index];
    if (type !== undefined) model.bind(model.scopeOf(setter).declare(name), type);
  });
}

/** What is done with a parameter that nobody was seen to fill says what it is. */
export function guess(target: Expression, type: Type, scope: Scope, model: Model): void {
  if (target.kind !== 'name' && target.kind !== 'attribute' && target.kind !== 'index') return;
  if (model.typeOf(target, scope).kind === 'unknown') widen(target, type, scope, model);
}

export function guessFromMethod(object: Expression, method: string, scope: Scope, model: Model): void {
  const kind = kindWith(method);
  if (kind === undefined) return;
  const types = { str: STR, dict: dictOf(UNKNOWN), list: listOf(UNKNOWN), Bulk: instanceOf('Bulk') };
  guess(object, types[kind], scope, model);
}
