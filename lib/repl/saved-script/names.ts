import { isNode, nameOf, walk, type Source, type SyntaxNode } from './syntax';

/** The names in some lines. Scopes are not told apart: a name that is declared anywhere is declared. */
export interface Names {
  readonly declared: ReadonlySet<string>;
  readonly used: ReadonlySet<string>;
  /** Given another value after their declaration, if there was any. */
  readonly assigned: ReadonlySet<string>;
}

export function namesIn(sources: readonly Source[]): Names {
  const names = { declared: new Set<string>(), used: new Set<string>(), assigned: new Set<string>() };
  for (const { statements } of sources) {
    for (const statement of statements) {
      walk(statement, (node, parent, key) => {
        for (const name of DECLARING[node.type]?.(node) ?? []) names.declared.add(name);
        for (const name of ASSIGNING[node.type]?.(node) ?? []) names.assigned.add(name);
        if (node.type === 'Identifier' && isReference(parent, key)) names.used.add(String(node.name));
      });
    }
  }
  return names;
}

type NamesOf = (node: SyntaxNode) => string[];

const ofFunction: NamesOf = ({ id, params }) => [...bound(id), ...(params as unknown[]).flatMap(bound)];

const DECLARING: Readonly<Partial<Record<string, NamesOf>>> = {
  VariableDeclarator: ({ id }) => bound(id),
  FunctionDeclaration: ofFunction,
  FunctionExpression: ofFunction,
  ArrowFunctionExpression: ofFunction,
  ClassDeclaration: ({ id }) => bound(id),
  CatchClause: ({ param }) => bound(param),
};

const ASSIGNING: Readonly<Partial<Record<string, NamesOf>>> = {
  AssignmentExpression: ({ left }) => bound(left),
  UpdateExpression: ({ argument }) => bound(argument),
  ForOfStatement: ({ left }) => bound(left),
  ForInStatement: ({ left }) => bound(left),
};

/** The names in a pattern: `{ a, b: [c = 1, ...d] }` has a, c and d. */
export function bound(pattern: unknown): string[] {
  if (!isNode(pattern)) return [];
  switch (pattern.type) {
    case 'Identifier':
      return [String(pattern.name)];
    case 'ObjectPattern':
      return (pattern.properties as SyntaxNode[]).flatMap(({ value, argument }) => bound(value ?? argument));
    case 'ArrayPattern':
      return (pattern.elements as unknown[]).flatMap(bound);
    case 'AssignmentPattern':
      return bound(pattern.left);
    case 'RestElement':
      return bound(pattern.argument);
    default:
      return [];
  }
}

/** Keys and members are names of another kind. */
function isReference(parent: SyntaxNode | undefined, key: string): boolean {
  if (parent === undefined || parent.computed === true) return true;
  if (parent.type === 'MemberExpression') return key !== 'property';
  return key !== 'key' && key !== 'label';
}

/** The first source that has the name, and what it does there. */
export function firstUse(sources: readonly Source[], name: string): SyntaxNode | undefined {
  const found = sources.find((source) => {
    const { used, assigned, declared } = namesIn([source]);
    return used.has(name) || assigned.has(name) || declared.has(name);
  });
  return found?.statements.find((statement) => mentions(statement, name));
}

export function mentions(node: SyntaxNode, name: string): boolean {
  let isThere = false;
  walk(node, (each) => {
    if (each.type === 'Identifier' && nameOf(each) === name) isThere = true;
  });
  return isThere;
}
