import { writeFileSync } from 'node:fs';
import { EOL, homedir } from 'node:os';
import { join } from 'node:path';
import { type REPLServer } from 'node:repl';

/** Where lines are kept between sessions: `SFBULK_HISTORY`, or a file in the home folder. Empty keeps none. */
export function historyFileOf(environment: NodeJS.ProcessEnv): string | undefined {
  const file = environment.SFBULK_HISTORY ?? join(homedir(), '.sfbulk_history');
  return file === '' ? undefined : file;
}

/**
 * What the REPL must be started with. While it runs, node writes each state over the one before from the file's first byte,
 * and the end of a longer one stays behind: so the lines are never fewer than they were, as they would be from node's own
 * limit of 30 on. `Infinity` would be taken for none.
 */
export const HISTORY_OPTIONS = { historySize: 2 ** 32 - 1 };

/** What is left of them for the next session. */
const KEPT_LINES = 1_000;

export interface HistoryKeeping {
  readonly file: string;
  /** Called when the lines of earlier sessions are there. */
  readonly onReady: () => void;
  /** What a login was given. */
  readonly secrets: () => Iterable<string>;
}

/**
 * Keeps the lines that are typed, but for those that may hold a secret: these are gone before node writes the file.
 *
 * @returns to be called when a statement has ended; until then each line is one of those that it consists of
 */
export function keepHistory(server: REPLServer, { file, onReady, secrets }: HistoryKeeping): () => void {
  let newestFirst: readonly string[] = [];
  let statement = '';
  const isKept = (line: string): boolean =>
    !mayHoldSecret(line) && ![...secrets()].some((secret) => line.includes(secret));
  server.on('history', (lines: string[]) => {
    const [newest = '', ...older] = lines;
    statement += newest;
    // What says that a text is a secret may stand in a line before it.
    const kept = (mayHoldSecret(statement) ? older : lines).filter(isKept);
    lines.splice(0, lines.length, ...kept);
    newestFirst = lines;
  });
  server.once('exit', () => {
    const kept = newestFirst.filter(isKept);
    if (newestFirst.length > 0) writeWhole(file, kept.slice(0, KEPT_LINES));
  });
  server.setupHistory(file, onReady);
  return () => {
    statement = '';
  };
}

/** Another prompt may have written beside this one: whoever leaves last leaves a file without remains. */
function writeWhole(file: string, lines: readonly string[]): void {
  try {
    writeFileSync(file, lines.join(EOL), { mode: 0o600 });
  } catch {
    // Node has said already that lines cannot be kept there.
  }
}

export function mayHoldSecret(line: string): boolean {
  return SECRET.test(line);
}

const SECRET =
  /login\s*\(|token|passw|pwd|secret|session(?:.?id|\s*[=:])|private.?key|-----BEGIN|api.?key|credential|00D\w{12,15}!/i;
