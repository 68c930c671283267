const own = (name: string): string => `class ${name} extends Exception {}`;
/** Of a section that is asked for by its name in brackets, a KeyError is expected. */
const ofSettings = (name: string): string => `
class ${name} extends KeyError {
  override toString(): string {
    return this.message;
  }
}`;

export const ERROR_HELPERS: Readonly<Record<string, string>> = {
  Exception: `
/** Python's exceptions remember what they were made of, and are shown by it. */
class Exception extends Error {
  readonly args: any[];

  constructor(...args: any[]) {
    super(args.length === 1 ? str(args[0]) : args.length === 0 ? '' : repr(args, { of: null, isTuple: true }));
    this.args = args;
    this.name = new.target.name;
  }

  __repr__(): string {
    return \`\${this.name}(\${this.args.map((item) => repr(item)).join(', ')})\`;
  }
}`,
  RuntimeError: own('RuntimeError'),
  ValueError: own('ValueError'),
  KeyError: `
class KeyError extends Exception {
  override toString(): string {
    return this.args.length === 1 ? repr(this.args[0]) : this.message;
  }
}`,
  OSError: own('OSError'),
  NoSectionError: ofSettings('NoSectionError'),
  NoOptionError: ofSettings('NoOptionError'),
  IndexError: own('IndexError'),
  AssertionError: own('AssertionError'),
  NotImplementedError: own('NotImplementedError'),
  StopIteration: own('StopIteration'),
  ZeroDivisionError: own('ZeroDivisionError'),
  KeyboardInterrupt: own('KeyboardInterrupt'),
  SystemExit: `
/** Leaves the script; what \`finally\` holds still runs. */
class SystemExit extends Error {
  constructor(readonly code: unknown = 0) {
    super('leave');
  }
}`,
  isSystemError: `
function isSystemError(error: unknown, code?: string): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return code === undefined ? /^E[A-Z]+$/.test(String(error.code)) : error.code === code;
}`,
  classOf: `
/** What Python's type() tells of a value. */
function classOf(value: any): { __name__: string } {
  const names: Record<string, string> = { string: 'str', boolean: 'bool', number: Number.isInteger(value) ? 'int' : 'float' };
  const made = value?.constructor?.name ?? 'NoneType';
  const name = names[typeof value] ?? ({ Array: 'list', Object: 'dict', Set: 'set', Error: 'Exception' }[made as string] ?? made);
  return { __name__: name };
}`,
  messageOf: `
/** An error as Python's str() tells it. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { errno, path } = error as NodeJS.ErrnoException;
  if (errno !== undefined && path !== undefined) return \`[Errno \${-errno}] \${systemText(error)}: '\${path}'\`;
  return error.toString === Error.prototype.toString ? error.message : error.toString();
}`,
  systemText: `
/** What Python's strerror says. */
function systemText(error: any): string {
  const known: Record<string, string> = { EEXIST: 'File exists', EISDIR: 'Is a directory' };
  const [, text = error.message] = /^\\w+: (.*?)(?:, \\w+|$)/.exec(error.message) ?? [];
  return known[error.code] ?? text.charAt(0).toUpperCase() + text.slice(1);
}`,
  argsOf: `
function argsOf(error: any): any[] {
  if (Array.isArray(error.args)) return error.args;
  return error.path === undefined ? [messageOf(error)] : [-error.errno, systemText(error)];
}`,
  todo: `
/** Stands where something was not ported. */
function todo(python: string): any {
  throw new Error(\`not ported yet: \${python}\`);
}`,
};
