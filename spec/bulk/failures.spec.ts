import { linkSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { InputException, type Bulk } from '../../lib';
import { type PracticeOrg } from '../../lib/practice-org';
import { practise } from '../flow/practice';
import { rejection } from '../helpers/rejection';

const ROWS = 'FirstName,LastName\nGrace,Hopp\nAlan,\n';

describe('The file of failures', () => {
  let org: PracticeOrg;
  let bulk: Bulk;
  let home = '';
  const at = (name: string): string => join(home, name);

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'sfbulk-failures-'));
    writeFileSync(at('rows.csv'), ROWS);
    ({ org, bulk } = await practise());
    await bulk.jobCreate('insert', 'Contact');
  });
  afterEach(async () => {
    rmSync(home, { recursive: true, force: true });
    await org.stop();
  });

  for (const [kind, link] of [
    ['symbolic', symlinkSync],
    ['hard', linkSync],
  ] as const) {
    it(`is not written over the file that was loaded by way of a ${kind} link to it`, async () => {
      link(at('rows.csv'), at('link.csv'));
      await bulk.batchCreateFromCsv(at('rows.csv'));
      await bulk.jobWait();
      const error = await rejection(bulk.jobFailures(at('link.csv')), InputException);
      expect(error.message).to.include('link.csv" is the file that was loaded');
      expect(readFileSync(at('rows.csv'), 'utf8')).to.equal(ROWS);
    });

    it(`is not written over the file that was loaded by way of a ${kind} link`, async () => {
      link(at('rows.csv'), at('link.csv'));
      await bulk.batchCreateFromCsv(at('link.csv'));
      await bulk.jobWait();
      await rejection(bulk.jobFailures(at('rows.csv')), InputException);
      expect(readFileSync(at('rows.csv'), 'utf8')).to.equal(ROWS);
    });
  }

  it('may be any other file, also one that an earlier job has loaded', async () => {
    await bulk.batchCreateFromCsv(at('rows.csv'));
    await bulk.jobWait();
    const copy = readFileSync(at('rows.csv'));
    writeFileSync(at('old.csv'), 'old');
    expect(await bulk.jobFailures(at('old.csv'))).to.equal(1);
    await bulk.jobClose();
    await bulk.jobCreate('insert', 'Contact');
    await bulk.batchCreate(copy);
    await bulk.jobWait();
    expect(await bulk.jobFailures(at('rows.csv'))).to.equal(1);
    expect(readFileSync(at('old.csv'), 'utf8')).to.equal(readFileSync(at('rows.csv'), 'utf8'));
  });
});
