import { type Model } from '../analysis/model';
import { type ClassStatement } from '../syntax/tree';

/** Classes that stand below each other have a factory each, as these take different arguments. */
export function factoryName(owner: ClassStatement, model: Model): string {
  const isAlone = model.factsOf(owner).base === undefined && !hasHeirs(owner, model);
  return isAlone ? 'create' : `create${owner.name}`;
}

export function hasHeirs(owner: ClassStatement, model: Model): boolean {
  return [...model.classes.values()].some(({ base }) => base === owner);
}
