import { type Command } from '../command';
import { UsageError } from '../usage-error';

export const timer: Command = {
  name: 'timer',
  argument: 'on|off',
  summary: 'Shows how long each line takes, and how many API calls',
  choices: ['on', 'off'],
  run: ({ session, argument }) => {
    if (argument !== 'on' && argument !== 'off') throw new UsageError('.timer takes on or off');
    session.isTimed = argument === 'on';
  },
};
