import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { CommandRun } from './command-run';

async function scriptFor(shell: string): Promise<string> {
  const run = new CommandRun(['completion', shell]);
  expect(await run.exitCode).to.equal(0);
  return run.output.text;
}

/** What a shell offers for the last of the words, each with nothing but its own script. */
const OFFERS: Readonly<Record<string, (script: string, words: readonly string[]) => string>> = {
  bash: (script, words) => {
    const at = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}) COMP_CWORD=${words.length - 1}`;
    return printed('bash', `${script}\n${at}; _sfbulk; echo "\${COMPREPLY[@]}"`);
  },
  fish: (script, words) =>
    printed('fish', `${script}\ncomplete -C '${words.join(' ')}'`)
      .replace(/\t.*$/gm, '')
      .replaceAll('\n', ' '),
};

function printed(shell: string, script: string): string {
  return spawnSync(shell, ['-c', script], { encoding: 'utf8', cwd: __dirname }).stdout.trim();
}

function isInstalled(shell: string): boolean {
  return spawnSync(shell, ['--version']).status === 0;
}

for (const [shell, offer] of Object.entries(OFFERS).filter(([name]) => isInstalled(name))) {
  describe(`sfbulk completion ${shell}`, () => {
    let script: string;
    before(async () => {
      script = await scriptFor(shell);
    });
    const offers = (...words: string[]): string => offer(script, ['sfbulk', ...words]);

    it('makes it complete commands, and the options of each', () => {
      expect(offers('up')).to.equal('update upsert');
      expect(offers('upsert', '--ex')).to.equal('--external-id');
      expect(offers('insert', '--ex')).to.equal('');
    });

    it('makes it complete the words that an option or a command takes', () => {
      expect(offers('query', 'x', '--api', '')).to.equal('1.0 2.0');
      expect(offers('completion', '').split(' ')).to.have.members(['bash', 'zsh', 'fish']);
      expect(offers('insert', 'Contact', 'rows.csv', '--wait', '')).to.equal('');
    });

    it('makes it complete files everywhere else', () => {
      expect(offers('insert', 'Contact', 'completion.')).to.equal('completion.spec.ts');
      expect(offers('insert', 'Contact', 'rows.csv', '--map', 'completion.')).to.equal('completion.spec.ts');
    });
  });
}

describe('sfbulk completion', () => {
  it('writes for zsh what zsh can read', async () => {
    const script = await scriptFor('zsh');
    expect(script)
      .to.match(/^#compdef sfbulk\n/)
      .and.include('hard-delete')
      .and.include(':value:(1.0 2.0)');
    if (isInstalled('zsh')) expect(spawnSync('zsh', ['-n', '-c', script]).status).to.equal(0);
  });

  it('knows no other shell', async () => {
    expect(await new CommandRun(['completion', 'tcsh']).exitCode).to.equal(2);
  });
});
