import { type Command } from '../command';
import { type Frame } from '../format/frame';
import { codeText, whyText } from '../format/why-text';

export const why: Command = {
  name: 'why',
  argument: '[CODE]',
  summary: 'Explains the last failure, or a code of the service, and what to do about it',
  run: ({ session: { lastError, screen }, argument: code }) => {
    screen.print(code === '' ? lastFailure(lastError, screen.frame) : codeText(code, screen.frame));
  },
};

function lastFailure(error: unknown, frame: Frame): string {
  if (error !== undefined) return whyText(error, frame);
  return 'No line has failed so far. Why rows failed is shown by bulk.batchResult(); .why CODE says what to do.';
}
