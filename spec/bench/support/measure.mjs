/** In a child process: times a piece of work, and tells the parent what it cost. */
export async function measure(work) {
  const before = process.cpuUsage();
  const start = performance.now();
  const facts = await work();
  const wall = (performance.now() - start) / 1e3;
  const { user, system } = process.cpuUsage(before);
  const rss = process.resourceUsage().maxRSS / 1024;
  process.send?.({ wall, cpu: (user + system) / 1e6, rss, ...facts });
  process.disconnect?.();
}

/** What the parent has given: `node work.mjs '{"port": …}'`. */
export const given = JSON.parse(process.argv[2] ?? '{}');
