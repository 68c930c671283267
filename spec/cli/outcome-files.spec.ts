import { readFileSync, readdirSync, statSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import papaparse from 'papaparse';
import { type Bulk, type Outcome } from '../../lib';
import { writeOutcomes } from '../../lib/cli/outcome-files';
import { anotherBulk } from '../flow/practice';
import { rejection } from '../helpers/rejection';
import { useWorkplace } from './workplace';

/** More than are kept back until the first are written. */
const MANY = 1_500;

describe('The file of rows that failed', () => {
  const place = useWorkplace();
  const { at, run } = place;

  /** A job whose second batch has a column that the first has not; every row fails. */
  const twoKinds = async (rowsOfFirst: number): Promise<string> => {
    const bulk = await anotherBulk(place.org);
    const { id } = await bulk.jobCreate('insert', 'Contact');
    await bulk.batchCreate(`FirstName,Title\n${'"Zoë, ""Z""","two\nlines"\n'.repeat(rowsOfFirst)}`);
    await bulk.batchCreate('FirstName,Department\nAlan,Logic\n');
    return id;
  };

  const table = (text: string): Record<string, string>[] =>
    papaparse.parse<Record<string, string>>(text.trimEnd(), { header: true }).data;

  function expectWhole(text: string, rowsOfFirst: number): void {
    const rows = table(text);
    expect(rows.length).to.equal(rowsOfFirst + 1);
    for (const [at, { sf__Error: error = '', ...row }] of rows.entries()) {
      expect(error).to.match(/^REQUIRED_FIELD_MISSING/);
      expect(row).to.deep.equal(
        at < rowsOfFirst
          ? { FirstName: 'Zoë, "Z"', Title: 'two\nlines', Department: '' }
          : { FirstName: 'Alan', Title: '', Department: 'Logic' },
      );
    }
    expect(text).to.match(/^FirstName,Title,Department,sf__Error\n/);
  }

  for (const rows of [1, MANY]) {
    it(`has the columns of every batch, ${rows} row(s) after the first of them`, async () => {
      const { exitCode } = await run(['result', await twoKinds(rows), '--errors', at(`failed-${rows}.csv`)]);
      expect(exitCode).to.equal(1);
      expectWhole(readFileSync(at(`failed-${rows}.csv`), 'utf8'), rows);
    });
  }

  it('keeps its mode, and leaves nothing beside it, when it is written anew for a column', async () => {
    const path = place.file('private.csv', '', { mode: 0o600 });
    const before = readdirSync(at());
    await run(['result', await twoKinds(MANY), '--errors', path]);
    expectWhole(readFileSync(path, 'utf8'), MANY);
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    expect(readdirSync(at())).to.deep.equal(before);
  });

  it('may be stdout, which takes no column after its header', async () => {
    const few = await run(['result', await twoKinds(1), '--errors', '-']);
    expectWhole(few.output, 1);
    const many = await run(['result', await twoKinds(MANY), '--errors', '-']);
    expect(many.errors).to.include(
      '"Department" is not in the header, which is written already; name a file instead\n',
    );
    expect(many.exitCode).to.not.equal(few.exitCode);
  });
});

describe('The rows that are read beside the outcomes', () => {
  const place = useWorkplace();

  it('are read no further, and closed, when the outcomes break off', async () => {
    const broken = new Error('broken off');
    const outcome = { row: 1, id: null, success: false, errors: [], input: null } as unknown as Outcome;
    const bulk = {
      // eslint-disable-next-line @typescript-eslint/require-await -- of the shape of what waits
      async *jobOutcomes() {
        yield outcome;
        throw broken;
      },
    } as unknown as Bulk;
    let isClosed = false;
    // eslint-disable-next-line @typescript-eslint/require-await -- the same
    const originals = (async function* () {
      try {
        for (;;) yield { LastName: 'Hopp' };
      } finally {
        isClosed = true;
      }
    })();
    const files = { errors: place.at('failed.csv') };
    const writing = writeOutcomes(bulk, { files, stdout: new PassThrough(), originals, watching: {} });
    expect(await rejection(writing, Error)).to.equal(broken);
    expect(isClosed).to.equal(true);
  });
});
