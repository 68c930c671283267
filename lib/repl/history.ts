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

/**
 * Keeps the lines that are typed, but for those that may hold a secret: these are gone before node writes the file.
 *
 * @param onReady called when the lines of earlier sessions are there
 */
export function keepHistory(server: REPLServer, file: string, onReady: () => void): void {
  let newestFirst: readonly string[] = [];
  server.on('history', (lines: string[]) => {
    const kept = lines.filter((line) => !mayHoldSecret(line));
    lines.splice(0, lines.length, ...kept);
    newestFirst = lines;
  });
  server.once('exit', () => {
    if (newestFirst.length > 0) writeWhole(file, newestFirst.slice(0, KEPT_LINES));
  });
  server.setupHistory(file, onReady);
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
  return /login\s*\(|token|password|secret|00D\w{12,15}!/i.test(line);
}
