/** What a ported script says to a command line that is wrong: to the byte what Python 3.11 said of the same. */
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { portScript } from '../../lib/port';
import { type Ran, runPorted } from './run-ported';

const SOURCE = readFileSync(join(__dirname, 'pieces', 'option_parser.py'), 'utf8');
const { code } = portScript(SOURCE);
const USAGE = 'Usage: load [options] OBJECT FILE...\n\n';

function run(...argv: string[]): Promise<Ran> {
  return runPorted(code, { argv });
}

describe('A ported OptionParser', () => {
  it('reads options in every spelling, wherever they stand', async () => {
    const { out } = await run(
      ...'-n 7 -r 3 -v -fId -f Name -x 1 -ccc --debug -p 1 2 Contact --operation=upsert b'.split(' '),
    );
    expect(out.split('\n').slice(0, 3)).to.deep.equal([
      "ada@example.com 7 3.0 True ['Id', 'Name'] upsert",
      "['1'] 3 DEBUG (1, 2)",
      "['Contact', 'b'] Contact ['b']",
    ]);
  });

  const WRONG: Readonly<Record<string, string>> = {
    '-n seven': "option -n: invalid integer value: 'seven'",
    '--rate=much': "option --rate: invalid floating-point value: 'much'",
    '--bogus': 'no such option: --bogus',
    '-o delete': "option -o: invalid choice: 'delete' (choose from 'insert', 'update', 'upsert')",
    '-n': '-n option requires 1 argument',
    '-p 1': '-p option requires 2 arguments',
    '-v': 'an object is needed',
  };
  for (const [words, text] of Object.entries(WRONG)) {
    it(`says what is wrong with ${words}`, async () => {
      const ran = await run(...words.split(' '));
      expect(ran).to.deep.equal({ out: '', error: `${USAGE}load: error: ${text}\n`, exitCode: 2 });
    });
  }

  it('shows its version and its help, which is laid out as optparse does it', async () => {
    expect(await run('--version')).to.deep.equal({ out: 'load 1.2\n', error: '', exitCode: 0 });
    const { out, exitCode } = await run('-h');
    expect(out).to.equal(`${USAGE}Loads files.

Options:
  --version             show program's version number and exit
  -h, --help            show this help message and exit
  -u USER, --username=USER
                        the user [default: ada@example.com]
  -n BATCH_SIZE, --batch-size=BATCH_SIZE
                        rows in a batch (default: 200)
  -r RATE, --rate=RATE  
  -v, --verbose         say more
  -q, --quiet           
  -f FIELD, --field=FIELD
                        a field
  -x EXTRA              
  -o OPERATION, --operation=OPERATION
  -c                    
  --debug               
  -p PAIR, --pair=PAIR  
`);
    expect(exitCode).to.equal(0);
  });

  it('is left to a person where an option calls a function', () => {
    const lines = ['from optparse import OptionParser', 'p = OptionParser()', "p.add_option('-x', action='callback')"];
    const { notes } = portScript(lines.join('\n'));
    expect(notes.map(({ kind, line }) => ({ kind, line }))).to.deep.equal([{ kind: 'todo', line: 3 }]);
  });
});
