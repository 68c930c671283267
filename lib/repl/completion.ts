import { type CompleterResult } from 'node:readline';
import { METHODS } from './methods';
import { openString } from './soql/open-string';
import { completeSoql, type SoqlWords } from './soql/soql-completion';
import { OPERATIONS } from './words';

/** What there is to complete of a dot-command. */
export interface CommandWords {
  readonly name: string;
  /** The words that its argument is one of. */
  readonly choices?: readonly string[];
}

/** What completion draws on. */
export interface Completing extends SoqlWords {
  readonly commands: readonly CommandWords[];
  /** Completes what is plain JavaScript. */
  readonly otherwise: (line: string) => Promise<CompleterResult>;
}

/**
 * What may follow, and the piece of the line that it would take the place of.
 *
 * @param line up to the cursor
 * @param after what stands behind the cursor
 */
export async function complete(line: string, known: Completing, after = ''): Promise<CompleterResult> {
  const string = openString(line);
  if (string !== undefined && /^\s*SELECT\s/i.test(string.text)) {
    const [rest = ''] = after.split(string.quote);
    const { words, piece } = await completeSoql(string.text, rest, known);
    return [startingWith(piece, words), piece];
  }
  const place = placesOf(known).find(({ at }) => at.test(line));
  if (place === undefined) return known.otherwise(line);
  // Faults, which `.trigger` takes, have hyphens in their names.
  const [piece] = (/^\s*\./.test(line) ? /[\w-]*$/ : /\w*$/).exec(line) ?? [''];
  return [startingWith(piece, await place.words()), piece];
}

interface CompletionPlace {
  /** Matches a line up to the cursor, which stands in or after a word that was begun. */
  readonly at: RegExp;
  readonly words: () => readonly string[] | Promise<readonly string[]>;
}

/** The narrower place stands before the wider. */
function placesOf(known: Completing): CompletionPlace[] {
  return [
    ...commandPlaces(known.commands),
    { at: /\bjobCreate\(\s*['"`]\w*$/, words: () => OPERATIONS },
    { at: /\bjobCreate\(\s*['"`]\w+['"`]\s*,\s*['"`]\w*$/, words: known.objects },
    { at: /\bdescribe\(\s*['"`]\w*$/, words: known.objects },
    { at: /\bbulk\.\w*$/, words: () => METHODS.map(({ name }) => name) },
  ];
}

function commandPlaces(commands: readonly CommandWords[]): CompletionPlace[] {
  const names = [...commands.map(({ name }) => name), ...NODE_COMMANDS];
  return [
    { at: /^\s*\.[\w-]*$/, words: () => names },
    ...commands.flatMap(({ name, choices = [] }) =>
      choices.length === 0 ? [] : [{ at: new RegExp(`^\\s*\\.${name}\\s+[\\w-]*$`), words: () => choices }],
    ),
  ];
}

/** Those of node's own commands that are kept. */
const NODE_COMMANDS = ['break', 'editor', 'exit', 'save'];

function startingWith(piece: string, words: readonly string[]): string[] {
  return words.filter((word) => word.toLowerCase().startsWith(piece.toLowerCase()));
}
