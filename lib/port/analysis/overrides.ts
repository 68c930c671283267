/** A method and those that override it are called alike: what one of them takes, gives and waits for, all do. */
import { type ClassStatement, type DefinitionStatement } from '../syntax/tree';
import { type Model } from './model';

export function joinWithBase(owner: ClassStatement, model: Model): void {
  const { base, methods } = model.factsOf(owner);
  if (base === undefined) return;
  for (const [name, def] of methods) {
    const overridden = model.methodOf(base, name);
    if (overridden === undefined) continue;
    // Where one constructor waits, those below it are called by one that waits.
    if (name !== '__init__') joinMethods(overridden, def, model);
    else if (model.waiting.has(def)) model.setWaiting(overridden);
  }
}

function joinMethods(overridden: DefinitionStatement, def: DefinitionStatement, model: Model): void {
  model.overrides.set(def, overridden);
  const returned = model.returns.get(def);
  if (returned !== undefined) model.bindReturn(overridden, returned);
  for (const [from, to] of [
    [overridden, def],
    [def, overridden],
  ] as const) {
    if (model.waiting.has(from)) model.setWaiting(to);
    joinParameters(from, to, model);
  }
}

function joinParameters(from: DefinitionStatement, to: DefinitionStatement, model: Model): void {
  const [source, target] = [model.scopes.get(from), model.scopes.get(to)];
  to.params.slice(1).forEach(({ name, star }, index) => {
    const given = from.params[index + 1];
    const type = given?.star === undefined ? source?.variables.get(given?.name ?? '')?.type : undefined;
    if (type !== undefined && target !== undefined && star === undefined) model.bind(target.declare(name), type);
  });
}
