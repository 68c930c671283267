/** Python's exceptions: how a handler tells them, and which class stands for them when they are raised. */

export interface ErrorClass {
  /** The condition of the handler, with `$0` for what was caught; '' catches everything. */
  readonly test: string;
  /** What `raise` makes; `@name` is a helper. */
  readonly make: string;
}

const own = (name: string): ErrorClass => ({ test: `$0 instanceof @${name}`, make: `new @${name}($*)` });
const everything: ErrorClass = { test: '', make: 'new Error($*)' };
const system: ErrorClass = { test: '@isSystemError($0)', make: 'new Error($*)' };

export const ERROR_CLASSES: Readonly<Record<string, ErrorClass>> = {
  Exception: everything,
  BaseException: everything,
  StandardError: everything,
  RuntimeError: own('RuntimeError'),
  ValueError: own('ValueError'),
  KeyError: own('KeyError'),
  IndexError: own('IndexError'),
  LookupError: { test: '$0 instanceof @KeyError || $0 instanceof @IndexError', make: 'new @KeyError($*)' },
  TypeError: { test: '$0 instanceof TypeError', make: 'new TypeError($*)' },
  AttributeError: { test: '$0 instanceof TypeError', make: 'new TypeError($*)' },
  AssertionError: own('AssertionError'),
  NotImplementedError: own('NotImplementedError'),
  StopIteration: own('StopIteration'),
  ImportError: { test: "@isSystemError($0, 'MODULE_NOT_FOUND')", make: 'new Error($*)' },
  ModuleNotFoundError: { test: "@isSystemError($0, 'MODULE_NOT_FOUND')", make: 'new Error($*)' },
  UnicodeDecodeError: own('ValueError'),
  UnicodeEncodeError: own('ValueError'),
  EOFError: own('StopIteration'),
  ZeroDivisionError: own('ZeroDivisionError'),
  KeyboardInterrupt: own('KeyboardInterrupt'),
  SystemExit: own('SystemExit'),
  IOError: system,
  OSError: system,
  EnvironmentError: system,
  FileNotFoundError: { test: "@isSystemError($0, 'ENOENT')", make: 'new Error($*)' },
  PermissionError: { test: "@isSystemError($0, 'EACCES')", make: 'new Error($*)' },
  FileExistsError: { test: "@isSystemError($0, 'EEXIST')", make: 'new Error($*)' },
  'sfbulk.BulkException': { test: '$0 instanceof @BulkException', make: 'new @BulkException($*)' },
  'json.JSONDecodeError': { test: '$0 instanceof SyntaxError', make: 'new SyntaxError($*)' },
  'ConfigParser.NoSectionError': own('KeyError'),
  'ConfigParser.NoOptionError': own('KeyError'),
  'configparser.NoSectionError': own('KeyError'),
  'configparser.NoOptionError': own('KeyError'),
};
