/** `job.id`, `os.path`, `row._fields`. */
import { libraryAttribute, libraryValue, normalPath } from '../library';
import { typeOfEntry } from '../library/entry';
import { type ClassStatement, type ExpressionOf } from '../syntax/tree';
import { type Model } from './model';
import { type Scope } from './scopes';
import { ANY, dictOf, instanceOf, pathOf, present, STR, tupleListOf, type Type, UNKNOWN } from './types';

export function typeOfAttribute({ object, name }: ExpressionOf<'attribute'>, scope: Scope, model: Model): Type {
  const owner = present(model.typeOf(object, scope));
  if (name === '__dict__') return dictOf(ANY);
  if (owner.kind === 'path') {
    const path = normalPath(`${owner.path}.${name}`);
    const value = libraryValue(path);
    return value === undefined ? pathOf(path) : typeOfEntry(value, { receiver: owner, args: [] });
  }
  if (owner.kind === 'object' || owner.kind === 'class') {
    const method = model.methodOf(owner.class, name);
    if (owner.kind === 'class' && method === undefined) noteStatic(owner.class, name, model);
    if (method === undefined && name === '_fields') return tupleListOf(STR);
    if (method === undefined) return model.fieldOf(owner.class, name) ?? fieldOfError(owner.class, name, model);
    const isProperty = method.decorators.some((decorator) => decorator.kind === 'name' && decorator.id === 'property');
    return isProperty ? (model.returns.get(method) ?? UNKNOWN) : { kind: 'def', def: method, self: owner.class };
  }
  if (owner.kind === 'instance' && owner.name === 'Arguments') return model.argumentTypes.get(name) ?? ANY;
  return typeOfLibraryAttribute(owner, name);
}

function typeOfLibraryAttribute(owner: Type, name: string): Type {
  const attribute = libraryAttribute(owner, name);
  return attribute === undefined ? ANY : typeOfEntry(attribute, { receiver: owner, args: [] });
}

/** What every exception has, of a class that stands below one. */
function fieldOfError(owner: ClassStatement, name: string, model: Model): Type {
  return model.factsOf(owner).error === undefined ? UNKNOWN : typeOfLibraryAttribute(instanceOf('Error'), name);
}

/** A field is reached by the name of its class: it is none of the object, neither there nor in related classes. */
function noteStatic(owner: ClassStatement, name: string, model: Model): void {
  const root = model.rootOf(owner);
  for (const [other, { statics }] of model.classes)
    if (model.isBelow(other, root) && isOwnField(other, name)) statics.add(name);
}

/** `count = 0` in the class itself. */
function isOwnField({ body }: ClassStatement, name: string): boolean {
  return body.statements.some(
    (statement) =>
      statement.kind === 'assign' && statement.targets.some((target) => target.kind === 'name' && target.id === name),
  );
}
