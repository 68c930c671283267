/**
 * Prints one table: the project, the raw limits and its peers on the same work, each in a process of its own.
 *
 *     npm run bench -- [--runs 5] [--rows 1000000] [--only load,query-file] [--no-peers] [--tenfold] [--slow-runs 1]
 */
import { mkdirSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { demands, ROWS } from './rows.mjs';
import { runWork, withSink } from './support/children.mjs';
import { makeCsv } from './support/make-csv.mjs';
import { medians, table } from './support/table.mjs';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    rows: { type: 'string', default: '1000000' },
    /** Names of rows; those that they are compared with are run, too. */
    only: { type: 'string' },
    /** How often peers and the tenfold file are run, where a run of them takes minutes. Default: as often as the rest. */
    'slow-runs': { type: 'string' },
    'no-peers': { type: 'boolean', default: false },
    tenfold: { type: 'boolean', default: false },
    dist: { type: 'string', default: fileURLToPath(new URL('../../dist/lib/index.js', import.meta.url)) },
  },
});
const rows = Number(options.rows);
const folder = join(tmpdir(), 'sfbulk-bench');
const source = join(folder, `contacts-${rows}.csv`);
const tenfold = join(folder, `contacts-${rows * 10}.csv`);
const small = join(folder, 'contacts-10000.csv');
const out = join(folder, 'query.csv');

mkdirSync(folder, { recursive: true });
await makeCsv(source, rows);
await makeCsv(small, 10_000);
if (options.tenfold) await makeCsv(tenfold, rows * 10);
report(await runAll(ROWS.filter(isWanted)));

function isWanted(row) {
  if (row.isPeer && options['no-peers']) return false;
  if (row.tenfold && !options.tenfold) return false;
  if (options.only === undefined) return true;
  const names = options.only.split(',');
  return names.includes(row.name) || ROWS.some(({ name, against }) => names.includes(name) && against === row.name);
}

/** Round after round rather than row after row: what else the machine does falls on all of them. */
async function runAll(wanted) {
  const costs = new Map(wanted.map(({ name }) => [name, []]));
  for (let run = 1; run <= Number(options.runs); run++) {
    for (const row of wanted) {
      if ((row.isPeer || row.tenfold) && run > Number(options['slow-runs'] ?? options.runs)) continue;
      const cost = await runOnce(row);
      costs.get(row.name).push(cost);
      console.error(`run ${run}: ${row.title}: ${cost.wall.toFixed(2)} s, ${cost.rss.toFixed(0)} MB`);
    }
  }
  return wanted.map((row) => ({ row, cost: medians(costs.get(row.name)), asked: demands(row, costs) }));
}

function runOnce(row) {
  const file = row.file === 'out' ? out : row.tenfold ? tenfold : row.small ? small : source;
  return withSink({ queryRows: rows, exact: row.exact }, (port) =>
    runWork(row.work, {
      port,
      file,
      out,
      rows,
      records: 10,
      sets: Math.ceil(rows / 250_000),
      gzip: row.gzip,
      dist: resolve(options.dist),
    }),
  );
}

function report(results) {
  const [{ model = 'unknown processor' } = {}] = cpus();
  const load = loadavg().map((value) => value.toFixed(1));
  console.log(
    `${rows} rows, medians of ${options.runs}; Node ${process.version}, ${cpus().length} × ${model}; load ${load}\n`,
  );
  console.log(
    table(
      results.map(({ row, cost, asked }) => ({
        title: row.title,
        cost,
        target: asked.map(({ target }) => target).join(', '),
        reached: asked.map(({ reached }) => reached).join(', '),
        isReached: asked.length === 0 ? undefined : asked.every(({ isReached }) => isReached),
      })),
    ),
  );
}
