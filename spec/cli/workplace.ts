import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PracticeOrg, type PracticeOrgOptions } from '../../lib/practice-org';
import { promptOrg } from '../helpers/prompt-org';
import { runIn, type Ended } from './command-run';

/** Where the commands of a suite work: an org that keeps nobody waiting, and a folder of their own. */
export class Workplace {
  #org: PracticeOrg | undefined;
  #folder = '';

  get org(): PracticeOrg {
    if (this.#org === undefined) throw new Error('There is an org only while a spec runs');
    return this.#org;
  }

  /** The path of a file. */
  readonly at = (name = ''): string => join(this.#folder, name);

  /** Writes a file, and answers with its path. */
  readonly file = (name: string, text: string | Uint8Array, options: { mode?: number } = {}): string => {
    writeFileSync(this.at(name), text, options);
    return this.at(name);
  };

  /** Runs a command to its end, signed in to the org. */
  readonly run = (words: readonly string[], options?: Parameters<typeof runIn>[2]): Promise<Ended> =>
    runIn(this.org, words, options);

  async open(options: PracticeOrgOptions): Promise<void> {
    this.#org = await (options.clock === 'real' ? PracticeOrg.start(options) : promptOrg(options));
    this.#folder = mkdtempSync(join(tmpdir(), 'sfbulk-cli-'));
  }

  async close(): Promise<void> {
    await this.#org?.stop();
    rmSync(this.#folder, { recursive: true });
  }
}

/** One for all specs of a suite. */
export function useWorkplace(options: PracticeOrgOptions = {}): Workplace {
  const place = new Workplace();
  before(() => place.open(options));
  after(() => place.close());
  return place;
}
