import { homedir } from 'node:os';
import { join } from 'node:path';
import { type REPLServer } from 'node:repl';

/** Where lines are kept between sessions: `SFBULK_HISTORY`, or a file in the home folder. Empty keeps none. */
export function historyFileOf(environment: NodeJS.ProcessEnv): string | undefined {
  const file = environment.SFBULK_HISTORY ?? join(homedir(), '.sfbulk_history');
  return file === '' ? undefined : file;
}

/**
 * Keeps the lines that are typed, but for those that may hold a secret: these are gone before node writes the file.
 *
 * @param onReady called when the lines of earlier sessions are there
 */
export function keepHistory(server: REPLServer, file: string, onReady: () => void): void {
  server.on('history', (lines: string[]) => {
    const kept = lines.filter((line) => !mayHoldSecret(line));
    lines.splice(0, lines.length, ...kept);
  });
  server.setupHistory(file, onReady);
}

export function mayHoldSecret(line: string): boolean {
  return /login\s*\(|token|password|secret|00D\w{12,15}!/i.test(line);
}
