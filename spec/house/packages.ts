/** Which packages stay out of which part of the house, and why. */
import { isBuiltin } from 'node:module';
import { wingOf } from './wings';
import { type Import } from './imports';

interface PackageRule {
  /** A sentence that goes on after "…: ". */
  readonly why: string;
  readonly isAbout: (file: string) => boolean;
  readonly isForbidden: (packageName: string) => boolean;
}

const isIn =
  (...wings: string[]) =>
  (file: string): boolean =>
    wings.includes(wingOf(file)?.name ?? '');

const isOneOf =
  (...names: string[]) =>
  (name: string): boolean =>
    names.includes(name);

const doesInputOrOutput = isOneOf(
  'axios',
  'node:child_process',
  'node:cluster',
  'node:dgram',
  'node:dns',
  'node:fs',
  'node:http',
  'node:http2',
  'node:https',
  'node:net',
  'node:process',
  'node:readline',
  'node:tls',
  'node:worker_threads',
);

const PACKAGE_RULES: readonly PackageRule[] = [
  {
    why: 'wire and clock import nothing',
    isAbout: isIn('wire', 'clock'),
    isForbidden: () => true,
  },
  {
    why: 'were a codec shared with the client, a wrong quote would cancel out',
    isAbout: isIn('practice-org'),
    isForbidden: isOneOf('papaparse', 'xml2js', 'axios', 'tough-cookie'),
  },
  {
    why: 'that package is the practice org’s, and the client does not load it',
    isAbout: (file) => !isIn('practice-org')(file),
    isForbidden: isOneOf('csv-parse', 'fast-xml-parser', '@jetstreamapp/soql-parser-js'),
  },
  { why: 'codecs do no input or output', isAbout: isIn('codecs'), isForbidden: doesInputOrOutput },
  {
    why: 'the store does no input or output',
    isAbout: (file) => file.startsWith('lib/practice-org/store/'),
    isForbidden: doesInputOrOutput,
  },
];

/** `@scope/name/path` is of the package `@scope/name`, `node:fs/promises` of `node:fs`. */
export function packageOf(specifier: string): string {
  const name = isBuiltin(specifier) && !specifier.startsWith('node:') ? `node:${specifier}` : specifier;
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

export function complaintsAboutPackage({ from, to }: Import): string[] {
  return PACKAGE_RULES.filter(({ isAbout, isForbidden }) => isAbout(from) && isForbidden(packageOf(to))).map(
    ({ why }) => `${from} imports ${to}: ${why}`,
  );
}
