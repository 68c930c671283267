import { unlessInterrupted } from '../repl/interruption';
import { type Terminal } from './terminal';
import { UsageError } from './usage-error';

/** Ctrl-C ends the waiting for an answer, which may not come for minutes; the request itself is not taken back. */
export async function heeding<Answer>({ signal }: Terminal, call: () => Promise<Answer>): Promise<Answer> {
  signal.throwIfAborted();
  return unlessInterrupted(signal, call());
}

/** The same before there is a job to go on with. */
export async function heedingFirst<Answer>(terminal: Terminal, call: () => Promise<Answer>): Promise<Answer> {
  return heeding(terminal, call).catch((error: unknown) => {
    if (terminal.signal.aborted) throw new UsageError('Interrupted: nothing was sent', { cause: error });
    throw error;
  });
}
