import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { practise } from '../flow/practice';

const ROWS = 2_000;
const PARENTS = 40;

/** How many children of forty accounts find theirs locked, in four batches that are worked on at the same time. */
async function lockedRows(options: { groupBy?: string }): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'sfbulk-locks-'));
  const { org, bulk } = await practise({ org: { parentLocks: true, sampleRecords: false } });
  try {
    await bulk.jobCreate('insert', 'Account');
    const accounts = await bulk.batchCreate(Array.from({ length: PARENTS }, (_, at) => ({ Name: `Account ${at}` })));
    await bulk.jobWait();
    const parents = (await bulk.batchResult<'insert'>(accounts[0]?.id ?? '')).map(({ id }) => id);
    await bulk.jobClose();
    const lines = Array.from({ length: ROWS }, (_, at) => `Row ${at},${parents[(at * 7) % PARENTS] ?? ''}\n`);
    writeFileSync(join(home, 'contacts.csv'), `LastName,AccountId\n${lines.join('')}`);
    await bulk.jobCreate('insert', 'Contact', options);
    await bulk.batchCreateFromCsv(join(home, 'contacts.csv'), ROWS / 4);
    await bulk.jobWait();
    const { failures } = await bulk.jobReceipt();
    return failures.find(({ statusCode }) => statusCode === 'UNABLE_TO_LOCK_ROW')?.rows ?? 0;
  } finally {
    await org.stop();
    rmSync(home, { recursive: true });
  }
}

describe('Children of the same parents, in batches at the same time', () => {
  it('lock one another out as they come, and not once when they are packed by their parent', async () => {
    expect(await lockedRows({ groupBy: 'AccountId' })).to.equal(0);
    expect(await lockedRows({})).to.equal(EXPECTED_LOCKED);
  });
});

/** The number that docs/reliability.md gives. */
const EXPECTED_LOCKED = 1_100;
