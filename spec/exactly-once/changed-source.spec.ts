import { appendFileSync, mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Bulk, InputException } from '../../lib';
import { type PracticeOrg } from '../../lib/practice-org';
import { anotherBulk, clockOf, practise } from '../flow/practice';
import { rejection } from '../helpers/rejection';
import { contactsIn, EMPTY_ORG, namesOf } from './rows';

/** Of 30,000 bytes each, so that a hundred of them are read in several pieces. */
function wideRows(names: readonly string[]): string {
  return names.map((name) => `${name},${'x'.repeat(30_000)}\n`).join('');
}

const ROWS = 200;
const TEXT = `LastName,Description\n${wideRows(namesOf(ROWS))}`;

for (const api of ['1.0', '2.0'] as const) {
  for (const hasJournal of [false, true]) {
    describe(`A file that changes while it is loaded, on ${api}, ${hasJournal ? 'with' : 'without'} a journal`, () => {
      let home: string;
      let path: string;
      let org: PracticeOrg;
      let bulk: Bulk;
      let journal: string;
      beforeEach(async () => {
        home = mkdtempSync(join(tmpdir(), 'sfbulk-changed-'));
        path = join(home, 'rows.csv');
        journal = join(home, 'load.journal');
        writeFileSync(path, TEXT);
        utimesSync(path, 1, 1);
        ({ org, bulk } = await practise({ org: EMPTY_ORG }));
        bulk = await anotherBulk(org, { api, concurrency: 1, ...(hasJournal ? { journal } : {}) });
        await bulk.jobCreate('insert', 'Contact');
      });
      afterEach(async () => {
        rmSync(home, { recursive: true });
        await org.stop();
      });

      /** Changes the file when the first batch has arrived. */
      async function loadWhile(change: () => void): Promise<InputException> {
        let isChanged = false;
        const onProgress = (): void => {
          if (!isChanged) change();
          isChanged = true;
        };
        return rejection(bulk.batchCreateFromCsv(path, { maxRecords: 10, onProgress }), InputException);
      }

      /** The first rows of the file as it was, whole, and an account of them. */
      async function expectFirstRows({ message, batchesIn }: InputException): Promise<void> {
        expect(message).to.match(/^The file ".*rows.csv" changed while it was read; sent before it: 75/);
        await bulk.jobWait();
        const names = contactsIn(org);
        expect(names).to.have.length.within(10, ROWS - 1);
        expect(names).to.deep.equal(namesOf(names.length));
        const { rows } = org.store.query({ soql: 'SELECT Description FROM Contact', includeDeleted: false });
        expect(new Set(rows.map(([text]) => String(text).length))).to.deep.equal(new Set([30_000]));
        expect(batchesIn).to.have.length(names.length / 10);
        expect(await bulk.jobReceipt()).to.include({ rows: names.length, succeeded: names.length });
      }

      it('is not taken for whole when it is cut off', async () => {
        await expectFirstRows(
          await loadWhile(() => {
            truncateSync(path, 4_000_000);
          }),
        );
      });

      it('is not mixed with what is written over it', async () => {
        await expectFirstRows(
          await loadWhile(() => {
            writeFileSync(path, TEXT.replaceAll('Row', 'New'));
          }),
        );
      });

      it('is not loaded with rows that come late', async () => {
        await expectFirstRows(
          await loadWhile(() => {
            appendFileSync(path, wideRows(['Late']));
          }),
        );
      });

      if (hasJournal) {
        it('is not gone on with, and who resumes is told so', async () => {
          await loadWhile(() => {
            truncateSync(path, 4_000_000);
          });
          await bulk.jobWait();
          const before = contactsIn(org);
          const warnings: string[] = [];
          const onWarning = (warning: string): void => {
            warnings.push(warning);
          };
          const resumed = await Bulk.resume(journal, {
            credentials: org.accessToken(),
            clock: clockOf(org),
            onWarning,
          });
          expect(warnings.join()).to.match(/Not all of ".*rows.csv" was sent, .* changed while it was read/);
          expect(contactsIn(org)).to.deep.equal(before);
          expect(await resumed.jobReceipt()).to.include({ rows: before.length, succeeded: before.length });
        });
      }
    });
  }
}
