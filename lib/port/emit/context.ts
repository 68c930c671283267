import { type Model } from '../analysis/model';
import { type Scope } from '../analysis/scopes';
import { present, type Type } from '../analysis/types';
import { type Expression, type Span } from '../syntax/tree';
import { at, type Code, code, Level, quote } from './code';

export interface Note {
  readonly line: number;
  readonly column: number;
  /** What is left to a person; what is translated, and worth a look; what is no Python. */
  readonly kind: 'todo' | 'advice' | 'fault';
  readonly text: string;
}

/** Of what cannot be read at all. */
export const NO_PYTHON = 'this is not Python';

/** What has been written so far, beside the code itself. */
export interface Record {
  readonly used: Set<string>;
  readonly notes: Note[];
  /** How many flags were made, for loops with an `else` and for `with`. */
  flags: number;
  /** What the statement at hand could not say. */
  readonly todos: string[];
}

type Write = (expression: Expression, context: Context) => Code;

/** What writing an expression needs to know of its surroundings. */
export class Context {
  readonly #write: Write;

  constructor(
    readonly model: Model,
    readonly scope: Scope,
    readonly record: Record,
    write: Write,
    /** What the handler around caught, and whether a missing key must throw. */
    readonly surroundings: { readonly caught?: string; readonly isGuarded?: boolean } = {},
  ) {
    this.#write = write;
  }

  within(scope: Scope): Context {
    return new Context(this.model, scope, this.record, this.#write, this.surroundings);
  }

  inside(surroundings: { caught?: string; isGuarded?: boolean }): Context {
    const all = { ...this.surroundings, ...surroundings };
    return new Context(this.model, this.scope, this.record, this.#write, all);
  }

  write(expression: Expression): Code {
    return this.#write(expression, this);
  }

  /** The text of an expression where something of that level may stand. */
  text(expression: Expression, level: Level = Level.Conditional): string {
    return at(level, this.write(expression));
  }

  typeOf(expression: Expression): Type {
    return this.model.typeOf(expression, this.scope);
  }

  /** An operand: Python would have thrown if it were None. */
  sure(expression: Expression): Code {
    const written = this.write(expression);
    const isOptional = this.typeOf(expression).kind === 'optional';
    return isOptional && this.#needsMark(expression) ? code(`${at(Level.Member, written)}!`) : written;
  }

  kindOf(expression: Expression): Type['kind'] {
    return present(this.typeOf(expression)).kind;
  }

  readonly use = (name: string): string => {
    this.record.used.add(name);
    return name;
  };

  note({ from }: Pick<Span, 'from'>, text: string, kind: Note['kind'] = 'advice'): void {
    const line = this.lineOf(from);
    const isKnown = this.record.notes.some((note) => note.line === line && note.text === text);
    if (!isKnown) this.record.notes.push({ line, column: this.#columnOf(from, line), kind, text });
  }

  /** What stands around it is translated without it, which is said above the statement. */
  leaveOut(where: Span, reason: string): void {
    this.note(where, reason, 'todo');
    this.record.todos.push(reason);
  }

  lineOf(offset: number): number {
    return this.model.program.source.slice(0, offset).split('\n').length;
  }

  /** Stands for what cannot be said: it type-checks, and throws with the Python text when it is reached. */
  todo(expression: Expression, reason: string): Code {
    const python = this.model.textOf(expression);
    this.note(expression, `${reason}: ${python.replace(/\s+/g, ' ')}`, 'todo');
    this.record.todos.push(reason);
    return code(`${this.use('todo')}(${quote(python)})`);
  }

  /** In the line as it was given; behind a print statement, which was written anew to be read, where the line begins. */
  #columnOf(offset: number, line: number): number {
    const { source, original } = this.model.program;
    const before = source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset);
    const given = original.split('\n')[line - 1] ?? '';
    return (given.startsWith(before) ? before.length : given.search(/\S|$/)) + 1;
  }

  /** Only what may have been left empty: a literal or a fresh call is what it is. */
  #needsMark(expression: Expression): boolean {
    return expression.kind !== 'logic' && expression.kind !== 'conditional';
  }
}
