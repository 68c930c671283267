import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  Bulk,
  ConnectionException,
  type BulkOptions,
  type InputRow,
  type JobOptions,
  type ResumeOptions,
} from '../../lib';
import { type PracticeOrg } from '../../lib/practice-org';
import { clockOf, practise } from '../flow/practice';
import { rejection } from '../helpers/rejection';
import { contactsIn, csvOf, EMPTY_ORG, nameOf, namesOf } from './rows';

/** A load of contacts into an empty org, with a folder for its files: made for each spec, and cleared away. */
export class LoadBench {
  readonly #api: '1.0' | '2.0';
  #home = '';
  #org: PracticeOrg | undefined;
  #bulk: Bulk | undefined;

  /** Within a `describe`. */
  constructor(api: '1.0' | '2.0') {
    this.#api = api;
    beforeEach(() => {
      this.#home = mkdtempSync(join(tmpdir(), 'sfbulk-load-'));
    });
    afterEach(async () => {
      rmSync(this.#home, { recursive: true, force: true });
      await this.#org?.stop();
      this.#org = undefined;
    });
  }

  get org(): PracticeOrg {
    if (this.#org === undefined) throw new Error('begin() comes first');
    return this.#org;
  }

  get bulk(): Bulk {
    if (this.#bulk === undefined) throw new Error('begin() comes first');
    return this.#bulk;
  }

  /** The operation that brings a batch to the org. */
  get sending(): string {
    return this.#api === '1.0' ? 'addBatch' : 'createIngestJob';
  }

  /** The path of a file in the folder. */
  readonly at = (name: string): string => join(this.#home, name);

  /** Opens a job, whose batches go up one by one unless it is told otherwise. */
  readonly begin = async (options: BulkOptions = {}, job: JobOptions = {}): Promise<void> => {
    const given = { api: this.#api, concurrency: 1, ...options };
    ({ org: this.#org, bulk: this.#bulk } = await practise({ org: EMPTY_ORG, bulk: given }));
    await this.#bulk.jobCreate('insert', 'Contact', job);
  };

  /** Of three batches the first two are in, and the third is due. */
  readonly cutOff = async (data = csvOf(9)): Promise<void> => {
    await this.begin({ journal: this.at('journal'), retries: 0 });
    this.org.faults.add({ on: this.sending, do: 'drop-request', after: 2, times: 9 });
    await rejection(this.bulk.batchCreate(data, { maxRecords: 3 }), ConnectionException);
    this.org.faults.clear();
  };

  readonly resume = (options: ResumeOptions = {}): Promise<Bulk> => {
    const { org } = this;
    const given = { clock: clockOf(org), credentials: org.accessToken(), concurrency: 1, ...options };
    return Bulk.resume(this.at('journal'), given);
  };

  /** Each row is in once, and has a number of its own. */
  readonly expectRows = async (of: Bulk, rows: number): Promise<void> => {
    await of.jobWait();
    expect(contactsIn(this.org)).to.deep.equal(namesOf(rows));
    expect(await numbersIn(of)).to.deep.equal(namesOf(rows).map((_, index) => index + 1));
    expect(await of.jobReceipt()).to.include({ rows, succeeded: rows });
  };
}

export async function numbersIn(of: Bulk): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { row } of of.jobOutcomes()) numbers.push(row);
  return numbers;
}

export function rowsFrom(first: number, last: number): InputRow[] {
  return Array.from({ length: last - first + 1 }, (_, index) => ({ LastName: nameOf(first + index) }));
}
