/** Loaded before a client's program: kills the process at the nth line of its journal, before it, in it, or after it. */
import { appendFileSync } from 'node:fs';
import promises from 'node:fs/promises';

const [moment, number] = (process.env.KILL_AT ?? '').split(' ');
let writes = 0;

promises.appendFile = (path, line) => {
  const text = String(line);
  if (++writes !== Number(number)) appendFileSync(path as string, text);
  else {
    if (moment !== 'before') appendFileSync(path as string, moment === 'torn' ? text.slice(0, text.length / 2) : text);
    process.kill(process.pid, 'SIGKILL');
  }
  return Promise.resolve();
};
