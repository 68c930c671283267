import { createInterface } from 'node:readline';
import { type Readable } from 'node:stream';
import { runCommand, type Command } from './command';
import { type Session } from './session';

/** Who works on the lines. */
export interface Interpreter {
  readonly session: Session;
  readonly commands: readonly Command[];
}

/** Evaluates the lines one after the other, prints each result, and stops at the first that throws. Returns the exit code. */
export async function runScript(interpreter: Interpreter, input: Readable): Promise<number> {
  try {
    await playLines(interpreter, input);
    return interpreter.session.hasStray ? 1 : 0;
  } catch (error) {
    interpreter.session.report(error);
    return 1;
  }
}

/** @throws what a line throws, when it has told which line it was */
export async function playLines(interpreter: Interpreter, input: Readable): Promise<void> {
  const lines = createInterface({ input, crlfDelay: Infinity });
  const at = { code: '', firstLine: 1, line: 0 };
  try {
    for await (const line of lines) {
      at.line += 1;
      if (at.code === '') at.firstLine = at.line;
      if (at.code === '' && line.trim() === '.exit') return;
      at.code = await runPiece(interpreter, at.code, line);
    }
    if (at.code !== '') throw new SyntaxError('the script ends in the middle of a statement');
  } catch (error) {
    interpreter.session.screen.printError(`In line ${at.firstLine}:`);
    throw error;
  } finally {
    lines.close();
  }
}

/** Returns what must be put before the next line: a statement that has only begun. */
async function runPiece({ session, commands }: Interpreter, begun: string, line: string): Promise<string> {
  const [, command, argument = ''] = begun === '' ? (/^\s*\.([a-z][\w-]*)(.*)$/.exec(line) ?? []) : [];
  if (command !== undefined) {
    await runCommand(command, { session, commands, argument });
    return '';
  }
  const code = `${begun}${line}\n`;
  const evaluation = await session.evaluate(code);
  if (evaluation.kind === 'error') throw evaluation.error;
  if (evaluation.kind === 'unfinished') return code;
  if (evaluation.value !== undefined) session.screen.print(session.render(evaluation.value));
  return '';
}
