/** Which names belong to which function. */
import {
  type Block,
  type ClassStatement,
  type Comprehension,
  type DefinitionStatement,
  type Expression,
  type ExpressionOf,
  type Statement,
} from '../syntax/tree';
import { namesIn } from '../syntax/targets';
import { type Type, UNKNOWN } from './types';
import { expressionsIn, blocksIn, subexpressions } from './walk';

export interface Variable {
  readonly name: string;
  readonly scope: Scope;
  type: Type;
  /** Two assignments, or one in a loop, or one in a function inside. */
  assignments: number;
  /** By a `def`, a `class` or an import. */
  isDefined?: boolean;
}

export type Owner = DefinitionStatement | ExpressionOf<'lambda'> | Comprehension | ClassStatement | 'module';

export class Scope {
  readonly variables = new Map<string, Variable>();

  constructor(
    readonly owner: Owner,
    readonly parent?: Scope,
  ) {}

  declare(name: string): Variable {
    const variable = this.variables.get(name) ?? { name, scope: this, type: UNKNOWN, assignments: 0 };
    this.variables.set(name, variable);
    return variable;
  }

  find(name: string): Variable | undefined {
    return this.variables.get(name) ?? this.parent?.find(name);
  }

  get module(): Scope {
    return this.parent?.module ?? this;
  }

  /** The function (or module) whose variables are declared here. */
  get function(): Scope {
    const { owner } = this;
    const isInner = owner !== 'module' && (owner.kind === 'comprehension' || owner.kind === 'lambda');
    return isInner && this.parent !== undefined ? this.parent.function : this;
  }
}

export function namesBoundBy(statement: Statement): string[] {
  const walrus = expressionsIn(statement).flatMap(walrusNames);
  switch (statement.kind) {
    case 'assign':
      return [...statement.targets.flatMap(namesIn), ...walrus];
    case 'update':
    case 'for':
      return [...namesIn(statement.target), ...walrus];
    case 'with':
      return [...statement.items.flatMap(({ name }) => name ?? []), ...walrus];
    case 'import':
      return statement.names.map(({ as }) => as);
    case 'def':
    case 'class':
      return [statement.name];
    default:
      return walrus;
  }
}

function walrusNames(expression: Expression): string[] {
  const own = expression.kind === 'walrus' ? namesIn(expression.target) : [];
  return [...own, ...subexpressions(expression).flatMap(walrusNames)];
}

/** Declares the names of a block in its scope; functions inside are left alone. */
export function declareNames(block: Block, scope: Scope): void {
  const elsewhere = new Set(globalsOf(block));
  const declareIn = (inner: Block): void => {
    for (const statement of inner.statements) {
      for (const name of namesBoundBy(statement)) {
        const variable = elsewhere.has(name)
          ? (scope.parent?.find(name) ?? scope.module.declare(name))
          : scope.declare(name);
        variable.assignments += statement.kind === 'update' ? 2 : 1;
        if (['def', 'class', 'import'].includes(statement.kind)) variable.isDefined = true;
      }
      if (statement.kind !== 'def' && statement.kind !== 'class') blocksIn(statement).forEach(declareIn);
    }
  };
  declareIn(block);
}

function globalsOf(block: Block): string[] {
  return block.statements.flatMap((statement) => {
    if (statement.kind === 'scope') return [...statement.names];
    return statement.kind === 'def' || statement.kind === 'class' ? [] : blocksIn(statement).flatMap(globalsOf);
  });
}
