import { expect } from 'chai';
import { programOf } from '../../../lib/repl/saved-script/program';
import { Recorder } from '../../../lib/repl/saved-script/recorder';
import { type LoginArguments } from '../../../lib/index';

interface Said {
  readonly isPromise?: boolean;
  readonly value?: unknown;
  readonly javaScript?: string;
}

type Line = string | [code: string, said: Said];

/** The program that is saved of these lines; one that is not told otherwise has no value. */
function saved(lines: readonly Line[], logins: readonly LoginArguments[] = []): string {
  const recorder = new Recorder();
  for (const given of logins) recorder.noteSecrets(given);
  for (const line of lines) {
    const [code, { isPromise = false, value, javaScript = code }] = typeof line === 'string' ? [line, {}] : line;
    recorder.addEvaluation(code, { kind: 'value', value, ran: { isPromise, javaScript } });
  }
  return programOf({ recorder, command: 'npx ts-node flow.ts', library: 'sfbulk', practiceOrg: 'sfbulk/practice-org' });
}

/** What stands in its main function, without what every program has. */
function body(...lines: Line[]): string {
  const [, text = ''] = /async function main\(\): Promise<void> \{\n([^]*?)\n\}\n/.exec(saved(lines)) ?? [];
  return text.replace(/^ {2}/gm, '').trim();
}

const shown: Said = { value: 1 };
const promised: Said = { value: 1, isPromise: true };

describe('A line in a saved program', () => {
  const lines: [what: string, line: Line, statement: string][] = [
    ['is shown where the prompt showed something', ['1 + 1', shown], 'show(1 + 1);'],
    ['is awaited where the prompt waited', ['f()', promised], 'show(await f());'],
    ['keeps its own await', ['await f();', shown], 'show(await f());'],
    ['is not shown where there was nothing', ['f()', { isPromise: true }], 'await f();'],
    ['keeps its comment', ['f() // once', promised], 'show(await f()); // once'],
    ['awaits a whole expression', ['a ? f() : g()', promised], 'show(await (a ? f() : g()));'],
    ['assigns', ['const x = 1; x.y = f()', promised], 'const x = 1; await (x.y = f());'],
    ['assigns what was awaited', ['const x = {}; x.y = await f()', shown], 'const x = {}; x.y = await f();'],
    ['may be a loop', ['for (const x of y) console.log(x)', {}], 'for (const x of y) console.log(x);'],
    ['may be a function', 'function f() {\n  return 1\n}', 'function f() {\n  return 1\n}'],
    ['may be an object', ['{ a: 1, b: 2 }', shown], 'show(({ a: 1, b: 2 }));'],
    ['may be a sequence', ['1, 2', shown], 'show((1, 2));'],
    ['waits for a promise that it declares', 'const x = y.jobCreate()', 'const x = y.jobCreate(); await x;'],
    ['waits for a call before the last', ['y.jobClose(); 1', shown], 'await y.jobClose(); show(1);'],
    ['awaits the last beside an await', ['await f(); g()', shown], 'await f(); show(await g());'],
    ['has its types', ['const n: number = 1', { javaScript: 'const n = 1;\n' }], 'const n: number = 1;'],
    ['keeps what is only types', ['interface Row { Id: string }', { javaScript: '' }], 'interface Row { Id: string }'],
    ['has its assertion', ['f() as Row', { ...promised, javaScript: 'f();\n' }], 'show(await (f() as Row));'],
    [
      'gives up its types where only parts of it are awaited',
      ['const n: number = 1; f(n)', { ...promised, javaScript: 'const n = 1;\nf(n);\n' }],
      'const n = 1;\nshow(await f(n));',
    ],
    [
      'about an error is left out, as the error is',
      ['_error.code', shown],
      '// A line about an error is left out, as the line that failed is.',
    ],
  ];
  for (const [what, line, statement] of lines) {
    it(what, () => {
      expect(body(line)).to.equal(statement);
    });
  }

  it('lets a constant vary where the prompt did', () => {
    expect(body('const x = await f()', 'x = 2')).to.equal('let x = await f();\nx = 2;');
  });

  it('declares what the prompt made a global', () => {
    expect(body('rows = []', ['rows.length', shown])).to.equal('let rows: any;\n\nrows = [];\nshow(rows.length);');
  });

  it('may have a function of the name that shows values', () => {
    const program = saved(['function show() {}', ['1 + 1', shown]]);
    expect(program).to.include('  showValue(1 + 1);').and.include('\nfunction showValue(value: unknown)');
  });

  it('does not indent the inside of a text', () => {
    expect(saved(['const text = `a\nb`'])).to.include('\n  const text = `a\nb`;\n');
  });
});

describe('A saved program', () => {
  it('starts the practice org where it was used, and stops it', () => {
    expect(saved([['bulk.limits()', promised]])).to.equal(`\
// Saved at the prompt of sfbulk. To run it: npx ts-node flow.ts
import { Bulk } from 'sfbulk';
import { PracticeOrg } from 'sfbulk/practice-org';

async function main(): Promise<void> {
  const org = await PracticeOrg.start();
  const bulk = new Bulk();
  await bulk.login(org.accessToken());

  show(await bulk.limits());

  await org.stop();
}

function show(value: unknown): void {
  if (typeof value === 'string') console.log(value);
  else console.dir(value, { depth: null });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
`);
  });

  it('starts none where the first thing was to go to another', () => {
    const program = saved([
      ["bulk.login({ sfAlias: 'mine' })", promised],
      ['bulk.limits()', promised],
    ]);
    expect(program).to.include("  show(await bulk.login({ sfAlias: 'mine' }));").and.not.include('PracticeOrg');
    const other = saved(["bulk = new Bulk({ api: '2.0' })"]);
    expect(other).to.include('let bulk = new Bulk();').and.not.include('PracticeOrg');
  });

  it('imports what its lines use, and nothing else', () => {
    const program = saved([
      'await sleep(1)',
      "fs.existsSync('x')",
      'const path = 1',
      ['e instanceof BulkException', shown],
    ]);
    expect(program).to.include("import * as fs from 'node:fs';");
    expect(program).to.include("import { BulkException, sleep } from 'sfbulk';");
    expect(program).to.not.match(/node:path|import.*\bBulk\b(?!Exception)/);
  });

  it('keeps the imports of types outside', () => {
    expect(saved([["import type { Row } from 'sfbulk'", { javaScript: '' }]])).to.match(
      /\nimport type \{ Row \} from 'sfbulk'\n\nasync function main/,
    );
  });

  it('has the last value where a line uses it', () => {
    const program = saved([
      ['1 + 1', shown],
      ['_ * 2', shown],
    ]);
    expect(program).to.include('let _: any;').and.include('  _ = value;\n');
    expect(saved([['1 + 1', shown]])).to.not.include('_ = value');
  });
});

describe('The secrets of a session', () => {
  const logins: Record<string, [line: string, given: LoginArguments, statement: string]> = {
    'in their places': [
      "bulk.login('ada@example.com', 'hunter22', 'TOKEN24')",
      ['ada@example.com', 'hunter22', 'TOKEN24'],
      "bulk.login('ada@example.com', fromEnvironment('SF_PASSWORD'), fromEnvironment('SF_SECURITY_TOKEN'))",
    ],
    'by name': [
      "bulk.login({ accessToken: 'opaque-one', instanceUrl: 'https://example.my.salesforce.com' })",
      [{ accessToken: 'opaque-one', instanceUrl: 'https://example.my.salesforce.com' }],
      "bulk.login({ accessToken: fromEnvironment('SF_ACCESS_TOKEN'), instanceUrl: 'https://example.my.salesforce.com' })",
    ],
  };
  for (const [how, [line, given, statement]] of Object.entries(logins)) {
    it(`are looked up in the environment: ${how}`, () => {
      const program = saved([[line, promised]], [given]);
      expect(program).to.include(`  show(await ${statement});`).and.include('function fromEnvironment(');
    });
  }

  const hidden: [line: string, statement: string][] = [
    ["const pw = 'hunter22'", "const pw = fromEnvironment('SF_PASSWORD');"],
    ["const myPassword = 'never used'", "const myPassword = fromEnvironment('SF_MY_PASSWORD');"],
    ["x.token = 'never used'", "x.token = fromEnvironment('SF_TOKEN');"],
    ['const s = `Bearer hunter22`', "const s = fromEnvironment('SF_PASSWORD');"],
    ["const id = '00DQQ0000001PrA!AQ4.x'", "const id = fromEnvironment('SF_ACCESS_TOKEN');"],
    ["f({ 'client-secret': 'never used' })", "f({ 'client-secret': fromEnvironment('SF_CLIENT_SECRET') });"],
    ['const a = 1 // the password is never used', 'const a = 1;'],
    ['const a = 1 // hunter22', '// A line that may hold a secret is left out.'],
    ['const a = /hunter22/', '// A line that may hold a secret is left out.'],
    ['what no parser knows # token', '// A line that may hold a secret is left out.'],
  ];
  for (const [line, statement] of hidden) {
    it(`are not written, though typed as: ${line}`, () => {
      const program = saved([line], [['ada@example.com', 'hunter22']]);
      expect(program)
        .to.include(`\n  ${statement}\n`)
        .and.to.not.match(/hunter22|never used|AQ4/);
    });
  }

  it('leave other texts alone', () => {
    const line = "if (x.sessionState === 'Open') f('tokens', { Name: 'hunter' })";
    expect(saved([line], [['ada@example.com', 'hunter22']])).to.include(line);
  });
});
