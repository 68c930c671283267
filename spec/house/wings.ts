/** The house: its wings, what each is made of, and what it may import. */
import { type Import } from './imports';

export interface Wing {
  readonly name: string;
  /** A folder ends with a slash. */
  readonly paths: readonly string[];
  readonly mayImport: readonly string[];
  /** Wings of which only the types may be imported. */
  readonly mayImportTypesOf?: readonly string[];
}

export const WINGS: readonly Wing[] = [
  { name: 'index', paths: ['lib/index.ts'], mayImport: ['bulk', 'errors', 'options'] },
  {
    name: 'bulk',
    paths: ['lib/bulk.ts', 'lib/bulk/'],
    mayImport: [
      'options',
      'errors',
      'clock',
      'wire',
      'codecs',
      'records',
      'transport',
      'session',
      'dialects',
      'journal',
    ],
  },
  { name: 'python', paths: ['lib/python.ts'], mayImport: ['bulk'] },
  {
    name: 'options',
    paths: ['lib/options.ts', 'lib/options/'],
    mayImport: ['wire', 'errors', 'clock'],
    mayImportTypesOf: ['transport'],
  },
  { name: 'errors', paths: ['lib/errors.ts', 'lib/errors/'], mayImport: ['wire'] },
  { name: 'clock', paths: ['lib/clock.ts'], mayImport: [] },
  { name: 'wire', paths: ['lib/wire/'], mayImport: [] },
  { name: 'codecs', paths: ['lib/codecs/'], mayImport: ['errors'] },
  { name: 'records', paths: ['lib/records/'], mayImport: ['codecs', 'wire', 'errors'] },
  { name: 'transport', paths: ['lib/transport/'], mayImport: ['errors', 'clock'] },
  { name: 'session', paths: ['lib/session/'], mayImport: ['transport', 'codecs', 'wire', 'errors', 'clock'] },
  {
    name: 'dialects',
    paths: ['lib/dialects/'],
    mayImport: ['records', 'codecs', 'wire', 'errors'],
    mayImportTypesOf: ['transport'],
  },
  { name: 'journal', paths: ['lib/journal/'], mayImport: ['wire', 'errors'] },
  { name: 'practice-org', paths: ['lib/practice-org/'], mayImport: ['wire'] },
  { name: 'repl', paths: ['lib/repl/', 'repl.ts'], mayImport: ['index', 'practice-org'] },
  // From a Python script to its own text: a compiler has no need of what the text will run on.
  { name: 'port', paths: ['lib/port/'], mayImport: [] },
  { name: 'cli', paths: ['lib/cli/'], mayImport: ['index', 'practice-org', 'repl', 'port'] },
];

export function wingOf(file: string): Wing | undefined {
  return WINGS.find(({ paths }) => paths.some((path) => (path.endsWith('/') ? file.startsWith(path) : file === path)));
}

/** A sentence on the import when the table does not have it. */
export function complaintAbout({ from, to, isTypeOnly }: Import): string | undefined {
  const wing = wingOf(from);
  const target = wingOf(to);
  if (wing === undefined) return `${from} belongs to no wing`;
  if (wing === target) return undefined;
  const allowed = isTypeOnly ? [...wing.mayImport, ...(wing.mayImportTypesOf ?? [])] : wing.mayImport;
  if (target !== undefined && allowed.includes(target.name)) return undefined;
  return `${from} imports ${to}: ${wing.name} may import ${inWords(wing)}`;
}

function inWords({ mayImport, mayImportTypesOf = [] }: Wing): string {
  const names = [...mayImport, ...mayImportTypesOf.map((name) => `the types of ${name}`)];
  return names.length === 0 ? 'nothing' : names.join(', ');
}
