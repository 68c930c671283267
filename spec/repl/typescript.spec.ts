import { Recoverable } from 'node:repl';
import { expect } from 'chai';
import { findCompiler, isJavaScript, toJavaScript } from '../../lib/repl/typescript';
import { UsageError } from '../../lib/repl/usage-error';
import { runLines, sitDown } from './support/terminals';

describe('TypeScript at the prompt', () => {
  it('keeps what is declared with a type, awaited or not', async () => {
    const { output, errors } = await runLines(
      "const operation: 'query' | 'insert' = 'query'",
      'const job: { id: string } = await bulk.jobCreate(operation, "Contact")',
      'let rows!: number[]',
      'rows = [1, 2, 3]',
      'job.id.length + rows!.length',
    );
    expect(errors).to.equal('');
    expect(output).to.equal('[ 1, 2, 3 ]\n21\n');
  });

  const lines: Record<string, [string[], string]> = {
    'annotations of functions': [['const add = (a: number, b?: number): number => a + (b ?? 1)', 'add(1)'], '2\n'],
    assertions: [["('abc' as string).length", "(<string>'ab').length"], '3\n2\n'],
    satisfies: [['const it = { a: 1 } satisfies object; it.a'], '1\n'],
    'an object, which is no block': [['{ a: [1] as number[] }.a', '({ a: 2 as number }).a'], '[ 1 ]\n2\n'],
    enums: [['enum Colour { Red, Green }', 'Colour.Green', 'const enum Shade { Dark = 7 }', 'Shade.Dark'], '1\n7\n'],
    'interfaces and aliases': [['interface Row { Id: string }', 'type Rows = Row[]', "'x'"], "'x'\n"],
    'classes with parameter properties': [
      [
        'class Box<T> { constructor(private readonly inside: T) {} get it(): T { return this.inside } }',
        'new Box(5).it',
      ],
      '5\n',
    ],
    loops: [['for await (const n of [1, 2] as Iterable<number>) console.log(n)'], '1\n2\n'],
    'type arguments of a call': [["await (bulk.describeGlobal as Function)().then<string>(() => 'then')"], "'then'\n"],
    'type arguments that could be comparisons': [
      ["const one = (x: unknown): unknown => x; one<string>('x')", "one<Record<string, number>>('y')", '1<2'],
      "'x'\n'y'\ntrue\n",
    ],
    'imports of types': [["import type { Row } from 'sfbulk'", '1'], '1\n'],
    'strict words in sloppy lines': [['undeclared = 1 as number', 'undeclared + 1'], '1\n2\n'],
  };
  for (const [what, [typed, shown]] of Object.entries(lines)) {
    it(`may have ${what}`, async () => {
      const { output, errors } = await runLines(...typed);
      expect(errors).to.equal('');
      expect(output).to.equal(shown);
    });
  }

  it('may go on with a statement on the next line', async () => {
    const { output, errors } = await runLines(
      'interface Row {',
      '  Id: string;',
      '}',
      'const f = (a: string,',
      '  b = 2): number =>',
      '  a.length + b',
      "f('abc')",
    );
    expect(errors).to.equal('');
    expect(output).to.equal('5\n');
    const person = await sitDown();
    await person.type('interface Row {\r', /\.\.\. ?$|\| ?$/);
    expect(await person.type('Id: string }\r')).not.to.include('Error');
    await person.leave();
  });

  it('is told where a type is wrongly written', async () => {
    expect((await runLines('let rows: = 5')).errors).to.equal('In line 1:\nSyntaxError: Type expected.\n');
  });

  it('leaves wrong JavaScript, and what is thrown, to node', async () => {
    expect((await runLines('foo bar')).errors).to.include(
      "\nfoo bar\n    ^^^\nSyntaxError: Unexpected identifier 'bar'\n",
    );
    expect((await runLines("JSON.parse('x')")).errors).to.include('is not valid JSON');
    expect((await runLines("import { join } from 'node:path'")).errors).to.include('Cannot use import statement');
  });

  it('is evaluated once: what ran does not run again because it threw a SyntaxError', async () => {
    const person = await sitDown();
    await person.enter("let runs = 0; const run = (): void => { runs += 1; throw new SyntaxError('thrown') }");
    await person.enter('const call = <T>(it: () => T): T => it()');
    expect(await person.enter('run() as void')).to.include('SyntaxError: thrown');
    expect(await person.enter('const one: number = 1; call<void>(run)')).to.include('SyntaxError: thrown');
    expect(await person.enter('runs')).to.include('\n2\n');
    await person.leave();
  });
});

describe('Without ts-node', () => {
  const without = (): undefined => undefined;

  it('what looks like TypeScript is told what it needs', () => {
    const signs = [
      'const a: number = 1',
      'let { id }: Row = row',
      'interface Row { Id: string }',
      'enum Colour { Red }',
      'type Rows = Row[]',
      'const f = (a: string) => a',
      'function f(): string { return "" }',
      'row as Row',
      "bulk.batchResult<'query'>()",
      'row!.Id',
      'const x = { a: 1 } satisfies Row',
    ];
    for (const code of signs) {
      expect(isJavaScript(code), code).to.equal(false);
      expect(() => toJavaScript(code, without), code).to.throw(UsageError, 'npm install ts-node typescript');
    }
  });

  it('what is only wrong is left to node', () => {
    const wrong = ['foo bar', 'let = ;', 'foo({ a: 1 }]', '1 +* 2', "'SELECT Id as x' y"];
    for (const code of wrong) expect(toJavaScript(code, without), code).to.equal(undefined);
  });

  it('is how it is where no folder has it', () => {
    expect(findCompiler(['/nowhere'])).to.equal(undefined);
  });
});

describe('The compiler of lines', () => {
  it('asks for more only where the text ends too soon', () => {
    expect(() => toJavaScript('interface Row {\n')).to.throw(Recoverable);
    expect(() => toJavaScript('interface Row { Id: }\n')).to.throw(SyntaxError, 'Type expected.');
  });

  it('gives no module, and nothing strict', () => {
    expect(toJavaScript('const a: number = 1\n')).to.equal('const a = 1;\n');
    expect(toJavaScript("import type { Row } from 'sfbulk'\n")).to.equal('');
  });
});
