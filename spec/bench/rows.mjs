import { median, medians } from './support/table.mjs';

/**
 * The rows of the table: what is done, and what is to be reached. `against` names the row that a run is compared with, in
 * each round with the run of that round; `times` says how many times as long it may take, and `coresOfLimit` how many times
 * as many cores it must keep busy. `cores` says how many at least, and `busyShare` how much of the time of all cores it and
 * its server must fill. A peer's row is there to be compared with.
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
  {
    name: 'gzip',
    work: 'load-file',
    gzip: true,
    title: 'load a file, gzip: sfbulk',
    against: 'raw-gzip',
    busyShare: 0.75,
    cores: 1.5,
    coresOfLimit: 0.9,
  },
  {
    name: 'gzip-10x',
    work: 'load-file',
    gzip: true,
    title: 'load ten times the rows, gzip: sfbulk',
    tenfold: true,
    busyShare: 0.75,
    cores: 1.5,
    rss: 150,
  },

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
export function demands(row, all) {
  const { wall, rss, milliseconds, count } = medians(all.get(row.name));
  const middle = (value) => median(all.get(row.name).map(value));
  const compared = (value) =>
    median(all.get(row.name).map((cost, at) => value(cost) / value(all.get(row.against)[at])));
  return [
    row.times && atMost(row.times, compared(wallOf), (value) => `${rounded(value)} × ${row.against}`),
    row.busyShare &&
      atLeast(row.busyShare, middle(busyShareOf), (value) => `${(value * 100).toFixed(0)} % of all cores busy`),
    row.cores && atLeast(row.cores, middle(coresOf), (value) => `${rounded(value)} cores by itself`),
    row.coresOfLimit &&
      atLeast(row.coresOfLimit, compared(coresOf), (value) => `${rounded(value)} × the cores of ${row.against}`),
    row.seconds && atMost(row.seconds, wall, (value) => `${rounded(value)} s`),
    row.rss && atMost(row.rss, rss, (value) => `${value.toFixed(0)} MB`),
    row.milliseconds && atMost(row.milliseconds, milliseconds, (value) => `${value.toFixed(1)} ms`),
    row.calls === undefined ? undefined : atMost(row.calls, count, (value) => `${value} ${counted(row)}`),
  ].filter(Boolean);
}

const wallOf = ({ wall }) => wall;
const coresOf = ({ cpu, wall }) => cpu / wall;
const busyShareOf = ({ busy, idle }) => busy / (busy + idle);

function atMost(limit, value, write) {
  return { target: `≤ ${write(limit)}`, reached: write(value), isReached: value <= limit };
}

function atLeast(limit, value, write) {
  return { target: `≥ ${write(limit)}`, reached: write(value), isReached: value >= limit };
}

function rounded(value) {
  return String(Number(value.toFixed(2)));
}

function counted({ name }) {
  return name === 'start-up' ? 'modules of the org' : 'calls';
}
