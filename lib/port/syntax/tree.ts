/** A Python program as far as porting needs it: what a statement means, and which lines of the source it stands on. */

/** Offsets in the source that was parsed. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type Expression = ExpressionKind & Span;
export type Statement = StatementKind & Span;

export interface Argument {
  /** The name of a keyword argument. */
  readonly name?: string;
  readonly star?: '*' | '**';
  readonly value: Expression;
}

export interface Parameter {
  readonly name: string;
  /** In Python 2, what is given may be taken apart at once: `(key, value)`. */
  readonly target?: Expression;
  readonly star?: '*' | '**';
  readonly annotation?: Expression;
  readonly fallback?: Expression;
}

export interface Entry {
  /** Missing in `**other`. */
  readonly key?: Expression;
  readonly value: Expression;
}

export type Clause =
  | { readonly kind: 'for'; readonly target: Expression; readonly source: Expression }
  | { readonly kind: 'if'; readonly test: Expression };

export interface Replacement {
  readonly value: Expression;
  readonly conversion: string;
  /** The format specification, in parts when some of it is computed. */
  readonly spec: string | readonly (string | Replacement)[];
}

export interface Comprehension {
  readonly kind: 'comprehension';
  readonly makes: 'list' | 'set' | 'dict' | 'generator';
  readonly key?: Expression;
  readonly value: Expression;
  readonly clauses: readonly Clause[];
}

export interface Call {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Argument[];
}

export type ExpressionKind =
  | { readonly kind: 'name'; readonly id: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'format'; readonly parts: readonly (string | Replacement)[] }
  | { readonly kind: 'constant'; readonly value: boolean | null }
  | { readonly kind: 'list' | 'tuple' | 'set'; readonly items: readonly Expression[] }
  | { readonly kind: 'dict'; readonly entries: readonly Entry[] }
  | Comprehension
  | Call
  | { readonly kind: 'attribute'; readonly object: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly object: Expression; readonly index: Expression }
  | {
      readonly kind: 'slice';
      readonly object: Expression;
      readonly start?: Expression;
      readonly end?: Expression;
      readonly step?: Expression;
    }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'compare'; readonly first: Expression; readonly rest: readonly Comparison[] }
  | { readonly kind: 'logic'; readonly operator: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not' | 'star'; readonly value: Expression }
  | { readonly kind: 'unary'; readonly operator: string; readonly value: Expression }
  | {
      readonly kind: 'conditional';
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | { readonly kind: 'lambda'; readonly params: readonly Parameter[]; readonly body: Expression }
  | { readonly kind: 'walrus'; readonly target: Expression; readonly value: Expression }
  | { readonly kind: 'yield'; readonly value?: Expression; readonly isFrom: boolean }
  /** Made while writing: a type of TypeScript is claimed. */
  | { readonly kind: 'cast'; readonly value: Expression; readonly type: string }
  /** Made while writing: the value was taken before, under this name. */
  | { readonly kind: 'taken'; readonly name: string; readonly value: Expression }
  | { readonly kind: 'unknown' };

export interface Comparison {
  readonly operator: string;
  readonly right: Expression;
}

export interface Handler extends Span {
  readonly type?: Expression;
  readonly name?: string;
  readonly body: Block;
}

/** The statements of an indented block, and where it ends (its last comments included). */
export interface Block extends Span {
  readonly statements: readonly Statement[];
}

export interface Definition {
  readonly kind: 'def';
  readonly name: string;
  readonly params: readonly Parameter[];
  readonly returns?: Expression;
  readonly decorators: readonly Expression[];
  readonly body: Block;
}

export interface ClassDefinition {
  readonly kind: 'class';
  readonly name: string;
  readonly bases: readonly Expression[];
  /** The fields of a namedtuple, in their places. */
  readonly tupleFields?: readonly string[];
  readonly body: Block;
}

export interface ImportedName {
  /** `os.path` */
  readonly path: string;
  readonly as: string;
}

export interface Branch extends Span {
  readonly test: Expression;
  readonly body: Block;
}

export interface Try {
  readonly kind: 'try';
  readonly body: Block;
  readonly handlers: readonly Handler[];
  readonly otherwise?: Block;
  readonly finally?: Block;
}

export interface For {
  readonly kind: 'for';
  readonly target: Expression;
  readonly source: Expression;
  readonly body: Block;
  readonly otherwise?: Block;
}

export interface With {
  readonly kind: 'with';
  readonly items: readonly { readonly value: Expression; readonly name?: string }[];
  readonly body: Block;
}

export type StatementKind =
  | { readonly kind: 'expression'; readonly value: Expression }
  | {
      readonly kind: 'assign';
      readonly targets: readonly Expression[];
      readonly value?: Expression;
      readonly annotation?: Expression;
    }
  | { readonly kind: 'update'; readonly target: Expression; readonly operator: string; readonly value: Expression }
  | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise?: Block }
  | { readonly kind: 'while'; readonly test: Expression; readonly body: Block; readonly otherwise?: Block }
  | For
  | Try
  | With
  | Definition
  | ClassDefinition
  | { readonly kind: 'return'; readonly value?: Expression }
  | { readonly kind: 'raise'; readonly value?: Expression; readonly text?: Expression; readonly cause?: Expression }
  | { readonly kind: 'import'; readonly names: readonly ImportedName[] }
  | { readonly kind: 'pass' | 'break' | 'continue' }
  | { readonly kind: 'delete'; readonly targets: readonly Expression[] }
  | { readonly kind: 'scope'; readonly names: readonly string[] }
  | { readonly kind: 'assert'; readonly test: Expression; readonly text?: Expression }
  /** `isFault`: it is no Python; otherwise Python that has no counterpart. */
  | { readonly kind: 'unparsed'; readonly isFault?: boolean };

export type StatementOf<Kind extends Statement['kind']> = Statement & { readonly kind: Kind };
export type ExpressionOf<Kind extends Expression['kind']> = Expression & { readonly kind: Kind };
export type DefinitionStatement = Definition & Span;
export type ClassStatement = ClassDefinition & Span;

export interface Comment extends Span {
  /** Without the `#`. */
  readonly text: string;
  /** Nothing but spaces stands before it on its line. */
  readonly isAlone: boolean;
}

export interface Program {
  /** As it was given, for what is quoted from it. */
  readonly original: string;
  readonly source: string;
  readonly body: Block;
  readonly comments: readonly Comment[];
  readonly isPython2: boolean;
  /** Offsets of what is no Python. */
  readonly faults: readonly number[];
}
