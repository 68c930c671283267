import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** A fenced block of a Markdown file. */
export interface Sample {
  readonly language: string;
  readonly text: string;
  /** The nearest heading above. */
  readonly heading: string;
  readonly line: number;
}

/** Every fenced block of a file, in order. */
export function samplesOf(file: string): Sample[] {
  const samples: Sample[] = [];
  let heading = '';
  let open: { language: string; lines: string[]; line: number } | undefined;
  readFileSync(join(ROOT, file), 'utf8')
    .split('\n')
    .forEach((text, at) => {
      const fence = /^```(\w*)/.exec(text);
      if (open === undefined) {
        if (fence !== null) open = { language: fence[1] ?? '', lines: [], line: at + 1 };
        else heading = /^#+ (.*)/.exec(text)?.[1] ?? heading;
      } else if (fence === null) open.lines.push(text);
      else {
        samples.push({ language: open.language, text: `${open.lines.join('\n')}\n`, heading, line: open.line });
        open = undefined;
      }
    });
  return samples;
}
