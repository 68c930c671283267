import { createInterface } from 'node:readline';
import { type Readable } from 'node:stream';
import { type Session } from './session';

/** Evaluates the lines one after the other, prints each result, and stops at the first that throws. Returns the exit code. */
export async function runScript(session: Session, input: Readable): Promise<number> {
  try {
    await playLines(session, input);
    return 0;
  } catch (error) {
    session.report(error);
    return 1;
  }
}

/** @throws what a line throws, when it has told which line it was */
export async function playLines(session: Session, input: Readable): Promise<void> {
  const lines = createInterface({ input, crlfDelay: Infinity });
  const at = { code: '', firstLine: 1, line: 0 };
  try {
    for await (const line of lines) {
      at.line += 1;
      if (at.code === '') at.firstLine = at.line;
      if (at.code === '' && line.trim() === '.exit') return;
      at.code = await runPiece(session, at.code, line);
    }
    if (at.code !== '') throw new SyntaxError('the script ends in the middle of a statement');
  } catch (error) {
    session.screen.printError(`In line ${at.firstLine}:`);
    throw error;
  } finally {
    lines.close();
  }
}

/** Returns what must be put before the next line: a statement that has only begun. */
async function runPiece(session: Session, begun: string, line: string): Promise<string> {
  const [, command, argument = ''] = begun === '' ? (/^\s*\.([a-z]\w*)(.*)$/.exec(line) ?? []) : [];
  if (command !== undefined) {
    await session.command(command, argument);
    return '';
  }
  const code = `${begun}${line}\n`;
  const evaluation = await session.evaluate(code);
  if (evaluation.kind === 'error') throw evaluation.error;
  if (evaluation.kind === 'unfinished') return code;
  if (evaluation.value !== undefined) session.screen.print(session.render(evaluation.value));
  return '';
}
