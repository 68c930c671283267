import { type MethodHelp } from '../methods';
import { wrapTo } from './cell';
import { type Frame } from './frame';

/** What `bulk.jobCreate?` prints. */
export function methodHelpText(method: MethodHelp, { colors, width }: Frame): string {
  return [
    colors.bold(signatureText(method, width)),
    `  ${wrapTo(width - 2, method.summary, '  ')}`,
    `  ${colors.dim('Example')}  ${colors.cyan(method.example)}`,
    wrapTo(width, `  ${colors.dim('Costs')}    ${method.cost}`, ' '.repeat('  Costs    '.length)),
  ].join('\n');
}

/** Each way to call it on a line of its own, where both do not fit on one. */
function signatureText({ signature }: MethodHelp, width: number): string {
  const text = `bulk.${signature}`;
  return text.length <= width ? text : text.replace('  or  ', '\n  or bulk.');
}

/** Terms and what they mean, side by side. */
export function glossary(entries: readonly (readonly [term: string, meaning: string])[], frame: Frame): string {
  const longest = Math.max(...entries.map(([term]) => term.length));
  const indent = ' '.repeat(longest + 4);
  return entries
    .map(([term, meaning]) => `  ${frame.colors.cyan(term.padEnd(longest))}  ${meaning}`)
    .map((line) => wrapTo(frame.width, line, indent))
    .join('\n');
}
