import { cellText } from './cell';
import { type Frame } from './frame';
import { type FlatRecord } from './shapes';

/** Names and values, one a line. */
export function factsText(facts: FlatRecord, { colors }: Frame): string {
  const longest = Math.max(...Object.keys(facts).map((name) => name.length));
  return Object.entries(facts)
    .map(([name, value]) => `${colors.dim(name.padEnd(longest))}  ${value === null ? '–' : cellText(value)}`)
    .join('\n');
}
