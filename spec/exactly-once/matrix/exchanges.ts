/** Cuts a load and a query at every HTTP exchange. The client has to go on by itself, or to stop with an error and resume. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bulk, BulkException, type BulkOptions } from '../../../lib';
import { readEntries } from '../../../lib/journal/entries';
import { PracticeOrg } from '../../../lib/practice-org';
import { anotherBulk, clockOf } from '../../flow/practice';
import { contactsIn, csvOf } from '../rows';
import { ROWS, WORKS, type Api, type WorkName } from './works';

export const CUTS = ['drop-request', 'drop-reply', 'cut-body'] as const;
export type Cut = (typeof CUTS)[number] | 'unavailable';

/** What befalls an exchange, and which one: counted from 0 over all of the run. */
export interface Blow {
  readonly cut: Cut;
  readonly at: number;
  readonly times?: number;
}

export interface Scene {
  readonly api: Api;
  readonly work: WorkName;
  readonly blows: readonly Blow[];
  readonly seed?: number;
  readonly bulk?: BulkOptions;
}

export interface Ending {
  /** `once` also where an error came first and resuming mended it; `wrong` where a row is missing or there twice. */
  readonly verdict: 'once' | 'resumed' | 'wrong';
  readonly detail: string;
  /** What was asked, in order. */
  readonly exchanges: readonly string[];
  /** What was written into the journal, in order. */
  readonly entries: readonly string[];
}

/** Plays one scene in an org of its own. */
export async function play(scene: Scene): Promise<Ending> {
  const home = mkdtempSync(join(tmpdir(), 'sfbulk-crash-'));
  const org = await PracticeOrg.start({
    clock: 'manual',
    seed: scene.seed ?? 1,
    sampleRecords: scene.work === 'query',
  });
  try {
    writeFileSync(join(home, 'rows.csv'), csvOf(ROWS));
    for (const { cut, at, times = 1 } of scene.blows) org.faults.add({ on: '*', do: cut, after: at, times });
    const ending = await playIn(scene, org, home);
    const exchanges = org.requests.map(({ method, path }) => `${method} ${withoutIds(path)}`);
    return { ...ending, exchanges, entries: entriesIn(join(home, 'journal')) };
  } finally {
    await org.stop();
    rmSync(home, { recursive: true });
  }
}

type Verdict = Pick<Ending, 'detail' | 'verdict'>;

async function playIn({ api, work, bulk: options }: Scene, org: PracticeOrg, home: string): Promise<Verdict> {
  const { open, send, finish } = WORKS[work];
  const journal = join(home, 'journal');
  const bulk = new Bulk({ api, journal, clock: clockOf(org), ...options });
  try {
    await bulk.login(org.accessToken());
    await open(bulk);
    await send(bulk, join(home, 'rows.csv'));
    const detail = (await finish(bulk, org)) ?? '';
    return { verdict: detail === '' ? 'once' : 'wrong', detail };
  } catch (error) {
    if (!(error instanceof BulkException)) throw error;
    org.faults.clear();
    const detail = (await wrongAfter(error, { api, work, org, home })) ?? '';
    return { verdict: detail === '' ? 'resumed' : 'wrong', detail: detail || error.message };
  }
}

interface Wreck {
  readonly api: Api;
  readonly work: WorkName;
  readonly org: PracticeOrg;
  readonly home: string;
}

/** Goes on by the journal, in a `Bulk` that knows nothing else; answers with what is wrong then. */
export async function resumeAfter({ api, work, org, home }: Wreck): Promise<string | undefined> {
  const { open, send, finish } = WORKS[work];
  const journal = join(home, 'journal');
  const file = join(home, 'rows.csv');
  const source = work === 'load' ? { source: file } : {};
  const given = { clock: clockOf(org), credentials: org.accessToken(), ...source };
  const resumed = await Bulk.resume(journal, given).catch(async (error: unknown) => {
    if (!(error instanceof BulkException) || !/holds no job|cannot be read/.test(error.message)) throw error;
    const anew = await anotherBulk(org, { api, journal });
    await open(anew);
    return anew;
  });
  if (Object.keys(await resumed.batchStatus()).length === 0) await send(resumed, file);
  return (await finish(resumed, org)) ?? refusedAfter({ api, work, org, home });
}

/** A journal whose job has ended is free for the next one. */
async function refusedAfter({ api, org, home }: Wreck): Promise<string | undefined> {
  const next = await anotherBulk(org, { api, journal: join(home, 'journal') });
  return next.jobCreate('insert', 'Contact').then(() => undefined, String);
}

/** A load that stopped must not have doubled a row, and must end in full when it is resumed. */
async function wrongAfter(error: BulkException, wreck: Wreck): Promise<string | undefined> {
  const names = contactsIn(wreck.org);
  if (wreck.work === 'load' && new Set(names).size !== names.length) return `doubled after: ${error.message}`;
  return resumeAfter(wreck);
}

function withoutIds(path: string): string {
  return path.replace(/\/services\/(async|data)\/v?\d+\.\d/, '').replace(/\/7\w{14,17}|\/sfbulk-\w+/g, '/…');
}

function entriesIn(journal: string): string[] {
  return existsSync(journal) ? readEntries(readFileSync(journal, 'utf8'), journal).map(({ type }) => type) : [];
}
