import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** A title may not be singled out or left out, and a spec without a body checks nothing. */
const honestSpecs = [
  {
    selector: 'MemberExpression[object.name=/^(describe|context|it|specify)$/][property.name=/^(only|skip)$/]',
    message: 'Every spec runs: no .only and no .skip.',
  },
  { selector: 'CallExpression[callee.name=/^(xit|xdescribe|xcontext|xspecify)$/]', message: 'Every spec runs.' },
  { selector: 'CallExpression[callee.name=/^(it|specify)$/][arguments.length<2]', message: 'A spec needs a body.' },
  {
    selector: 'CallExpression[callee.name=/^(it|specify)$/] > :function > BlockStatement[body.length=0]',
    message: 'A spec needs a body that asserts something.',
  },
  {
    selector: 'CallExpression[callee.name=/^(describe|context)$/] > :function > BlockStatement[body.length=0]',
    message: 'A group of specs needs specs.',
  },
];

export default tseslint.config(
  { ignores: ['dist', 'coverage', 'spec/bench', 'docs'] },
  js.configs.recommended,
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
    rules: {
      'no-restricted-syntax': ['error', ...honestSpecs],
      // chai's property assertions (`to.be.true`) are expressions by design.
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
);
