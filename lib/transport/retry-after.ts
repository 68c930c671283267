/** Milliseconds: a service that asks for more is asked again after this, and may say so once more. */
const LONGEST = 120_000;

/** How long the service asks to be left alone, in milliseconds: it says so in seconds or as a date. */
export function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST);
}
