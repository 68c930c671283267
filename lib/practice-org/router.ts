/** Finds the operation for a request. */
import { type Operation } from './operation';

export interface Match {
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
}

interface Route {
  readonly operation: Operation;
  readonly segments: readonly string[];
}

export class Router {
  readonly #routes: readonly Route[];

  constructor(operations: readonly Operation[]) {
    this.#routes = operations.map((operation) => ({ operation, segments: segmentsOf(operation.path) }));
  }

  /** Every operation at the path: more than one when they differ by method. */
  at(path: string): readonly Match[] {
    const segments = segmentsOf(path);
    return this.#routes.flatMap(({ operation, segments: pattern }) => {
      const params = bind(pattern, segments, operation.ignoresCase === true ? inLowerCase : asItIs);
      return params === undefined ? [] : [{ operation, params }];
    });
  }
}

const segmentsOf = (path: string): string[] => path.split('/').slice(1);

type Spelling = (word: string) => string;

const inLowerCase: Spelling = (word) => word.toLowerCase();
const asItIs: Spelling = (word) => word;

const bind = (
  pattern: readonly string[],
  segments: readonly string[],
  spelling: Spelling,
): Record<string, string> | undefined => {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':') && segment !== '') params[part.slice(1)] = segment;
    else if (spelling(part) !== spelling(segment)) return undefined;
  }
  return params;
};
