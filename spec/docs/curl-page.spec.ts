import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type PracticeOrg } from '../../lib/practice-org';
import { promptOrg } from '../helpers/prompt-org';
import { normal, runWalks, walksOf } from './curl-page';

const PAGE = 'docs/curl.md';

describe(`The commands of ${PAGE}`, () => {
  const walks = walksOf(PAGE);
  let org: PracticeOrg | undefined;
  let home = '';
  let printed: string[] = [];

  before(async () => {
    for (const tool of ['curl', 'python3']) {
      const { error } = spawnSync(tool, ['--version']);
      expect(error, `${tool} is needed to run the commands of ${PAGE}: install it`).to.equal(undefined);
    }
    home = mkdtempSync(join(tmpdir(), 'sfbulk-curl-'));
    org = await promptOrg();
    printed = await runWalks(walks, { org: org.url, home });
  });
  after(async () => {
    await org?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it('are about the whole of a job’s life, in both APIs', () => {
    expect([...new Set(walks.map(({ heading }) => heading))]).to.deep.equal([
      'Sign in',
      'Create a job',
      'Add a batch',
      'Close the job',
      'Check',
      'Results',
      'Query',
      'PK chunking',
      'Attachments',
      'Errors',
      'Authenticate',
      'Insert',
      'Insert in one request',
      'Upsert',
      'Query in 2.0',
      'Abort',
      'Delete',
      'List',
    ]);
  });

  walks.forEach(({ heading, line, shown }, at) => {
    it(`print what stands below them under "${heading}" (line ${line})`, () => {
      expect(normal(printed[at] ?? 'nothing')).to.equal(normal(shown));
    });
  });
});
