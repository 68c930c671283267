import { type Command } from '../command';
import { type Session } from '../session';
import { UsageError } from '../usage-error';

/** A command that switches something on and off. */
export function onOff(
  words: Pick<Command, 'name' | 'summary'>,
  switchTo: (session: Session, isOn: boolean) => void,
): Command {
  return {
    ...words,
    argument: 'on|off',
    choices: ['on', 'off'],
    run: ({ session, argument }) => {
      if (argument !== 'on' && argument !== 'off') throw new UsageError(`.${words.name} takes on or off`);
      switchTo(session, argument === 'on');
    },
  };
}
