/** Kills a client at every write of its journal, and goes on in another process and another folder. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PracticeOrg } from '../../../lib/practice-org';
import { compiled } from '../../helpers/compiled';
import { csvOf } from '../rows';
import { resumeAfter } from './exchanges';
import { ROWS, type Api, type WorkName } from './works';

export const MOMENTS = ['before', 'torn', 'after'] as const;
export type Moment = (typeof MOMENTS)[number];

export interface Kill {
  readonly api: Api;
  readonly work: WorkName;
  readonly moment: Moment;
  /** Which line of the journal, counted from 1. */
  readonly write: number;
}

export interface KillEnding {
  /** False when the journal has fewer lines: the client ended by itself. */
  readonly wasKilled: boolean;
  /** What is wrong, if anything is. */
  readonly wrong: string | undefined;
}

export async function kill({ api, work, moment, write }: Kill): Promise<KillEnding> {
  const folders = [mkdtempSync(join(tmpdir(), 'sfbulk-kill-')), mkdtempSync(join(tmpdir(), 'sfbulk-resume-'))] as const;
  const [before, after] = folders;
  const org = await PracticeOrg.start({ clock: 'manual', sampleRecords: work === 'query' });
  try {
    writeFileSync(join(before, 'rows.csv'), csvOf(ROWS));
    const credentials = org.accessToken();
    const order = { api, work, file: join(before, 'rows.csv'), journal: join(before, 'journal'), credentials };
    const wasKilled = await runVictim(order, `${moment} ${write}`);
    for (const name of ['rows.csv', 'journal']) {
      if (existsSync(join(before, name))) renameSync(join(before, name), join(after, name));
    }
    return { wasKilled, wrong: await resumeAfter({ api, work, org, home: after }) };
  } finally {
    await org.stop();
    for (const folder of folders) rmSync(folder, { recursive: true });
  }
}

/** Many clients are started: each would have to compile the library for itself. */
const compiledHere = (name: string): string => compiled(`spec/exactly-once/matrix/${name}`);

async function runVictim(order: unknown, killAt: string): Promise<boolean> {
  const child = spawn(process.execPath, ['--require', compiledHere('kill-at-write'), compiledHere('victim')], {
    env: { ...process.env, ORDER: JSON.stringify(order), KILL_AT: killAt },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return signal === 'SIGKILL';
}
