import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { samplesOf } from '../docs/markdown';
import { runSample } from '../docs/run-sample';

const EXPECTED: Record<string, RegExp> = {
  'A load that survives a crash': /rows +3\n *succeeded +3 \(3 created\)/,
  'What became of each row': /Hopper.* true undefined 1\n2 .*Ada.* false REQUIRED_FIELD_MISSING 1\n1 failed$/,
};

describe('The samples of docs/reliability.md', () => {
  const samples = samplesOf('docs/reliability.md').filter(({ language }) => language === 'ts');
  const before = process.cwd();
  let home = '';

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sfbulk-sample-'));
    process.chdir(home);
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(home, { recursive: true });
  });

  it('are all expected to print something', () => {
    expect(samples.map(({ heading }) => heading)).to.have.members(Object.keys(EXPECTED));
  });

  for (const { heading, text, line } of samples) {
    it(`do as they say under "${heading}" (line ${line})`, async () => {
      expect((await runSample(text)).join('\n')).to.match(EXPECTED[heading] ?? /^$/);
    });
  }
});
