/** The text of a query, for errors that point into it. */
export class Source {
  constructor(readonly soql: string) {}

  /** The message under a copy of the line that it is about, with a caret at the place. */
  pointAt(offset: number, message: string): string {
    const before = this.soql.slice(0, offset);
    const lineStart = before.lastIndexOf('\n') + 1;
    const line = this.soql.slice(lineStart).split('\n', 1).join('');
    const row = before.split('\n').length;
    const column = offset - lineStart + 1;
    return `\n${line}\n${' '.repeat(column - 1)}^\nERROR at Row:${row}:Column:${column}\n${message}`;
  }

  pointAtName(name: string, message: string): string {
    return this.pointAt(this.offsetsOf(name)[0] ?? 0, message);
  }

  /** Where a name or a sign stands by itself, outside quoted text. */
  offsetsOf(token: string): number[] {
    const escaped = token.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const boundary = /^\w/.test(token) ? { before: '(?<![\\w.])', after: '(?!\\w)' } : { before: '', after: '' };
    const pattern = new RegExp(`'(?:\\\\.|[^'\\\\])*'|(${boundary.before}${escaped}${boundary.after})`, 'gi');
    return Array.from(this.soql.matchAll(pattern))
      .filter(([, found]) => found !== undefined)
      .map(({ index }) => index);
  }
}
