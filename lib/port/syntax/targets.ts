import { type Expression } from './tree';

/** The names that a target binds: `a, (b, *c)`. */
export function namesIn(target: Expression): string[] {
  if (target.kind === 'name') return [target.id];
  if (target.kind === 'tuple' || target.kind === 'list') return target.items.flatMap(namesIn);
  return target.kind === 'star' ? namesIn(target.value) : [];
}
