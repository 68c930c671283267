/** Lines of TypeScript, indented. */
export class Lines {
  readonly #lines: string[] = [];
  #depth = 0;

  get length(): number {
    return this.#lines.length;
  }

  get text(): string {
    return this.#lines.join('\n');
  }

  add(...lines: string[]): void {
    for (const line of lines) this.#lines.push(line === '' ? '' : '  '.repeat(this.#depth) + line);
  }

  addToLast(text: string): void {
    this.#lines.push((this.#lines.pop() ?? '') + text);
  }

  /** One blank line, and none where a block begins. */
  blank(): void {
    const last = this.#lines.at(-1);
    if (last !== undefined && last !== '' && !/[{[(]$/.test(last)) this.#lines.push('');
  }

  insert(index: number, ...lines: string[]): void {
    this.#lines.splice(index, 0, ...lines.map((line) => '  '.repeat(this.#depth) + line));
  }

  block(head: string, write: () => void, tail = '}'): void {
    this.add(head);
    const start = this.#lines.length;
    this.inside(write);
    if (this.#lines.length === start && head.startsWith('class ')) this.addToLast(tail);
    else this.add(tail);
  }

  inside(write: () => void): void {
    this.#depth += 1;
    write();
    this.#depth -= 1;
  }

  /** `} else {` goes on where a block ended. */
  reopen(head: string, write: () => void, tail = '}'): void {
    this.#lines.pop();
    this.block(head, write, tail);
  }
}
