/** The first way found from a node back to itself, with that node at both ends. */
export function findCycle(edges: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const walk = (node: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return undefined;
    const cycle = firstDefined(edges.get(node) ?? [], (next) => walk(next, [...path, node]));
    done.add(node);
    return cycle;
  };
  return firstDefined([...edges.keys()], (node) => walk(node, []));
}

function firstDefined<From, To>(values: readonly From[], find: (value: From) => To | undefined): To | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
