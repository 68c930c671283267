import { type CompleterResult } from 'node:readline';
import repl, { Recoverable, type REPLServer } from 'node:repl';
import { type Readable } from 'node:stream';
import { askAt } from './ask';
import { runCommand } from './command';
import { HISTORY_OPTIONS, keepHistory } from './history';
import { Keyboard } from './keyboard';
import { promptText } from './prompt-text';
import { type Interpreter } from './script';
import { type Session } from './session';

export interface Terminal {
  readonly input: Readable;
  /** Where lines are kept for the next session; undefined keeps none. */
  readonly historyFile: string | undefined;
}

/** Talks to a person until they leave. Node's REPL edits the lines; what they mean is the session's business. */
export async function converse(interpreter: Interpreter, { input, historyFile }: Terminal): Promise<void> {
  const { session } = interpreter;
  const interrupt = (): void => {
    session.interrupt();
  };
  const keyboard = new Keyboard(input, interrupt);
  const { output } = session.screen;
  session.ask = askAt({ keyboard, output, interrupt, signal: () => session.signal });
  let endStatement = (): void => undefined;
  const server = startServer(interpreter, keyboard, () => {
    endStatement();
  });
  session.onMove = () => {
    server.setPrompt(promptText(session));
  };
  defineCommands(server, interpreter, keyboard);
  if (historyFile !== undefined) {
    keyboard.hold();
    endStatement = keepHistory(server, {
      file: historyFile,
      onReady: () => {
        keyboard.release();
      },
      secrets: () => session.recorder.secrets.keys(),
    });
  }
  await new Promise<void>((resolve) => {
    server.once('exit', resolve);
  });
  session.interrupt();
  keyboard.close();
}

/** @param onStatement told when one has ended, of however many lines */
function startServer({ session, commands }: Interpreter, keyboard: Keyboard, onStatement: () => void): REPLServer {
  const server = repl.start({
    ...HISTORY_OPTIONS,
    prompt: promptText(session),
    input: keyboard,
    output: session.screen.output,
    terminal: true,
    ignoreUndefined: true,
    eval: (code, _context, _file, callback) => {
      void busy(keyboard, () => evaluate(session, code)).then(({ needsMore, value }) => {
        if (!needsMore) onStatement();
        callback(needsMore ? new Recoverable(new SyntaxError()) : null, value);
      });
    },
    writer: (value: unknown) => session.render(value),
    completer: (line: string, callback: (error: Error | null, result: CompleterResult) => void) => {
      void session.complete(line, commands, server.line.slice(line.length)).then((result) => {
        callback(null, result);
      });
    },
  });
  return server;
}

/** An error is shown here: node would put "Uncaught" before it. */
async function evaluate(session: Session, code: string): Promise<{ needsMore: boolean; value?: unknown }> {
  const evaluation = await session.evaluate(code);
  if (evaluation.kind === 'error') session.report(evaluation.error);
  if (evaluation.kind === 'value') return { needsMore: false, value: evaluation.value };
  return { needsMore: evaluation.kind === 'unfinished' };
}

function defineCommands(server: REPLServer, interpreter: Interpreter, keyboard: Keyboard): void {
  for (const { name, summary } of interpreter.commands) {
    server.defineCommand(name, {
      help: summary,
      action(argument) {
        this.clearBufferedCommand();
        void busy(keyboard, () => command(interpreter, name, argument)).then(() => {
          this.displayPrompt();
        });
      },
    });
  }
}

async function command({ session, commands }: Interpreter, name: string, argument: string): Promise<void> {
  try {
    await runCommand(name, { session, commands, argument });
  } catch (error) {
    session.report(error);
  }
}

/** Keys that are typed meanwhile wait. */
async function busy<Result>(keyboard: Keyboard, work: () => Promise<Result>): Promise<Result> {
  keyboard.hold();
  try {
    return await work();
  } finally {
    // After the answer is printed, and the prompt.
    setImmediate(() => {
      keyboard.release();
    });
  }
}
