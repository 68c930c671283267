/** What must stand nowhere in the repository, and no lint rule looks for. */
import { expect } from 'chai';
import { filesBelow, textOf } from './house/files';

/** This file has samples of all that it looks for. */
const FILES = filesBelow('.').filter((file) => file !== 'spec/house.spec.ts' && !isBinary(file));

const forbidden = {
  'a path of somebody’s machine': {
    pattern: /(?<![\w.}~-])\/(?:root|work|Users|home)\/\w+/,
    sample: "const file = '/home/grace/rows.csv';",
  },
  'the host of a package registry': {
    pattern: /\/\/(?:[\w-]+\.)*(?:registry|npmjs|npm|artifactory|jfrog|nexus|verdaccio)\b[\w.-]*[:/]/i,
    sample: '"https://registry.example.com/axios/-/axios-1.0.0.tgz"',
  },
  'where the lock file’s packages were fetched from': {
    pattern: /"resolved": "http/,
    sample: '"resolved": "https://x/y"',
  },
  'a rule switched off without a reason': {
    pattern: /(?:\/\/|\/\*)\s*eslint-disable(?:-next-line|-line)?\b(?!.*\s--\s+\S)/,
    sample: '// eslint-disable-next-line no-console',
  },
  'a check of types switched off without a reason': {
    pattern: /@ts-(?:ignore|nocheck)\b|@ts-expect-error\s*$/m,
    sample: '// @ts-expect-error',
  },
  'a private key': {
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\s|\\n)*[\w+/]{16}/,
    sample: '-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG',
  },
  'a token of a package registry': { pattern: /_auth(?:Token)?\s*=/, sample: '//host/:_authToken=abc' },
} as const;

describe('The repository', () => {
  for (const [what, { pattern, sample }] of Object.entries(forbidden)) {
    it(`holds nowhere ${what}`, () => {
      expect(linesWith(pattern, 'sample', sample)).to.have.lengthOf(1);
      expect(FILES.flatMap((file) => linesWith(pattern, file, textOf(file)))).to.deep.equal([]);
    });
  }

  it('has no file that a tool of one person left behind', () => {
    expect(
      FILES.filter((file) => /(?:^|\/)(?:\.npmrc|\.env.*|\.DS_Store|.*\.(?:log|orig|rej|tgz))$/.test(file)),
    ).to.deep.equal([]);
  });
});

function linesWith(pattern: RegExp, file: string, text: string): string[] {
  if (!pattern.test(text)) return [];
  const lines = text
    .split('\n')
    .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line}`] : []));
  return lines.length > 0 ? lines : [file];
}

function isBinary(file: string): boolean {
  return /\.(?:png|jpe?g|gif|ico|zip|gz|tgz|pdf|woff2?)$/.test(file);
}
