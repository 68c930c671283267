import { expect } from 'chai';
import fc from 'fast-check';
import ts from 'typescript';
import { portScript } from '../../lib/port';

/** Statements as people write them, with a mark that must come out again; the last ones have no translation. */
const SIMPLE: readonly ((mark: string) => string)[] = [
  (mark) => `print('${mark}')`,
  (mark) => `print '${mark}', 1`,
  (mark) => `print >>sys.stderr, '${mark}'`,
  (mark) => `x = '${mark}'`,
  (mark) => `x = {'${mark}': [1, 2]}`,
  (mark) => `a, b = '${mark}', 2`,
  (mark) => `total += len('${mark}')`,
  (mark) => `bulk.batch_create('${mark}')`,
  (mark) => `assert x, '${mark}'`,
  (mark) => `# ${mark}`,
  (mark) => `x = 1  # ${mark}`,
  (mark) => `raise ValueError('${mark}')`,
  (mark) => `raise ValueError, '${mark}'`,
  (mark) => `f = lambda y: y + '${mark}'`,
  (mark) => `x = [y for y in '${mark}' if y]`,
  (mark) => `log.info('${mark} %s', x)`,
  (mark) => `x = unknown_thing('${mark}')`,
  (mark) => `frame.to_sql(name='${mark}')`,
  (mark) => `exec '${mark}'`,
  (mark) => `import module_${mark}`,
  (mark) => `from package_${mark} import thing`,
  (mark) => `x = \`${mark}\``,
  (mark) => `x = 1 +* '${mark}'`,
  (mark) => `await ${mark}()`,
  (mark) => `match x:\n    case '${mark}':\n        pass`,
];

const HEADS: readonly string[] = [
  'if x:',
  'while x < 3:',
  'for row in rows:',
  'for i in range(3):',
  "with open('file') as handle:",
  'with lock:',
  'def function_of_mine(x=None, *args):',
  'class Thing(object):',
  'try:',
];

interface Written {
  readonly lines: readonly string[];
  readonly marks: readonly string[];
}

let count = 0;

const simple = fc.constantFrom(...SIMPLE).map((write): Written => {
  count += 1;
  const mark = `mark${count}x`;
  return { lines: write(mark).split('\n'), marks: [mark] };
});

const { program } = fc.letrec<{ program: Written; compound: Written; statement: Written }>((tie) => ({
  statement: fc.oneof({ depthSize: 'small', withCrossShrink: true }, simple, tie('compound')),
  compound: fc.tuple(fc.constantFrom(...HEADS), tie('program')).map(([head, body]) => ({
    lines: [
      head,
      ...body.lines.map((line) => `    ${line}`),
      '    pass',
      ...(head === 'try:' ? ['except (KeyError, ValueError), e:', '    print e'] : []),
    ],
    marks: body.marks,
  })),
  program: fc.array(tie('statement'), { minLength: 1, maxLength: 4 }).map((parts) => ({
    lines: parts.flatMap(({ lines }) => lines),
    marks: parts.flatMap(({ marks }) => marks),
  })),
}));

describe('Porting', () => {
  it('drops nothing: what a script says is said again, or quoted beside a TODO', () => {
    fc.assert(
      fc.property(program, ({ lines, marks }) => {
        const { code } = portScript(`${lines.join('\n')}\n`);
        expect(marks.filter((mark) => !code.includes(mark))).to.deep.equal([]);
      }),
      { numRuns: 100 },
    );
  });

  it('writes TypeScript that parses, whatever it was given', () => {
    fc.assert(
      fc.property(program, ({ lines }) => {
        const { code } = portScript(`${lines.join('\n')}\n`);
        expect(syntaxErrors(code), code).to.deep.equal([]);
      }),
      { numRuns: 100 },
    );
  });

  it('has a note for every TODO, and its line is one of the script', () => {
    fc.assert(
      fc.property(program, ({ lines }) => {
        const { code, notes } = portScript(`${lines.join('\n')}\n`);
        if (code.includes('// TODO')) expect(notes).to.not.deep.equal([]);
        for (const { line } of notes) expect(line).to.be.within(1, lines.length);
      }),
    );
  });
});

function syntaxErrors(code: string): string[] {
  const { diagnostics = [] } = ts.transpileModule(code, {
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
