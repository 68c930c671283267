/** Joins the segments of a URL path, each encoded, so that an id can never climb out of its place. */
export function pathOf(base: string, ...segments: string[]): string {
  return [base, ...segments.map(encodeURIComponent)].join('/');
}
