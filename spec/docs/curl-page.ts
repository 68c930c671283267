/** Runs the commands of a page as a reader does: in one shell, one block after the other, against the practice org. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { samplesOf } from './markdown';

export interface Walk {
  readonly heading: string;
  readonly line: number;
  readonly commands: string;
  /** What the page shows below the commands; nothing where they print nothing. */
  readonly shown: string;
}

/** Blocks of `sh`, each with the block of `text` that follows it under the same heading. */
export function walksOf(file: string): Walk[] {
  const samples = samplesOf(file);
  return samples.flatMap(({ language, heading, line, text: commands }, at) => {
    if (language !== 'sh') return [];
    const next = samples[at + 1];
    return [{ heading, line, commands, shown: next?.language === 'text' ? next.text : '' }];
  });
}

const SEPARATOR = '-- next --';

/** What each block printed. Waiting takes no time: the org is one whose work is done at once. */
export async function runWalks(
  walks: readonly Walk[],
  { org, home }: { org: string; home: string },
): Promise<string[]> {
  const script = walks.map(({ commands }) => `${commands}\necho; echo '${SEPARATOR}'`).join('\n');
  const shell = spawn('bash', ['-s'], { cwd: home, env: { ...process.env, no_proxy: '127.0.0.1' } });
  shell.stdin.end(`sleep() { :; }\n${script.replaceAll('http://127.0.0.1:4711', org)}\n`);
  const [printed, complaints] = await Promise.all([text(shell.stdout), text(shell.stderr)]);
  if (complaints !== '') throw new Error(complaints);
  return printed.split(`\n${SEPARATOR}\n`);
}

/** Ids, session values and times differ from run to run. */
export function normal(printed: string): string {
  return (
    printed
      .replace(/\b(7[0-9]{2}|00[0-9A-Za-z])QQ[0-9A-Za-z]+/g, '$1…')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+/g, '…')
      .replace(/(ProcessingTime(?:>|":))\d+/g, '$1…')
      // A locator holds the id of its job.
      .replace(/(locator(?:=|: ))(?!null)[\w-]+/gi, '$1…')
      .trim()
  );
}
