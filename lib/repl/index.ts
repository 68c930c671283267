import { type Readable, type Writable } from 'node:stream';
import { PracticeOrg } from '../practice-org/index';
import { bannerText } from './banner';
import { COMMANDS } from './commands/index';
import { converse } from './interactive';
import { Screen } from './screen';
import { runScript } from './script';
import { Session } from './session';

export { historyFileOf } from './history';

export interface ReplOptions {
  readonly input: Readable & TtyLike;
  readonly output: Writable & TtyLike;
  readonly errors: Writable;
  /** Whether a person sits there. Otherwise the lines are a script. Default: as the streams say. */
  readonly isTerminal?: boolean;
  /** Default: as the output says, which heeds `NO_COLOR`. */
  readonly hasColors?: boolean;
  /** Where a person's lines are kept for the next time; undefined keeps none. */
  readonly historyFile?: string | undefined;
}

/** Starts a practice org, and the REPL with `bulk` logged in to it. Returns the exit code when the user has left. */
export async function runRepl(options: ReplOptions): Promise<number> {
  const { input, output, errors, isTerminal = isTty(input) && isTty(output), historyFile } = options;
  const screen = new Screen({
    output,
    errors,
    isTerminal,
    hasColors: options.hasColors ?? output.hasColors?.() === true,
  });
  const org = await PracticeOrg.start();
  try {
    const session = await Session.open({ org, screen });
    const interpreter = { session, commands: COMMANDS };
    if (!isTerminal) return await runScript(interpreter, input);
    screen.print(bannerText(session));
    await converse(interpreter, { input, historyFile });
    return 0;
  } finally {
    await org.stop();
  }
}

interface TtyLike {
  readonly isTTY?: boolean;
  readonly hasColors?: () => boolean;
}

function isTty(stream: TtyLike): boolean {
  return stream.isTTY === true;
}
