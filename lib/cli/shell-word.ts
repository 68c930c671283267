import { sep } from 'node:path';
import { quoted } from '../repl/format/curl-text';

/** A word that can be pasted into a shell, which would make several of one with blanks. */
export function shellWord(text: string): string {
  return /^[\w./:@%+,=-]+$/.test(text.replaceAll(sep, '/')) ? text : quoted(text);
}
