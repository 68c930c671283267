/** Python's exceptions: how a handler tells them, and which class stands for them when they are raised. */

export interface ErrorClass {
  /** The condition of the handler, with `$0` for what was caught; '' catches everything. */
  readonly test: string;
  /** What `raise` makes, and what a class of the script stands below; `@name` is a helper. */
  readonly class: string;
}

const own = (name: string): ErrorClass => ({ test: `$0 instanceof @${name}`, class: `@${name}` });
const everything: ErrorClass = { test: '', class: '@Exception' };
const system: ErrorClass = { test: '$0 instanceof @OSError || @isSystemError($0)', class: '@OSError' };

export const ERROR_CLASSES: Readonly<Record<string, ErrorClass>> = {
  Exception: everything,
  BaseException: everything,
  StandardError: everything,
  RuntimeError: own('RuntimeError'),
  ValueError: own('ValueError'),
  KeyError: own('KeyError'),
  IndexError: own('IndexError'),
  LookupError: { test: '$0 instanceof @KeyError || $0 instanceof @IndexError', class: '@KeyError' },
  TypeError: { test: '$0 instanceof TypeError', class: 'TypeError' },
  AttributeError: { test: '$0 instanceof TypeError', class: 'TypeError' },
  AssertionError: own('AssertionError'),
  NotImplementedError: own('NotImplementedError'),
  StopIteration: own('StopIteration'),
  ImportError: { test: "@isSystemError($0, 'MODULE_NOT_FOUND')", class: '@Exception' },
  ModuleNotFoundError: { test: "@isSystemError($0, 'MODULE_NOT_FOUND')", class: '@Exception' },
  UnicodeDecodeError: own('ValueError'),
  UnicodeEncodeError: own('ValueError'),
  EOFError: own('StopIteration'),
  ZeroDivisionError: own('ZeroDivisionError'),
  KeyboardInterrupt: own('KeyboardInterrupt'),
  SystemExit: own('SystemExit'),
  IOError: system,
  OSError: system,
  EnvironmentError: system,
  FileNotFoundError: { test: "@isSystemError($0, 'ENOENT')", class: '@OSError' },
  PermissionError: { test: "@isSystemError($0, 'EACCES')", class: '@OSError' },
  FileExistsError: { test: "@isSystemError($0, 'EEXIST')", class: '@OSError' },
  'argparse.ArgumentTypeError': own('ArgumentTypeError'),
  'sfbulk.BulkException': { test: '$0 instanceof @BulkException', class: '@BulkException' },
  'json.JSONDecodeError': { test: '$0 instanceof SyntaxError', class: 'SyntaxError' },
  'ConfigParser.NoSectionError': own('NoSectionError'),
  'ConfigParser.NoOptionError': own('NoOptionError'),
  'configparser.NoSectionError': own('NoSectionError'),
  'configparser.NoOptionError': own('NoOptionError'),
};
