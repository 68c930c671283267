import { type Command } from '../command';
import { tableText } from '../format/table';

export const usage: Command = {
  name: 'usage',
  summary: 'Shows the API calls and batches that bulk has spent',
  run: ({ session: { bulk, screen } }) => {
    const { calls, batches, byOperation } = bulk.usage;
    const records = [
      ...Object.entries(byOperation).map(([operation, count]) => ({ operation, calls: count })),
      { operation: 'all', calls },
    ];
    screen.print(`${tableText({ records }, screen.frame)}\n${screen.colors.dim(`batches added: ${batches}`)}`);
  },
};
