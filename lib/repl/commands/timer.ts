import { type Command, CommandUsageError } from '../command';

export const timer: Command = {
  name: 'timer',
  argument: 'on|off',
  summary: 'Shows how long each line takes, and how many API calls',
  choices: ['on', 'off'],
  run: (session, argument) => {
    if (argument !== 'on' && argument !== 'off') throw new CommandUsageError('.timer takes on or off');
    session.isTimed = argument === 'on';
  },
};
