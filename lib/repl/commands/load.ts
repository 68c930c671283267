import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { type Command } from '../command';
import { UsageError } from '../usage-error';
import { playLines } from '../script';

/** In the place of node's own, which evaluates the file as one piece and so awaits nothing between its lines. */
export const load: Command = {
  name: 'load',
  argument: 'FILE',
  summary: 'Evaluates the lines of a file, one after the other',
  run: async ({ session, argument: path, commands }) => {
    if (path === '') throw new UsageError('.load needs the path of a file');
    const file = createReadStream(path);
    await once(file, 'open');
    await playLines({ session, commands }, file);
  },
};
