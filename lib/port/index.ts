/** From a Python sfbulk script to TypeScript. A pure function: nothing is read, nothing is written. */
import { withMethodAliases } from './analysis/aliases';
import { analyse } from './analysis/infer';
import { withNamedTuples } from './analysis/named-tuples';
import { withOwnNames } from './analysis/rebound';
import { type Note } from './emit/context';
import { writeProgram } from './emit/program';
import { parse } from './syntax/parse';

export interface PortOptions {
  /** Named in the first line of the output. */
  fileName?: string;
}

export interface Port {
  /** TypeScript that type-checks under `strict`. */
  code: string;
  /** What a person should look at, by line of the Python source. */
  notes: Note[];
  /** The variables that the script reads from its environment. */
  environment: string[];
}

export function portScript(source: string, options: PortOptions = {}): Port {
  const program = withMethodAliases(withNamedTuples(withOwnNames(parse(source))));
  const { code, notes } = writeProgram(program, analyse(program));
  const head = options.fileName === undefined ? '' : `// Ported from ${options.fileName}\n`;
  return { code: head + code, notes, environment: environmentOf(code) };
}

function environmentOf(code: string): string[] {
  const read = code.matchAll(/\b(?:environmentValue\(|process\.env\[)'(\w+)'/g);
  return [...new Set(Array.from(read, ([, name = '']) => name))];
}

export type { Note };
