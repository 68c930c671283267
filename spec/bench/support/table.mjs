const COLUMNS = ['work', 'wall s', 'process s', 'CPU s', 'RSS MB', 'to reach', 'reached', ''];

/** The rows as a table in Markdown, columns aligned. */
export function table(rows) {
  const lines = [COLUMNS, ...rows.map(cells)];
  const widths = COLUMNS.map((_, at) => Math.max(3, ...lines.map((line) => line[at].length)));
  const printed = lines.map((line) => `| ${line.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`);
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [printed[0], rule, ...printed.slice(1)].join('\n');
}

function cells({ title, cost, target, reached, isReached }) {
  const { wall, whole, cpu, rss } = cost;
  const verdict = isReached === undefined ? '' : isReached ? 'yes' : 'NO';
  return [
    title,
    wall.toFixed(2),
    whole.toFixed(2),
    cpu.toFixed(2),
    rss.toFixed(0),
    target ?? '',
    reached ?? '',
    verdict,
  ];
}

/** The middle of each figure, by itself. */
export function medians(costs) {
  const names = Object.keys(costs[0]);
  return Object.fromEntries(names.map((name) => [name, median(costs.map((cost) => cost[name]))]));
}

export function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
