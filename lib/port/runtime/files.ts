export const FILE_HELPERS: Readonly<Record<string, string>> = {
  TextFile: `
/** A file of text that is read line by line, or written. */
class TextFile implements Iterable<string> {
  #text: string;
  #at = 0;

  constructor(
    readonly name: string | number,
    readonly mode: string,
    text: string,
  ) {
    this.#text = text;
  }

  read(length = Infinity): string {
    const text = this.#text.slice(this.#at, this.#at + length);
    this.#at += text.length;
    return text;
  }

  /** The line with its end; '' when there is no more. */
  readline(): string {
    const end = this.#text.indexOf('\\n', this.#at);
    return this.read(end === -1 ? Infinity : end + 1 - this.#at);
  }

  *[Symbol.iterator](): Generator<string> {
    for (let line = this.readline(); line !== ''; line = this.readline()) yield line;
  }

  seek(place: number): void {
    this.#at = place;
  }

  write(text: string): void {
    if (this.mode === 'memory') this.#text += text;
    else appendFileSync(this.name, text);
  }

  flush(): void {
    // Each write is on the disk already.
  }

  close(): void {
    // Nothing is held open.
  }

  getvalue(): string {
    return this.#text;
  }
}`,
  openFile: `
function openFile(name: string | number, mode = 'r'): TextFile {
  if (mode.includes('w')) writeFileSync(name, '');
  if (mode.includes('w') || mode.includes('a')) return new TextFile(name, mode, '');
  return new TextFile(
    name,
    mode,
    readFileSync(name, 'utf8')
      .replace(/^\\uFEFF/, '')
      .replaceAll('\\r\\n', '\\n'),
  );
}`,
  openText: `
function openText(text: string): TextFile {
  return new TextFile('', 'memory', text);
}`,
  glob: `
function glob(pattern: string): string[] {
  const folder = nodePath.dirname(pattern);
  const name = nodePath
    .basename(pattern)
    .replace(/[.+^\${}()|[\\]\\\\]/g, '\\\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const found = readdirSync(folder).filter((file) => new RegExp(\`^\${name}$\`).test(file));
  return found.map((file) => (pattern.includes('/') ? nodePath.join(folder, file) : file));
}`,
  splitExtension: `
function splitExtension(file: string): [string, string] {
  const extension = nodePath.extname(file);
  return [file.slice(0, file.length - extension.length), extension];
}`,
};
