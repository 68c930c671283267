import { expect } from 'chai';
import { ESLint } from 'eslint';
import { ROOT } from './house/files';

/** The house's own configuration reads all of the house for the types of one file. */
const THIS_FILE_ALONE = {
  projectService: false,
  project: 'spec/house/lint.tsconfig.json',
  // With CI in the environment it would be taken for a run that reads each file once, as it lies on the disk.
  disallowAutomaticSingleRunInference: true,
};

/** What the house's own configuration says of a spec that holds this. */
async function complaintsAbout(eslint: ESLint, body: string): Promise<string[]> {
  const text = `import { expect } from 'chai';\nexport const used = expect;\n${body}\n`;
  // The rules that need types know only files that exist: the text takes the place of this one.
  const [result] = await eslint.lintText(text, { filePath: __filename });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

describe('The lint', () => {
  const eslint = new ESLint({ cwd: ROOT, overrideConfig: { languageOptions: { parserOptions: THIS_FILE_ALONE } } });

  before(() => complaintsAbout(eslint, ''));

  const refused = {
    'a spec that is singled out': "it.only('runs', () => { expect(1).to.equal(1); });",
    'a group that is singled out': "describe.only('A', () => { it('runs', () => { expect(1).to.equal(1); }); });",
    'a spec that is singled out by a computed name': "it['only']('runs', () => { expect(1).to.equal(1); });",
    'a spec that is left out': "it.skip('runs', () => { expect(1).to.equal(1); });",
    'a spec that is crossed out': "xit('runs', () => { expect(1).to.equal(1); });",
    'a spec that leaves itself out': "it('runs', function () { this.skip(); expect(1).to.equal(1); });",
    'a spec that is only a title': "it('runs');",
    'a group without specs': "describe('A', () => {});",
    'an assertion without its call': "it('throws', () => { expect(() => 1).to.throw; });",
    'an expectation of nothing': "it('runs', () => { expect(1); });",
    'a comparison that nobody reads': "it('runs', () => { expect(1).to.equal(1); String(1) === '1'; });",
  };

  for (const [what, body] of Object.entries(refused)) {
    it(`refuses ${what}`, async () => {
      expect(await complaintsAbout(eslint, body)).to.include('no-restricted-syntax');
    });
  }

  const assertingNothing = {
    'is empty': "it('runs', () => {});",
    'only calls': "it('runs', () => { String(1); });",
    'asserts in a helper that does not say so':
      "it('runs', () => { check(); }); function check() { expect(1).to.equal(1); }",
    'is a function from elsewhere': "it('runs', check); function check() { expect(1).to.equal(1); }",
  };

  for (const [what, body] of Object.entries(assertingNothing)) {
    it(`refuses a spec that ${what}`, async () => {
      expect(await complaintsAbout(eslint, body)).to.include('house/spec-asserts');
    });
  }

  const returningEarly = {
    'where it does not apply': "it('runs', () => { if (used.length > 0) return; expect(1).to.equal(1); });",
    'and only then asserts': "it('runs', async function () { if (await used) { return; } expect(1).to.equal(1); });",
  };

  for (const [what, body] of Object.entries(returningEarly)) {
    it(`refuses a spec that returns ${what}`, async () => {
      expect(await complaintsAbout(eslint, body)).to.include('house/spec-asserts');
    });
  }

  const accepted = {
    'asserts by a call': "it('runs', () => { expect(1).to.equal(1); });",
    'asserts by a property': "it('runs', () => { expect(1).to.be.ok; });",
    'asserts in a callback': "it('runs', () => { [1].forEach((n) => { expect(n).to.equal(1); }); });",
    'asserts in a helper that says so':
      "it('runs', () => { expectOne(); }); function expectOne() { expect(1).to.equal(1); }",
    'asserts as it returns':
      "it('runs', () => { return expectOne(); }); function expectOne() { expect(1).to.equal(1); }",
    'returns after it has asserted': "it('runs', () => { expect(1).to.equal(1); if (used.length > 0) return; });",
    'has a function that returns': "it('runs', () => { const one = () => { return 1; }; expect(one()).to.equal(1); });",
    'asserts by another library': "const fc = { assert: String }; it('runs', () => { fc.assert(1); });",
  };

  for (const [what, body] of Object.entries(accepted)) {
    it(`accepts a spec that ${what}`, async () => {
      const complaints = await complaintsAbout(eslint, body);
      expect(complaints.filter((rule) => /spec-asserts|restricted-syntax/.test(rule))).to.deep.equal([]);
    });
  }

  const careless = {
    'a value of any type': ['const a: any = 1; export { a };', '@typescript-eslint/no-explicit-any'],
    'a promise that nobody waits for': ['Promise.reject(new Error());', '@typescript-eslint/no-floating-promises'],
    'a value said to be there': [
      'export const first = (a: number[]) => a[0]!.toFixed();',
      '@typescript-eslint/no-non-null-assertion',
    ],
    'work put off': ['// TODO: more', 'no-warning-comments'],
    'a rule switched off for nothing': [
      '// eslint-disable-next-line no-console -- a sample\nexport const a = 1;',
      "Unused eslint-disable directive (no problems were reported from 'no-console').",
    ],
    'an import of types that looks like one of values': [
      "import { ESLint } from 'eslint'; export type E = ESLint;",
      '@typescript-eslint/consistent-type-imports',
    ],
  } as const;

  for (const [what, [body, rule]] of Object.entries(careless)) {
    it(`refuses ${what}`, async () => {
      expect(await complaintsAbout(eslint, body)).to.include(rule);
    });
  }
});
