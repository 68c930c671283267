import { type Command } from '../command';
import { type Telling } from '../format/advice';
import { codeText, whyText } from '../format/why-text';

export const why: Command = {
  name: 'why',
  argument: '[CODE]',
  summary: 'Explains the last failure, of a line or of rows, or a code of the service, and what to do about it',
  run: ({ session: { lastError, failedCodes, screen, telling }, argument }) => {
    const codes = argument === '' ? failedCodes : [argument];
    const texts = codes.map((code) => codeText(code, telling));
    screen.print(texts.length === 0 ? lastFailure(lastError, telling) : texts.join('\n'));
  },
};

function lastFailure(error: unknown, telling: Telling): string {
  if (error !== undefined) return whyText(error, telling);
  return 'Nothing has failed so far. Which rows did is shown by bulk.batchResult(); .why CODE says what to do about a code.';
}
