/** Writes the statements of a block, with the comments and blank lines that stood between them. */
import { type Declarations, isDeclaredElsewhere, placeDeclarations } from './declarations';
import { type Scope } from '../analysis/scopes';
import { type Block, type Comment, type Program, type Statement } from '../syntax/tree';
import { type Context } from './context';
import { Lines } from './lines';
import { tsName } from './names';
import { typeText } from './types';

export type WriteStatement = (statement: Statement, writer: Writer) => void;

export class Writer {
  readonly lines: Lines;
  readonly #comments: Comment[];
  readonly #writeStatement: WriteStatement;

  constructor(
    readonly context: Context,
    readonly declarations: Declarations,
    shared: { lines?: Lines; comments: Comment[]; writeStatement: WriteStatement },
    /** The flag that tells a loop's `else` that no `break` happened. */
    readonly loopFlag?: string,
  ) {
    this.lines = shared.lines ?? new Lines();
    this.#comments = shared.comments;
    this.#writeStatement = shared.writeStatement;
  }

  get program(): Program {
    return this.context.model.program;
  }

  /** The same lines, other surroundings. */
  with(context: Context, loopFlag = this.loopFlag): Writer {
    return new Writer(context, this.declarations, this.#shared(), loopFlag);
  }

  /** The same comments, lines of their own. */
  apart(lines: Lines, context = this.context, declarations = this.declarations): Writer {
    return new Writer(context, declarations, { ...this.#shared(), lines });
  }

  forFunction(body: Block, scope: Scope, params: ReadonlySet<string>): Writer {
    const declarations = placeDeclarations(body, scope, params);
    return new Writer(this.context.within(scope), declarations, this.#shared());
  }

  block(block: Block): void {
    for (const statement of block.statements) this.statement(statement);
    this.commentsUntil(block.to, block);
  }

  statement(statement: Statement): void {
    this.commentsUntil(statement.from);
    this.#blankBefore(statement.from);
    const { todos } = this.context.record;
    const start = this.lines.length;
    const ofTheStatementAround = todos.splice(0);
    for (const name of this.declarations.before.get(statement) ?? []) this.#declare(name);
    this.#writeStatement(statement, this);
    if (todos.length > 0) this.lines.insert(start, ...this.#todoLines(statement, [...new Set(todos)]));
    todos.splice(0, Infinity, ...ofTheStatementAround);
    this.#trailingComment(statement);
  }

  /** What could not be said stands as a comment, as it was written. */
  quoteSource(statement: Statement, reason: string): void {
    this.context.note(statement, reason, 'todo');
    this.quote(statement, reason);
  }

  quote(statement: Statement, reason: string): void {
    this.lines.add(`// TODO: ${reason}`, ...this.#sourceLines(statement));
  }

  commentsUntil(offset: number, block?: Block): void {
    while (this.#comments[0] !== undefined && this.#comments[0].from < offset) {
      const [comment] = this.#comments;
      if (block !== undefined && comment.isAlone && this.#columnOf(comment.from) < this.#columnOfBlock(block)) return;
      this.#comments.shift();
      this.#blankBefore(comment.from);
      const isShebang = comment.from === 0 && comment.text.startsWith('!');
      const isEncoding = /^.{0,4}coding[:=]/.test(comment.text) && comment.from < 200;
      if (!isShebang && !isEncoding) this.lines.add(`//${comment.text}`.trimEnd());
    }
  }

  /** The comments of lines that are quoted as a whole are quoted with them. */
  dropCommentsUntil(offset: number): void {
    while (this.#comments[0] !== undefined && this.#comments[0].from < offset) this.#comments.shift();
  }

  #shared(): { lines: Lines; comments: Comment[]; writeStatement: WriteStatement } {
    return { lines: this.lines, comments: this.#comments, writeStatement: this.#writeStatement };
  }

  #declare(name: string): void {
    const variable = this.context.scope.find(name);
    if (variable === undefined || isDeclaredElsewhere(variable)) return;
    const type = typeText(variable.type, this.context);
    this.lines.add(`let ${tsName(name)}${type === 'any' ? '' : '!'}: ${type};`);
  }

  #todoLines(statement: Statement, reasons: readonly string[]): string[] {
    const [first = ''] = this.#originalLines(statement);
    return reasons.map((reason) => `// TODO: ${reason}: ${first.trim()}`);
  }

  #sourceLines(statement: Statement): string[] {
    const lines = this.#originalLines(statement);
    const margin = this.#columnOf(statement.from);
    return lines.map((line, index) => `//   ${index === 0 ? line.trimStart() : line.slice(margin)}`.trimEnd());
  }

  #originalLines({ from, to }: Statement): string[] {
    const first = this.context.lineOf(from) - 1;
    const text = this.program.source.slice(from, to).trimEnd();
    return this.program.original.split('\n').slice(first, first + text.split('\n').length);
  }

  #blankBefore(offset: number): void {
    const { source } = this.program;
    const start = source.lastIndexOf('\n', offset - 1);
    if (start > 0 && /\n[ \t]*$/.test(source.slice(0, start))) this.lines.blank();
  }

  #columnOf(offset: number): number {
    return offset - (this.program.source.lastIndexOf('\n', offset - 1) + 1);
  }

  #columnOfBlock({ statements, from }: Block): number {
    return this.#columnOf(statements[0]?.from ?? from);
  }

  /** A comment behind a statement on its line stays there. */
  #trailingComment({ from, to }: Statement): void {
    const [comment] = this.#comments;
    if (comment === undefined || comment.isAlone) return;
    const { source } = this.program;
    const end = from + source.slice(from, to).trimEnd().length;
    if (comment.from < end || source.slice(end, comment.from).includes('\n')) return;
    this.#comments.shift();
    this.lines.addToLast(` //${comment.text}`.trimEnd());
  }
}
