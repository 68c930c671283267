/** Transcripts of the REPL in Markdown pages: blocks of `text` in which lines are typed at the prompt. */
import { samplesOf } from '../docs/markdown';
import { sitDown } from './support/terminals';

export interface Transcript {
  readonly heading: string;
  readonly text: string;
}

const PROMPT = 'practice> ';

export function transcriptsOf(page: string): Transcript[] {
  return samplesOf(page).filter(({ text }) => text.startsWith(PROMPT));
}

/** Types the lines that stand behind the prompts, and answers with what the screen shows then. */
export async function replay({ text }: Transcript): Promise<string> {
  const person = await sitDown();
  const from = person.screen.text.length - PROMPT.length;
  for (const line of text.split('\n').filter((each) => each.startsWith(PROMPT))) {
    await person.enter(line.slice(PROMPT.length));
  }
  const shown = person.screen.text.slice(from, -PROMPT.length);
  await person.leave();
  return shown.replace(PROGRESS, '');
}

/** A line that the next one took the place of: a stream does not erase it. */
const PROGRESS = /^(?:\d+ of [\d,]+ batch(?:es)?(?: sent)?, [\d,]+ rows?, \d+ s)+/gm;

/** What differs from run to run. */
export function masked(text: string): string {
  return text
    .replace(/\b(750|751|00\w)QQ\w{13}\b/g, '$1…')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:…')
    .replace(/\b00D\w{12}(?:\w{3})?!\*+/g, '00D…')
    .replace(/\d+ ms\b/g, '… ms');
}
