import { cpus } from 'node:os';

/**
 * In a child process: times a piece of work, and tells the parent what it cost. `busy` is what all processors did meanwhile,
 * whoever had them, and `idle` what they had left: in seconds, without those that a host gave to other machines.
 */
export async function measure(work) {
  const machineBefore = machineTimes();
  const before = process.cpuUsage();
  const start = performance.now();
  const facts = await work();
  const wall = (performance.now() - start) / 1e3;
  const { user, system } = process.cpuUsage(before);
  const rss = process.resourceUsage().maxRSS / 1024;
  const machine = machineTimes();
  const busy = machine.busy - machineBefore.busy;
  const idle = machine.idle - machineBefore.idle;
  process.send?.({ wall, cpu: (user + system) / 1e6, busy, idle, rss, ...facts });
  process.disconnect?.();
}

/** Of all processors together, since the machine was started. */
function machineTimes() {
  const times = cpus().map((processor) => processor.times);
  const busy = times.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, 0) / 1e3;
  return { busy, idle: times.reduce((sum, { idle }) => sum + idle, 0) / 1e3 };
}

/** What the parent has given: `node work.mjs '{"port": …}'`. */
export const given = JSON.parse(process.argv[2] ?? '{}');
