import { InvalidArgumentError, type Command } from 'commander';

/** What commands have in common that wait for a job, and give account of it. */
export function addFinishOptions(command: Command): Command {
  return addWaitOptions(
    command
      .option(
        '--success <file>',
        'where rows go that succeeded: their own columns, sf__Id and sf__Created; - is stdout',
      )
      .option('--errors <file>', 'where rows go that did not: their own columns and sf__Error; - is stdout'),
  );
}

export function addWaitOptions(command: Command): Command {
  return command
    .option('--wait <seconds>', 'wait no longer than that: then exit with 4, and the job goes on', toSeconds)
    .option('--json', 'give account as JSON');
}

function toSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== '' && seconds >= 0) return seconds;
  throw new InvalidArgumentError('It is a number of seconds.');
}
