export const LOGGING_HELPERS: Readonly<Record<string, string>> = {
  LOG_LEVELS: `
const LOG_LEVELS: Record<string, number> = { NOTSET: 0, DEBUG: 10, INFO: 20, WARNING: 30, ERROR: 40, CRITICAL: 50 };`,
  logLevel: `
function logLevel(level: number | string): number {
  return typeof level === 'number' ? level : (LOG_LEVELS[level.toUpperCase()] ?? 30);
}`,
  Formatter: `
class Formatter {
  constructor(
    readonly format: string | null = '%(message)s',
    readonly datefmt: string | null = '%Y-%m-%d %H:%M:%S,000',
  ) {}

  text(levelname: string, name: string, message: string): string {
    const asctime = strftime(new Date(), this.datefmt ?? '%Y-%m-%d %H:%M:%S,000');
    const parts: Record<string, string> = { levelname, message, asctime, name };
    return (this.format ?? '%(message)s').replace(/%\\((\\w+)\\)(-?)(\\d*)s/g, (_whole, part: string, side, width) => {
      const text = parts[part] ?? '';
      return side === '-' ? text.padEnd(Number(width)) : text.padStart(Number(width));
    });
  }
}`,
  Handler: `
/** Where messages go: a file, stdout, or stderr. */
class Handler {
  level = 0;
  formatter = new Formatter();

  constructor(readonly write: (line: string) => void) {}

  setLevel(level: number | string): void {
    this.level = logLevel(level);
  }

  setFormatter(formatter: Formatter): void {
    this.formatter = formatter;
  }

  close(): void {
    // Nothing is held open.
  }
}`,
  fileHandler: `
function fileHandler(path: string, mode = 'a'): Handler {
  if (mode.includes('w')) writeFileSync(path, '');
  return new Handler((line) => appendFileSync(path, \`\${line}\\n\`));
}`,
  streamHandler: `
function streamHandler(stream: unknown = process.stderr): Handler {
  return new Handler((line) => (stream === process.stdout ? console.log(line) : console.error(line)));
}`,
  logging: `
/** Messages go to stderr, or to a file, as Python's logging writes them. */
const logging = {
  DEBUG: 10,
  INFO: 20,
  WARNING: 30,
  ERROR: 40,
  CRITICAL: 50,
  level: 30,
  handlers: [] as Handler[],
  basicConfig(options: {
    level?: number | string;
    format?: string;
    filename?: string;
    filemode?: string;
    datefmt?: string;
    stream?: unknown;
    handlers?: Handler[];
  }): void {
    const { level, format = '%(levelname)s:%(name)s:%(message)s', datefmt = null, filename, filemode, stream } = options;
    if (logging.handlers.length > 0) return;
    const made = filename === undefined ? streamHandler(stream) : fileHandler(filename, filemode);
    logging.handlers = options.handlers ?? [made];
    for (const handler of logging.handlers) handler.setFormatter(new Formatter(format, datefmt));
    if (level !== undefined) logging.level = logLevel(level);
  },
};`,
  Logger: `
class Logger {
  level: number | undefined;
  readonly handlers: Handler[] = [];
  propagate = true;

  constructor(readonly name: string) {}

  setLevel(level: number | string): void {
    if (this.name === 'root') logging.level = logLevel(level);
    else this.level = logLevel(level);
  }

  addHandler(handler: Handler): void {
    if (this.name === 'root') logging.handlers.push(handler);
    else this.handlers.push(handler);
  }

  debug = (text: string): void => this.#log('DEBUG', text);
  info = (text: string): void => this.#log('INFO', text);
  warning = (text: string): void => this.#log('WARNING', text);
  error = (text: string): void => this.#log('ERROR', text);
  critical = (text: string): void => this.#log('CRITICAL', text);

  exception(text: string, error: unknown): void {
    this.#log('ERROR', error instanceof Error ? \`\${text}\\n\${error.stack ?? error.message}\` : text);
  }

  /** Where nobody set up a handler, warnings go to stderr as they are. */
  #log(levelname: string, message: string): void {
    const level = LOG_LEVELS[levelname]!;
    if (level < (this.level ?? logging.level)) return;
    const handlers = [...this.handlers, ...(this.propagate ? logging.handlers : [])];
    if (handlers.length === 0 && level >= 30) console.error(message);
    for (const handler of handlers)
      if (level >= handler.level) handler.write(handler.formatter.text(levelname, this.name, message));
  }
}`,
  loggers: `
const loggers = new Map<string, Logger>();`,
  getLogger: `
/** The same logger for the same name. */
function getLogger(name: string | null = 'root'): Logger {
  const logger = loggers.get(name ?? 'root') ?? new Logger(name ?? 'root');
  loggers.set(name ?? 'root', logger);
  return logger;
}`,
  rootLogger: `
/** \`logging.info()\` sets up a handler where there is none. */
function rootLogger(): Logger {
  logging.basicConfig({});
  return getLogger('root');
}`,
};
