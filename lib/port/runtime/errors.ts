const own = (name: string): string => `class ${name} extends Error {}`;

export const ERROR_HELPERS: Readonly<Record<string, string>> = {
  RuntimeError: own('RuntimeError'),
  ValueError: own('ValueError'),
  KeyError: own('KeyError'),
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
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}`,
  todo: `
/** Stands where something was not ported. */
function todo(python: string): any {
  throw new Error(\`not ported yet: \${python}\`);
}`,
};
