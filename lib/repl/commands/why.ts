import { type Command } from '../command';
import { whyText } from '../format/why-text';

export const why: Command = {
  name: 'why',
  summary: 'Explains the last failure, and what to do about it',
  run: ({ session: { lastError, screen } }) => {
    screen.print(
      lastError === undefined
        ? 'No line has failed so far. Why rows failed is shown by bulk.batchResult().'
        : whyText(lastError, screen.frame),
    );
  },
};
