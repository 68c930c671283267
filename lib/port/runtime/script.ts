export const SCRIPT_HELPERS: Readonly<Record<string, string>> = {
  int: `
function int(value: any, base = 10): number {
  if (typeof value === 'number') return Math.trunc(value);
  if (typeof value === 'boolean') return Number(value);
  const text = String(value).trim();
  if (base === 10 && !/^[-+]?\\d+$/.test(text))
    throw new ValueError(\`invalid literal for int() with base 10: '\${value}'\`);
  return parseInt(text, base);
}`,
  float: `
function float(value: any): number {
  const special = /^\\s*([+-]?)(inf|infinity|nan)\\s*$/i.exec(String(value));
  if (special !== null) return special[2]!.toLowerCase() === 'nan' ? NaN : special[1] === '-' ? -Infinity : Infinity;
  const number = Number(value);
  if (String(value).trim() !== '' && !Number.isNaN(number)) return number;
  throw new ValueError(\`could not convert string to float: '\${value}'\`);
}`,
  round: `
/** Halves that are exact go to the even neighbour. */
function round(value: number, digits: number): number {
  if (digits < 0) return round(value / 10 ** -digits, 0) * 10 ** -digits;
  return Number.isFinite(value) ? Math.sign(value) * Number(fixed(Math.abs(value), digits)) : value;
}`,
  oldRound: `
/** Python 2 rounds halves away from zero. */
function oldRound(value: number, digits = 0): number {
  const below = round(value, digits);
  const step = 10 ** -digits;
  return Math.abs(value) - Math.abs(below) === step / 2 ? below + Math.sign(value) * step : below;
}`,
  printLine: `
function printLine(text: string): void {
  console.log(text);
}`,
  environmentValue: `
function environmentValue(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new KeyError(name);
  return value;
}`,
  ask: `
async function ask(prompt: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(prompt);
  terminal.close();
  return answer;
}`,
  exit: `
function exit(code: unknown = 0): never {
  throw new SystemExit(code);
}`,
  endWithError: `
/** What nobody caught ends the script. */
function endWithError(error: unknown): void {
  process.exitCode = 1;
  console.error(error);
}`,
  printCaught: `
function printCaught(error?: unknown): void {
  console.error(error);
}`,
  caughtText: `
function caughtText(error?: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}`,
  Operation: `
type Operation = Parameters<Bulk['job_create']>[0];`,
  ConfigParser: `
class ConfigParser {
  readonly #sections: Record<string, Record<string, string>> = {};
  readonly #defaults: Record<string, string> = {};

  constructor(defaults: Record<string, any> | null = null) {
    for (const [name, value] of Object.entries(defaults ?? {})) this.#defaults[name.toLowerCase()] = str(value);
  }

  read(files: string | readonly string[]): string[] {
    return [files].flat().flatMap((file) => (existsSync(file) ? this.#readOne(file) : []));
  }

  #readOne(file: string): string[] {
    let section: Record<string, string> = {};
    for (const line of readFileSync(file, 'utf8').split(/\\r?\\n/)) {
      const [, name] = /^\\[(.*)\\]$/.exec(line.trim()) ?? [];
      const [, key, value] = /^\\s*([^#;=:\\s][^=:]*?)\\s*[=:]\\s*(.*?)\\s*$/.exec(line) ?? [];
      if (name !== undefined) section = this.#sections[name] ??= {};
      else if (key !== undefined) section[key.toLowerCase()] = value ?? '';
    }
    return [file];
  }

  sections(): string[] {
    return Object.keys(this.#sections).filter((name) => name !== 'DEFAULT');
  }

  section(name: string): Record<string, string> {
    const section = this.#sections[name];
    if (section === undefined) throw new NoSectionError(\`No section: '\${name}'\`);
    return { ...this.#defaults, ...this.#sections['DEFAULT'], ...section };
  }

  has_section(name: string): boolean {
    return name in this.#sections;
  }

  has_option(section: string, option: string): boolean {
    return this.has_section(section) && option.toLowerCase() in this.section(section);
  }

  get(section: string, option: string): string {
    const value = this.section(section)[option.toLowerCase()];
    if (value === undefined) throw new NoOptionError(\`No option '\${option}' in section: '\${section}'\`);
    return value;
  }

  getboolean(section: string, option: string): boolean {
    return ['1', 'yes', 'true', 'on'].includes(this.get(section, option).toLowerCase());
  }
}`,
};

/** In a script that leaves by \`sys.exit\`, leaving is no failure. */
export const FAIL_WITH_EXIT = `
/** What nobody caught ends the script. */
function endWithError(error: unknown): void {
  if (!(error instanceof SystemExit)) {
    process.exitCode = 1;
    console.error(error);
  } else if (typeof error.code === 'string') {
    process.exitCode = 1;
    console.error(error.code);
  } else process.exitCode = Number(error.code ?? 0);
}`;
