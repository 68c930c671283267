/** Python beside its port: what stands in the `.txt` files is what Python 3.11 printed when it ran the `.py` files. */
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { portScript } from '../../lib/port';
import { runPorted } from './run-ported';
import { complaintsAbout } from './type-check';

const PIECES = join(__dirname, 'pieces');
const NAMES = readdirSync(PIECES)
  .filter((file) => file.endsWith('.py'))
  .map((file) => file.replace(/\.py$/, ''));

const EXIT_CODES: Readonly<Record<string, number>> = { language: 3, report: 1 };

const piece = (file: string): string => readFileSync(join(PIECES, file), 'utf8');
const ported = (name: string): ReturnType<typeof portScript> => portScript(piece(`${name}.py`));

describe('A piece of Python', () => {
  for (const name of NAMES) {
    it(`prints the same when it is ported, to the byte: ${name}.py`, async () => {
      const { out, error, exitCode } = await runPorted(ported(name).code, { argv: ['a', 'b'] });
      expect(out).to.equal(piece(`${name}.txt`));
      expect(error).to.equal('');
      expect(exitCode).to.equal(EXIT_CODES[name] ?? 0);
    });

    it(`leaves nothing to a person: ${name}.py`, () => {
      expect(ported(name).notes.filter(({ kind }) => kind !== 'advice')).to.deep.equal([]);
    });
  }

  it('type-checks under strict, whichever it is', () => {
    const files = NAMES.map((name) => [name, `${ported(name).code}\nexport {};\n`]);
    expect(complaintsAbout(Object.fromEntries(files) as Record<string, string>)).to.deep.equal([]);
  });
});
