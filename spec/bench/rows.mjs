/**
 * The rows of the table: what is done, and what is to be reached. `against` names the row that a wall time is compared
 * with; `times` says how many times as long it may take. A peer's row is there to be compared with.
 */
export const ROWS = [
  { name: 'raw-load', work: 'raw-load', title: 'load a file: its bytes in slices (the limit)' },
  { name: 'load', work: 'load-file', title: 'load a file: sfbulk', against: 'raw-load', times: 1.5, rss: 150 },
  { name: 'jsforce-load', work: 'jsforce-load', title: 'load a file: csv-parse and jsforce', isPeer: true },
  { name: 'raw-load-10x', work: 'raw-load', title: 'load ten times the rows: the bytes in slices', tenfold: true },
  {
    name: 'load-10x',
    work: 'load-file',
    title: 'load ten times the rows: sfbulk',
    tenfold: true,
    against: 'raw-load-10x',
    times: 1.5,
    rss: 150,
  },

  { name: 'raw-gzip', work: 'raw-load', gzip: true, title: 'load a file, gzip: its bytes in slices (the limit)' },
  { name: 'gzip', work: 'load-file', gzip: true, title: 'load a file, gzip: sfbulk', cores: 1.5 },

  { name: 'objects', work: 'load-objects', title: 'load an array of objects: sfbulk', seconds: 2.5 },
  { name: 'generated', work: 'load-generated', title: 'load objects that are made on the way: sfbulk' },

  { name: 'raw-query', work: 'raw-query', title: 'query to a file: its bytes (the limit)' },
  {
    name: 'query-file',
    work: 'query-file',
    title: 'query to a file: sfbulk',
    against: 'raw-query',
    times: 1.2,
    rss: 120,
  },

  { name: 'papa-query', work: 'papaparse', file: 'out', title: 'query to objects: papaparse alone, from a file' },
  {
    name: 'query-objects',
    work: 'query-objects',
    title: 'query to objects: sfbulk',
    against: 'papa-query',
    times: 1.2,
    rss: 150,
  },
  { name: 'jsforce-query', work: 'jsforce-query', title: 'query to objects: jsforce', isPeer: true },

  { name: 'papa-load', work: 'papaparse', title: 'outcomes beside their rows: papaparse alone, the file' },
  {
    name: 'outcomes',
    work: 'outcomes',
    exact: true,
    title: 'outcomes beside their rows: sfbulk',
    against: 'papa-load',
    times: 2,
    rss: 150,
  },

  { name: 'calls', work: 'calls', title: 'API calls: 100 batches, polled 10 times', calls: 115 },
  { name: 'poll', work: 'poll', small: true, title: 'jobIsCompleted() on 1,000 batches', calls: 1, milliseconds: 20 },
  { name: 'start-up', work: 'start-up', title: "require('sfbulk')", calls: 0, milliseconds: 150 },
];

/** Each demand on a row: how it is written, what was reached, and whether that will do. */
export function demands(row, cost, walls) {
  const limit = row.against === undefined ? row.seconds : walls.get(row.against)?.wall * row.times;
  const named = row.against === undefined ? `${row.seconds} s` : `${row.times} × ${row.against}`;
  return [
    limit === undefined ? undefined : demand(named, factor(row, cost, walls), cost.wall <= limit),
    row.rss && demand(`${row.rss} MB`, `${cost.rss.toFixed(0)} MB`, cost.rss <= row.rss),
    row.milliseconds &&
      demand(`${row.milliseconds} ms`, `${cost.milliseconds.toFixed(1)} ms`, cost.milliseconds <= row.milliseconds),
    row.calls === undefined
      ? undefined
      : demand(`${row.calls} ${counted(row)}`, String(cost.count), cost.count <= row.calls),
    row.cores && {
      target: `≥ ${row.cores} cores`,
      reached: (cost.cpu / cost.wall).toFixed(2),
      isReached: cost.cpu / cost.wall >= row.cores,
    },
  ].filter(Boolean);
}

function demand(target, reached, isReached) {
  return { target: `≤ ${target}`, reached, isReached };
}

function factor({ against }, { wall }, walls) {
  return against === undefined ? `${wall.toFixed(2)} s` : `${(wall / walls.get(against).wall).toFixed(2)} ×`;
}

function counted({ name }) {
  return name === 'start-up' ? 'modules of the org' : 'calls';
}
