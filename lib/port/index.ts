/** From a Python sfbulk script to TypeScript. A pure function: nothing is read, nothing is written. */
import { analyse } from './analysis/infer';
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
}

export function portScript(source: string, options: PortOptions = {}): Port {
  const program = parse(source);
  const { code, notes } = writeProgram(program, analyse(program));
  return { code: options.fileName === undefined ? code : `// Ported from ${options.fileName}\n${code}`, notes };
}

export type { Note };
