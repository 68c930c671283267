import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Runs one piece of work in a process of its own; with its cost comes the time of the whole process. */
export async function runWork(name, given) {
  const start = performance.now();
  const child = fork(pathOf(`../work/${name}.mjs`), [JSON.stringify(given)]);
  let result;
  child.on('message', (message) => (result = message));
  const [code] = await once(child, 'exit');
  if (code !== 0 || result === undefined) throw new Error(`${name} ended with ${code}`);
  return { ...result, whole: (performance.now() - start) / 1e3 };
}

/** A sink for one piece of work, so that none pays for what another has left behind. */
export async function withSink({ queryRows, exact }, use) {
  const args = [pathOf('./sink.mjs'), String(queryRows), ...(exact ? ['--exact'] : [])];
  const sink = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [port] = await once(createInterface(sink.stdout), 'line');
    return await use(Number(port));
  } finally {
    sink.kill();
  }
}
