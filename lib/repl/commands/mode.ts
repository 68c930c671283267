import { type Command } from '../command';
import { UsageError } from '../usage-error';
import { MODES } from '../format/present';

export const mode: Command = {
  name: 'mode',
  argument: MODES.join('|'),
  summary: 'How results are shown; only tables are cut to fit the terminal',
  choices: MODES,
  run: ({ session, argument }) => {
    if (argument === '') {
      session.screen.print(session.mode);
      return;
    }
    const chosen = MODES.find((each) => each === argument);
    if (chosen === undefined) throw new UsageError(`.mode takes ${MODES.join(', ')}; not "${argument}"`);
    session.mode = chosen;
  },
};
