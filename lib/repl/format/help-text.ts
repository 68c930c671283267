import { type MethodHelp } from '../methods';
import { wrapTo } from './cell';
import { type Frame } from './frame';

/** What `bulk.jobCreate?` prints. */
export function methodHelpText(method: MethodHelp, { colors, width }: Frame): string {
  return [
    colors.bold(`bulk.${method.signature}`),
    `  ${wrapTo(width - 2, method.summary, '  ')}`,
    `  ${colors.dim('Example')}  ${colors.cyan(method.example)}`,
    `  ${colors.dim('Costs')}    ${method.cost}`,
  ].join('\n');
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
