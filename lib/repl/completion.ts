import { type CompleterResult } from 'node:readline';
import { type Command } from './command';
import { METHODS } from './methods';
import { OPERATIONS, STANDARD_OBJECTS } from './words';

export interface Completing {
  readonly commands: readonly Command[];
  /** Completes what is plain JavaScript. */
  readonly otherwise: (line: string) => Promise<CompleterResult>;
}

/** What may follow, and the piece of the line that it would take the place of. */
export async function complete(line: string, { commands, otherwise }: Completing): Promise<CompleterResult> {
  for (const { at, words } of [...commandPlaces(commands), ...PLACES]) {
    const [, piece] = at.exec(line) ?? [];
    if (piece !== undefined) return [startingWith(piece, words), piece];
  }
  return otherwise(line);
}

interface CompletionPlace {
  /** Matches a line up to the cursor; its group is the word that was begun. */
  readonly at: RegExp;
  readonly words: readonly string[];
}

/** The narrower place stands before the wider. */
const PLACES: readonly CompletionPlace[] = [
  { at: /\bjobCreate\(\s*['"`](\w*)$/, words: OPERATIONS },
  { at: /\bjobCreate\(\s*['"`]\w+['"`]\s*,\s*['"`](\w*)$/, words: STANDARD_OBJECTS },
  { at: /['"`]\s*SELECT\b[^'"`]*\sFROM\s+(\w*)$/i, words: STANDARD_OBJECTS },
  { at: /\bbulk\.(\w*)$/, words: METHODS.map(({ name }) => name) },
];

function commandPlaces(commands: readonly Command[]): CompletionPlace[] {
  const names = [...commands.map(({ name }) => name), ...NODE_COMMANDS];
  return [
    { at: /^\s*\.(\w*)$/, words: names },
    ...commands.flatMap(({ name, choices = [] }) =>
      choices.length === 0 ? [] : [{ at: new RegExp(`^\\s*\\.${name}\\s+(\\w*)$`), words: choices }],
    ),
  ];
}

/** Those of node's own commands that are kept. */
export const NODE_COMMANDS = ['break', 'editor', 'exit', 'save'];

function startingWith(piece: string, words: readonly string[]): string[] {
  return words.filter((word) => word.toLowerCase().startsWith(piece.toLowerCase()));
}
