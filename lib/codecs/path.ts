import { InputException } from '../errors';

/** Joins the segments of a URL path, each encoded, so that an id can never climb out of its place. */
export function pathOf(base: string, ...segments: string[]): string {
  return [base, ...segments.map(encoded)].join('/');
}

/** What encoding leaves as it is, and an address takes away. */
const VANISHING = new Set(['', '.', '..']);

function encoded(segment: unknown): string {
  if (typeof segment === 'string' && !VANISHING.has(segment)) return encodeURIComponent(segment);
  throw new InputException(`"${String(segment)}" is not an id`, { advice: 'Give an id as the service wrote it.' });
}
