import { cpus } from 'node:os';

/** In a child process: times a piece of work, and tells the parent what it cost; `busy` is what the whole machine has done. */
export async function measure(work) {
  const busyBefore = busySeconds();
  const before = process.cpuUsage();
  const start = performance.now();
  const facts = await work();
  const wall = (performance.now() - start) / 1e3;
  const { user, system } = process.cpuUsage(before);
  const rss = process.resourceUsage().maxRSS / 1024;
  const busy = busySeconds() - busyBefore;
  process.send?.({ wall, cpu: (user + system) / 1e6, busy, rss, ...facts });
  process.disconnect?.();
}

/** Of all processors together, since the machine was started. */
function busySeconds() {
  return cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0) / 1e3;
}

/** What the parent has given: `node work.mjs '{"port": …}'`. */
export const given = JSON.parse(process.argv[2] ?? '{}');
