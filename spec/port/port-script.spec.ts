import { expect } from 'chai';
import { portScript } from '../../lib/port';
import { ported } from './ported';

/** The body of `main()`, line by line. */
function bodyOf(source: string): string[] {
  const { code } = portScript(source);
  const [, body = ''] = /async function main\(\) \{\n([^]*?)\n\}\n/.exec(code) ?? [];
  return body.split('\n').map((line) => line.slice(2));
}

function lineOf(source: string): string | undefined {
  return bodyOf(source).at(-1);
}

describe('portScript', () => {
  it('writes a manual’s script as a person would', () => {
    expect(ported('query').code).to.equal(`import { Bulk, sleep } from 'sfbulk/python';

/** What nobody caught ends the script. */
function endWithError(error: unknown): void {
  process.exitCode = 1;
  console.error(error);
}

async function main() {
  const bulk = new Bulk();
  await bulk.login('ada@example.com', 'practice-password', 'PracticeSecurityToken024');

  await bulk.job_create('query', 'Contact');
  await bulk.batch_create('SELECT Id, LastName FROM Contact ORDER BY LastName LIMIT 3');

  // wait until everything is done
  while (!(await bulk.job_is_completed())) {
    await sleep(10);
  }

  const result = await bulk.batch_result();
  for (const batch_id of Object.keys(result)) {
    console.log(\`\${result[batch_id].length} lines\`);
    for (const line of result[batch_id]) {
      console.log(line);
    }
  }

  await bulk.job_close();
}

main().catch(endWithError);
`);
  });

  it('names the file when it is told', () => {
    expect(portScript('x = 1\n', { fileName: 'load.py' }).code).to.match(/^\/\/ Ported from load\.py\n/);
  });

  it('keeps truth as Python has it', () => {
    expect(bodyOf('rows = []\nif rows:\n    pass\n')[1]).to.equal('if (rows.length > 0) {');
    expect(bodyOf('rows = {}\nif not rows:\n    pass\n')[1]).to.equal('if (Object.keys(rows).length === 0) {');
    expect(bodyOf("name = 'x'\nwhile name:\n    pass\n")[1]).to.equal('while (name) {');
  });

  it('divides as the Python at hand divides', () => {
    expect(lineOf('n = 7\nx = n / 2\n')).to.equal('const x = n / 2;');
    expect(lineOf('print "two"\nn = 7\nx = n / 2\n')).to.equal('const x = Math.floor(n / 2);');
  });

  it('reads a generator with several names as one argument', () => {
    expect(lineOf('d = {}\nn = sum(len(v) for k, v in d.items())\n')).to.match(/\(\[k, v\]\) => v\.length\)\);$/);
    const { code, notes } = portScript('d = {}\ne = dict((k, 1) for k, v in d.items() if v)\n');
    expect(notes).to.deep.equal([]);
    expect(code).to.include('Object.fromEntries(').and.include('[k, 1]');
  });

  it('takes the remainder of what may be negative as Python does', () => {
    expect(lineOf('n = 4\nbefore = (n - 5) % 3\n')).to.equal('const before = modulo(n - 5, 3);');
    expect(lineOf('n = 4\nplace = n % 3\n')).to.equal('const place = modulo(n, 3);');
    expect(lineOf('rows = []\nplace = len(rows) % 3\n')).to.equal('const place = rows.length % 3;');
  });

  it('gathers what stands in the middle', () => {
    expect(lineOf('lines = [1, 2, 3]\nfirst, *some, last = lines\n')).to.equal(
      'const [first, some, last] = gatherMiddle(lines, 1, 1);',
    );
    expect(lineOf('lines = [1, 2, 3]\nfirst, *some = lines\n')).to.equal('const [first, ...some] = lines;');
  });

  it('knows what a command line gives within the function that parses it', () => {
    const script =
      "import argparse\ndef main():\n    p = argparse.ArgumentParser()\n    p.add_argument('--days', type=int, default=3)\n    args = p.parse_args()\n    print(args.days)\nmain()\n";
    expect(portScript(script).code).to.include('p.parse_args<Arguments>()').and.include('interface Arguments {');
  });

  it('looks for membership where it is kept', () => {
    expect(lineOf("a = 'abc'\nx = 'b' in a\n")).to.equal("const x = a.includes('b');");
    expect(lineOf("a = {'b': 1}\nx = 'b' not in a\n")).to.equal("const x = !Object.hasOwn(a, 'b');");
    expect(lineOf("a = set(['b'])\nx = 'b' in a\n")).to.equal("const x = a.has('b');");
  });

  it('declares a variable where every use sees it', () => {
    expect(bodyOf('for i in [1]:\n    last = i\nprint(last)\n').slice(0, 3)).to.deep.equal([
      'let last!: number;',
      'for (const i of [1]) {',
      '  last = i;',
    ]);
  });

  it('lets a function wait that calls one that waits', () => {
    const { code } = portScript(
      'import time\ndef a():\n    time.sleep(1)\ndef b():\n    a()\ndef c():\n    return 1\nb()\nc()\n',
    );
    expect(code).to.include('async function a()').and.to.include('async function b()');
    expect(code).to.include('\nfunction c()').and.to.include('  await a();').and.to.include('  await b();');
  });

  it('leaves retired API versions out, and says so', () => {
    const source = "from sfbulk import Bulk\nbulk = Bulk()\nbulk.login('a', 'b', 'c', '26.0', True)\n";
    const { code, notes } = portScript(source);
    expect(code).to.include("await bulk.login('a', 'b', 'c', undefined, true);");
    expect(notes).to.have.length(1);
    expect(notes[0]).to.include({ line: 3 });
  });

  it('takes arguments by name to their places', () => {
    const source =
      "from sfbulk import Bulk\nb = Bulk()\nb.job_create(object='Lead', external_id='E__c', operation='upsert')\n";
    expect(lineOf(source)).to.equal("await b.job_create('upsert', 'Lead', 'E__c');");
  });

  it('throws for a missing key where the script counts on it', () => {
    const source = "d = {'a': 1}\ntry:\n    x = d['b']\nexcept KeyError:\n    x = 0\n";
    expect(portScript(source).code).to.include("itemAt(d, 'b')").and.to.include('instanceof KeyError');
  });

  it('keeps what it cannot say as a TODO that fails when it is reached, with the line in the notes', () => {
    const { code, notes } = ported('untranslatable');
    expect(code).to.include('// TODO: the module "pandas" has no counterpart here\n//   import pandas as pd');
    expect(code).to.include(`const frame = todo("pd.read_csv('contacts.csv')");`);
    expect(notes.map(({ line }) => line)).to.deep.equal([1, 4, 7, 9]);
  });

  it('prints the trace of the error that was caught', () => {
    const source = 'import traceback\ntry:\n    x = 1\nexcept Exception:\n    traceback.print_exc()\n';
    expect(bodyOf(source)).to.include('  console.error(error);');
  });

  it('keeps comments beside what they are about', () => {
    expect(bodyOf('x = 1  # one\nif x:\n    # inside\n    pass\n# after\ny = 2\n')).to.deep.equal([
      'const x = 1; // one',
      'if (x) {',
      '  // inside',
      '}',
      '// after',
      'const y = 2;',
    ]);
  });

  it('reads print statements of every form', () => {
    expect(
      bodyOf("import sys\nprint\nprint 'a', 1\nprint 'b',\nprint >>sys.stderr, 'c'\nprint ('d') + 'e'\n"),
    ).to.deep.equal([
      'console.log();',
      "console.log('a', 1);",
      "process.stdout.write('b ');",
      "console.error('c');",
      "console.log('de');",
    ]);
  });

  it('is not shaken by an empty script, a BOM or Windows line ends', () => {
    expect(portScript('').notes).to.deep.equal([]);
    expect(bodyOf("\uFEFFprint('a')\r\nprint('b')\r\n")).to.deep.equal(["console.log('a');", "console.log('b');"]);
  });
});
