export const LOGGING_HELPERS: Readonly<Record<string, string>> = {
  logging: `
/** Messages go to stderr, or to a file, as Python's logging writes them. */
const logging = {
  DEBUG: 10,
  INFO: 20,
  WARNING: 30,
  ERROR: 40,
  CRITICAL: 50,
  level: 30,
  format: '%(levelname)s:%(name)s:%(message)s',
  datefmt: '%Y-%m-%d %H:%M:%S,000',
  filename: '',
  basicConfig(options: {
    level?: number | string;
    format?: string;
    filename?: string;
    datefmt?: string;
    stream?: unknown;
  }): void {
    const { level, ...given } = options;
    const known = Object.entries(given).filter(([name, value]) => value !== undefined && name !== 'stream');
    Object.assign(logging, Object.fromEntries(known));
    if (level !== undefined)
      logging.level = typeof level === 'number' ? level : (LOG_LEVELS[level.toUpperCase()] ?? 30);
    if (options.stream === process.stdout) logging.write = (line) => console.log(line);
  },
  write(line: string): void {
    if (logging.filename === '') console.error(line);
    else appendFileSync(logging.filename, \`\${line}\\n\`);
  },
};`,
  LOG_LEVELS: `
const LOG_LEVELS: Record<string, number> = { DEBUG: 10, INFO: 20, WARNING: 30, ERROR: 40, CRITICAL: 50 };`,
  Logger: `
class Logger {
  #level: number | undefined;

  constructor(readonly name: string) {}

  setLevel(level: number | string): void {
    this.#level = typeof level === 'number' ? level : LOG_LEVELS[level.toUpperCase()];
  }

  debug = (text: string): void => this.#log('DEBUG', text);
  info = (text: string): void => this.#log('INFO', text);
  warning = (text: string): void => this.#log('WARNING', text);
  error = (text: string): void => this.#log('ERROR', text);
  critical = (text: string): void => this.#log('CRITICAL', text);

  exception(text: string, error: unknown): void {
    this.#log('ERROR', error instanceof Error ? \`\${text}\\n\${error.stack ?? error.message}\` : text);
  }

  #log(levelname: string, message: string): void {
    if (LOG_LEVELS[levelname]! < (this.#level ?? logging.level)) return;
    const asctime = strftime(new Date(), logging.datefmt);
    const parts: Record<string, string> = { levelname, message, asctime, name: this.name };
    logging.write(
      logging.format.replace(/%\\((\\w+)\\)-?(\\d*)s/g, (_whole, part: string, width) =>
        (parts[part] ?? '').padEnd(Number(width)),
      ),
    );
  }
}`,
  getLogger: `
function getLogger(name: string): Logger {
  return new Logger(name);
}`,
};
