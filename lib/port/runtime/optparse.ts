export const OPTION_HELPERS: Readonly<Record<string, string>> = {
  OptionParser: `
interface OptionTexts {
  usage?: string | null;
  version?: string | null;
  description?: string | null;
  epilog?: string | null;
  prog?: string | null;
}

/** Python's optparse: what is no option, wherever it stands, is an argument. */
class OptionParser extends OptionTable {
  readonly #defaults: Record<string, any> = {};

  constructor(readonly texts: OptionTexts = {}) {
    super();
  }

  add_option(option: ArgumentOptions): void {
    this.options.push(option);
    this.#defaults[option.dest] = option.default ?? this.#defaults[option.dest] ?? null;
  }

  set_defaults(defaults: Record<string, any>): void {
    Object.assign(this.#defaults, defaults);
  }

  parse_args<Given>(given: readonly string[] | null = null): [Given, string[]] {
    const values: Record<string, any> = { ...this.#defaults };
    for (const option of this.options) {
      const text = this.#defaults[option.dest];
      if (typeof text === 'string') values[option.dest] = this.#read(option, text, option.names[0]!);
    }
    const rest = [...(given ?? process.argv.slice(2))];
    const left: string[] = [];
    for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
      if (word === '--') left.push(...rest.splice(0));
      else if (/^-./.test(word)) this.#take(word, rest, values);
      else left.push(word);
    }
    return [values as Given, left];
  }

  #take(word: string, rest: string[], values: Record<string, any>): void {
    const { version = null } = this.texts;
    if (word === '-h' || word === '--help') this.#leaveWith(this.help());
    if (word === '--version' && version !== null) this.#leaveWith(this.#named(version));
    const option = this.named(word, rest);
    const short = word.startsWith('--') ? word.replace(/=.*$/s, '') : word.slice(0, 2);
    if (option === undefined) this.error(\`no such option: \${short}\`);
    const { action, dest, nargs } = option;
    if (action !== undefined && action !== 'append') {
      this.switch(option, values);
      return;
    }
    const name = option.names.find((own) => own.startsWith(short)) ?? short;
    const texts = rest.splice(0, nargs ?? 1);
    if (texts.length === 0 || texts.length < nargs)
      this.error(\`\${name} option requires \${nargs ?? 1} argument\${(nargs ?? 1) === 1 ? '' : 's'}\`);
    const read = texts.map((text) => this.#read(option, text, name));
    const value = nargs === undefined ? read[0] : read;
    values[dest] = action === 'append' ? [...(values[dest] ?? []), value] : value;
  }

  #read({ type, choices }: ArgumentOptions, text: string, name: string): unknown {
    if (choices !== undefined && !choices.includes(text))
      this.error(\`option \${name}: invalid choice: \${repr(text)} (choose from \${choices.map((own) => repr(own)).join(', ')})\`);
    try {
      return type === undefined ? text : type(text);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      this.error(\`option \${name}: invalid \${type === int ? 'integer' : 'floating-point'} value: \${repr(text)}\`);
    }
  }

  #named(text: string): string {
    return text.replaceAll('%prog', this.texts.prog ?? process.argv[1]!.replace(/^.*[/]/, ''));
  }

  get_usage(): string {
    const usage = this.texts.usage ?? '%prog [options]';
    return \`Usage: \${this.#named(usage.replace(/^usage: /i, ''))}\\n\`;
  }

  help(): string {
    const { description = null, epilog = null, version = null } = this.texts;
    const own = (name: string, help: string): ArgumentOptions => ({ names: [name], dest: '', action: 'version', help });
    const shown = [
      ...(version === null ? [] : [own('--version', "show program's version number and exit")]),
      own('-h, --help', 'show this help message and exit'),
      ...this.options,
    ];
    const parts = [this.get_usage(), ...(description === null ? [] : [\`\${wrapped(this.#named(description), 78).join('\\n')}\\n\`])];
    const heads = shown.map((option) => this.#headOf(option));
    const column = Math.min(24, Math.max(...heads.map(({ length }) => length)) + 2);
    const options = ['Options:', ...shown.map((option, at) => this.#helpOf(option, heads[at]!, column))].join('\\n');
    return [...parts, options, ...(epilog === null ? [] : ['', this.#named(epilog)])].join('\\n');
  }

  #headOf({ names, dest, action, metavar }: ArgumentOptions): string {
    const value = metavar ?? dest.toUpperCase();
    const takes = action === undefined || action === 'append';
    const own = names.map((name) => (takes ? \`\${name}\${name.startsWith('--') ? '=' : ' '}\${value}\` : name));
    return \`  \${own.join(', ')}\`;
  }

  #helpOf({ dest, help = '' }: ArgumentOptions, head: string, column: number): string {
    const given = this.#defaults[dest] ?? 'none';
    const lines = wrapped(help.replaceAll('%default', str(given)), 78 - column);
    const first = head.length > column - 2 ? [head] : [head.padEnd(column) + (lines.shift() ?? '')];
    return [...first, ...lines.map((line) => \`\${' '.repeat(column)}\${line}\`)].join('\\n');
  }

  error(text: string): never {
    console.error(this.get_usage());
    this.exit(2, \`\${this.#named('%prog')}: error: \${text}\\n\`);
  }

  #leaveWith(text: string): never {
    console.log(text);
    throw new SystemExit(0);
  }

  exit(code = 0, text: string | null = null): never {
    if (text !== null) process.stderr.write(text);
    throw new SystemExit(code);
  }
}`,
  wrapped: `
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = \`\${last} \${word}\`;
  }
  return lines;
}`,
};
