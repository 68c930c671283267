export const ARGUMENT_HELPERS: Readonly<Record<string, string>> = {
  ArgumentTypeError: 'class ArgumentTypeError extends Exception {}',
  ArgumentOptions: `
interface ArgumentOptions {
  names: string[];
  dest: string;
  type?: (text: string) => any;
  action?: 'store_true' | 'store_false' | 'store_const' | 'append' | 'count' | 'version';
  const?: any;
  default?: any;
  required?: boolean;
  help?: string;
  choices?: readonly any[];
  nargs?: any;
  metavar?: string;
  version?: string;
}`,
  OptionTable: `
/** The options of a command line: which one a word names, and what it does that takes no value. */
class OptionTable {
  readonly options: ArgumentOptions[] = [];

  /** \`--limit=3\` and \`-n3\` hold their value themselves; the beginning of a long name will do. */
  named(word: string, rest: string[]): ArgumentOptions | undefined {
    const [, name = word, value] = /^(--[^=]+)=(.*)$/s.exec(word) ?? /^(-[^-])(.+)$/s.exec(word) ?? [];
    const exact = this.options.find(({ names }) => names.includes(name));
    const alike = this.options.filter(({ names }) => name.startsWith('--') && names.some((own) => own.startsWith(name)));
    const option = exact ?? (alike.length === 1 ? alike[0] : undefined);
    const isSwitch = option?.action !== undefined && option.action !== 'append';
    if (value !== undefined && isSwitch) rest.unshift(\`-\${value}\`);
    else if (value !== undefined) rest.unshift(value);
    return option;
  }

  switch({ action, dest, const: own }: ArgumentOptions, values: Record<string, any>): void {
    if (action === 'count') values[dest] = (values[dest] ?? 0) + 1;
    else values[dest] = action === 'store_const' ? own : action === 'store_true';
  }
}`,
  ArgumentParser: `
class ArgumentParser extends OptionTable {
  constructor(readonly description: string) {
    super();
  }

  add_argument(options: ArgumentOptions): void {
    this.options.push(options);
  }

  help(): string {
    const helpOf = ({ help = '', default: given = null }: ArgumentOptions): string =>
      help.replaceAll('%(default)s', str(given)).replaceAll('%%', '%');
    const lines = this.options.map((option) => \`  \${option.names.join(', ').padEnd(22)} \${helpOf(option)}\`);
    return [this.description, ...lines].join('\\n');
  }

  error(text: string): never {
    console.error(\`\${this.help()}\\nerror: \${text}\`);
    throw new SystemExit(2);
  }

  parse_args<Given>(given: readonly string[] | null = null): Given {
    const values: Record<string, any> = {};
    for (const option of this.options) values[option.dest] ??= this.#otherwise(option);
    const places = this.options.filter(({ names }) => !names[0]!.startsWith('-'));
    const found = new Set<string>();
    const rest = [...(given ?? process.argv.slice(2))];
    for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
      if (word === '-h' || word === '--help') this.#leaveWith(this.help());
      const isFlag = /^-[^\\d]/.test(word);
      const option = isFlag ? this.named(word, rest) : places.shift();
      if (option === undefined) this.error(\`unrecognized arguments: \${word}\`);
      if (!isFlag) rest.unshift(word);
      found.add(option.dest);
      this.#take(option, rest, values);
    }
    const isMissing = ({ names, required, dest, nargs }: ArgumentOptions): boolean =>
      !found.has(dest) && (required === true || (!names[0]!.startsWith('-') && nargs !== '?' && nargs !== '*'));
    const missing = this.options.filter(isMissing).map(({ names }) => names.join('/'));
    if (missing.length > 0) this.error(\`the following arguments are required: \${missing.join(', ')}\`);
    return values as Given;
  }

  #take(option: ArgumentOptions, rest: string[], values: Record<string, any>): void {
    const { action, dest, nargs, version = '' } = option;
    if (action === 'version') this.#leaveWith(version);
    else if (action !== undefined && action !== 'append') this.switch(option, values);
    else if (action === 'append') values[dest] = [...(values[dest] ?? []), this.#value(option, rest.shift())];
    else if (nargs === undefined || nargs === '?') values[dest] = this.#value(option, rest.shift());
    else {
      const end = rest.findIndex((word) => /^-[^\\d]/.test(word));
      const count = typeof nargs === 'number' ? nargs : end === -1 ? rest.length : end;
      values[dest] = rest.splice(0, count).map((word) => this.#value(option, word));
    }
  }

  #leaveWith(text: string): never {
    console.log(text.replaceAll('%(prog)s', process.argv[1]!.replace(/^.*[/]/, '')));
    throw new SystemExit(0);
  }

  /** A default that is text is read as if it had been typed. */
  #otherwise(option: ArgumentOptions): unknown {
    const { action, default: given } = option;
    if (typeof given === 'string' && option.type !== undefined) return this.#value(option, given);
    return given ?? (action === 'store_true' || action === 'store_false' ? action === 'store_false' : null);
  }

  #value({ type, choices, names }: ArgumentOptions, text: string | undefined): unknown {
    const name = names.join('/');
    if (text === undefined) this.error(\`argument \${name}: expected one argument\`);
    const value = type === undefined ? text : this.#read(type, text, name);
    if (choices !== undefined && !choices.includes(value)) this.error(\`argument \${name}: invalid choice: '\${text}'\`);
    return value;
  }

  #read(type: (text: string) => any, text: string, name: string): unknown {
    try {
      return type(text);
    } catch (error) {
      if (error instanceof ArgumentTypeError) this.error(\`argument \${name}: \${error.message}\`);
      if (error instanceof ValueError) this.error(\`argument \${name}: invalid value: '\${text}'\`);
      throw error;
    }
  }
}`,
};
