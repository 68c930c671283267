/** Salesforce ids: 15 characters of base 62, or 18 with a checksum that survives a change of case. */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKSUM_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The pod that all ids of this org carry. */
const POD = 'QQ0';
const SEQUENCE_LENGTH = 9;
/** As far as a seed may move the start of the sequence: ids of two seeds differ, and there is room for ever. */
const SEED_STEP = 1_000_003;

const checksumDigit = (group: string): string => {
  const bits = Array.from(group).reduce((sum, letter, place) => (/[A-Z]/.test(letter) ? sum + 2 ** place : sum), 0);
  return CHECKSUM_DIGITS.charAt(bits);
};

export const longId = (id: string): string =>
  id.slice(0, 15) + [0, 5, 10].map((from) => checksumDigit(id.slice(from, from + 5))).join('');

/** The 15 characters by which an id is known, whichever of its two forms was sent. */
export const shortId = (id: string): string => (id.length === 18 ? id.slice(0, 15) : id);

const base62 = (value: number): string =>
  value < 62 ? DIGITS.charAt(value) : base62(Math.floor(value / 62)) + DIGITS.charAt(value % 62);

/** Hands out ids that are the same on every run with the same seed. */
export class IdSequence {
  #last: number;

  constructor(seed: number) {
    this.#last = (Math.abs(Math.trunc(seed)) * SEED_STEP) % 1e9;
  }

  short(prefix: string): string {
    this.#last += 1;
    return prefix + POD + base62(this.#last).padStart(SEQUENCE_LENGTH, '0');
  }

  long(prefix: string): string {
    return longId(this.short(prefix));
  }
}
