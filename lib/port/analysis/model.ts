/** What the analysis found out about a program; the output is written from this. */
import {
  type Block,
  type ClassStatement,
  type DefinitionStatement,
  type Expression,
  type Program,
  type Statement,
} from '../syntax/tree';
import { type Owner, Scope, type Variable } from './scopes';
import { join, present, tupleOf, type Type, UNKNOWN } from './types';

export interface ClassFacts {
  readonly fields: Map<string, Type>;
  readonly methods: Map<string, DefinitionStatement>;
  base: ClassStatement | undefined;
  /** Fields that are read or written by the name of the class. */
  readonly statics: Set<string>;
  /** The exception of Python's that it stands below. */
  error: string | undefined;
}

export class Model {
  readonly #infer: (expression: Expression, scope: Scope, model: Model) => Type;
  readonly module = new Scope('module');
  readonly scopes = new Map<Owner, Scope>([['module', this.module]]);
  readonly returns = new Map<DefinitionStatement, Type>();
  readonly classes = new Map<ClassStatement, ClassFacts>();
  /** Functions that wait, themselves or by what they call. */
  readonly waiting = new Set<DefinitionStatement>();
  /** The method of the base class that a method stands in for. */
  readonly overrides = new Map<DefinitionStatement, DefinitionStatement>();
  readonly generators = new Set<DefinitionStatement>();
  /** The names that `parser.parse_args()` gives, in the whole program. */
  readonly argumentTypes = new Map<string, Type>();
  /** Unknown parameters may be guessed from what is done with them. */
  mayGuess = false;
  hasChanged = false;

  constructor(
    readonly program: Program,
    infer: (expression: Expression, scope: Scope, model: Model) => Type,
  ) {
    this.#infer = infer;
  }

  typeOf(expression: Expression, scope: Scope): Type {
    return this.#infer(expression, scope, this);
  }

  scopeOf(owner: Owner): Scope {
    return this.scopes.get(owner) ?? this.module;
  }

  bind(variable: Variable, type: Type): void {
    const joined = this.#joined(variable.type, type);
    if (JSON.stringify(shape(joined)) === JSON.stringify(shape(variable.type))) return;
    variable.type = joined;
    this.hasChanged = true;
  }

  /** Objects of two classes are objects of the class that both stand below. */
  #joined(a: Type, b: Type): Type {
    if (a.kind !== 'object' || b.kind !== 'object') return join(a, b);
    const common = this.#lineOf(a.class).find((owner) => this.isBelow(b.class, owner));
    return common === undefined ? join(a, b) : { kind: 'object', class: common };
  }

  /** Or the class itself. */
  isBelow(owner: ClassStatement, other: ClassStatement): boolean {
    return this.#lineOf(owner).includes(other);
  }

  /** The class that stands above all others of its line. */
  rootOf(owner: ClassStatement): ClassStatement {
    return this.#lineOf(owner).at(-1) ?? owner;
  }

  #lineOf(owner: ClassStatement): ClassStatement[] {
    const { base } = this.factsOf(owner);
    return base === undefined ? [owner] : [owner, ...this.#lineOf(base)];
  }

  bindReturn(def: DefinitionStatement, type: Type): void {
    const holder = { type: this.returns.get(def) ?? UNKNOWN, name: '', scope: this.module, assignments: 0 };
    this.bind(holder, type);
    this.returns.set(def, holder.type);
  }

  bindField(owner: ClassStatement, name: string, type: Type): void {
    const { fields } = this.factsOf(this.holderOf(owner, name));
    const holder = { type: fields.get(name) ?? UNKNOWN, name, scope: this.module, assignments: 0 };
    this.bind(holder, type);
    fields.set(name, holder.type);
  }

  /** The class that a field was first found in, a base class before its heirs. */
  holderOf(owner: ClassStatement, name: string): ClassStatement {
    const { base } = this.factsOf(owner);
    return base !== undefined && this.fieldOf(base, name) !== undefined ? this.holderOf(base, name) : owner;
  }

  /** The class whose name a field is reached by, if it is one of those. */
  staticHolderOf(owner: ClassStatement, name: string): ClassStatement | undefined {
    const { statics, base } = this.factsOf(owner);
    return statics.has(name) ? owner : base && this.staticHolderOf(base, name);
  }

  fieldOf(owner: ClassStatement, name: string): Type | undefined {
    const { fields, base } = this.factsOf(owner);
    return fields.get(name) ?? (base && this.fieldOf(base, name));
  }

  methodOf(owner: ClassStatement, name: string): DefinitionStatement | undefined {
    const { methods, base } = this.factsOf(owner);
    return methods.get(name) ?? (base && this.methodOf(base, name));
  }

  /** The fields of a namedtuple that the class is or stands below. */
  tupleFieldsOf(owner: ClassStatement): readonly string[] | undefined {
    return this.rootOf(owner).tupleFields;
  }

  /** A namedtuple as the tuple that it is as well. */
  opened(type: Type): Type {
    const held = present(type);
    const fields = held.kind === 'object' ? this.tupleFieldsOf(held.class) : undefined;
    if (held.kind !== 'object' || fields === undefined) return type;
    return tupleOf(...fields.map((name) => this.fieldOf(held.class, name) ?? UNKNOWN));
  }

  /** The class that a method stands in. */
  ownerOf(def: DefinitionStatement): ClassStatement | undefined {
    return [...this.classes].find(([, { methods }]) => methods.get(def.name) === def)?.[0];
  }

  factsOf(owner: ClassStatement): ClassFacts {
    const known = this.classes.get(owner);
    if (known !== undefined) return known;
    const facts: ClassFacts = {
      fields: new Map(),
      methods: new Map(),
      statics: new Set(),
      base: undefined,
      error: undefined,
    };
    this.classes.set(owner, facts);
    return facts;
  }

  /** In Python 2, 7 / 2 is 3. */
  isWholeDivision(left: Type, right: Type): boolean {
    const { isPython2, source } = this.program;
    if (!isPython2 || /^from __future__ import .*\bdivision\b/m.test(source)) return false;
    return left.kind === 'int' && right.kind === 'int';
  }

  setWaiting(def: DefinitionStatement): void {
    if (this.waiting.has(def)) return;
    this.waiting.add(def);
    this.hasChanged = true;
  }

  get isSettled(): boolean {
    return !this.hasChanged;
  }

  textOf({ from, to }: Expression | Statement | Block): string {
    return this.program.source.slice(from, to).trimEnd();
  }
}

/** A type without the syntax trees that it points to. */
function shape(type: Type): unknown {
  if ('class' in type) return [type.kind, type.class.name];
  if (type.kind === 'def') return [type.kind, type.def.from];
  if (type.kind === 'tuple') return [type.kind, type.items.map(shape)];
  if ('of' in type) return { ...type, of: shape(type.of) };
  return type.kind === 'lambda' ? [type.kind, shape(type.returns)] : type;
}
