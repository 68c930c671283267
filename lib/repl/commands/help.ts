import { type Command } from '../command';
import { wrapTo } from '../format/cell';
import { glossary } from '../format/help-text';
import { methodsText } from '../method-help';

export const help: Command = {
  name: 'help',
  summary: 'Shows this',
  run: ({ session: { screen }, commands }) => {
    const { frame, colors } = screen;
    const own = commands.map(
      ({ name, argument = '', summary }) => [`.${name} ${argument}`.trimEnd(), summary] as const,
    );
    screen.print(
      [
        `${colors.bold('Methods')} (bulk.jobCreate? tells more of each; promises are awaited)`,
        methodsText(frame),
        colors.bold('Commands'),
        glossary([...own, ...OF_NODE], frame),
        colors.bold('In scope'),
        wrapTo(frame.width, `  ${IN_SCOPE}`, '  '),
      ].join('\n'),
    );
  },
};

const IN_SCOPE = 'bulk, org (the practice org), Bulk, BulkException, sleep(seconds), _ (last result), _error';

const OF_NODE = [
  ['.editor', 'Types several lines before they are evaluated'],
  ['.break', 'Gives up a statement that is not finished'],
  ['.save FILE', 'Saves what was typed'],
  ['.exit', 'Leaves; so does Ctrl-D'],
] as const;
