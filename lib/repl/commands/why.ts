import { type Command } from '../command';
import { type Telling } from '../format/advice';
import { codeText, whyText } from '../format/why-text';

export const why: Command = {
  name: 'why',
  argument: '[CODE]',
  summary: 'Explains the last failure, or a code of the service, and what to do about it',
  run: ({ session: { lastError, screen, telling }, argument: code }) => {
    screen.print(code === '' ? lastFailure(lastError, telling) : codeText(code, telling));
  },
};

function lastFailure(error: unknown, telling: Telling): string {
  if (error !== undefined) return whyText(error, telling);
  return 'No line has failed so far. Why rows failed is shown by bulk.batchResult(); .why CODE says what to do.';
}
