import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { specAsserts } from './spec/house/spec-asserts.mjs';

/** A title may not be singled out or left out, and a spec without a body checks nothing. */
const honestSpecs = [
  {
    selector: 'MemberExpression[object.name=/^(describe|context|it|specify)$/][property.name=/^(only|skip)$/]',
    message: 'Every spec runs: no .only and no .skip.',
  },
  {
    selector: 'MemberExpression[object.name=/^(describe|context|it|specify)$/][property.value=/^(only|skip)$/]',
    message: 'Every spec runs: no .only and no .skip.',
  },
  { selector: 'CallExpression[callee.name=/^(xit|xdescribe|xcontext|xspecify)$/]', message: 'Every spec runs.' },
  {
    selector:
      'CallExpression[callee.type="MemberExpression"][callee.object.type="ThisExpression"][callee.property.name="skip"]',
    message: 'Every spec runs: no this.skip().',
  },
  { selector: 'CallExpression[callee.name=/^(it|specify)$/][arguments.length<2]', message: 'A spec needs a body.' },
  {
    selector: 'CallExpression[callee.name=/^(describe|context)$/] > :function > BlockStatement[body.length=0]',
    message: 'A group of specs needs specs.',
  },
];

/** The assertions of chai that are no calls; all that is written like them, and is none, checks nothing. */
const CHECKED_BY_READING =
  'arguments|callable|empty|exist|extensible|false|finite|frozen|iterable|NaN|null|numeric|ok|sealed|true|undefined';

const wholeAssertions = [
  {
    selector: `ExpressionStatement > MemberExpression:not([property.name=/^(${CHECKED_BY_READING})$/])`,
    message: 'This reads a property and checks nothing: is a call missing?',
  },
  {
    selector: 'ExpressionStatement > CallExpression[callee.name="expect"]',
    message: 'expect() alone checks nothing: say what is expected.',
  },
  {
    selector:
      'ExpressionStatement > :matches(Identifier, Literal, BinaryExpression, LogicalExpression, ConditionalExpression)',
    message: 'This computes a value and checks nothing: put it into an expect().',
  },
];

export default tseslint.config(
  {
    ignores: [
      'dist',
      'coverage',
      'lib/records/csv-scan/assembly',
      'spec/bench',
      'spec/package/consumer',
      'docs',
      '.scratch',
    ],
  },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: { 'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }] },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly', console: 'readonly' } } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['spec/**/*.ts'],
    plugins: { house: { rules: { 'spec-asserts': specAsserts } } },
    rules: {
      'house/spec-asserts': 'error',
      'no-restricted-syntax': ['error', ...honestSpecs, ...wholeAssertions],
      // chai's property assertions (`to.be.true`) are expressions by design; `wholeAssertions` looks at the others.
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
);
