/** Salesforce ids: 15 characters of base 62, or 18 with a checksum that survives a change of case. */
import { canonicalId, withChecksum } from './store/record-ids';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The pod that all ids of this org carry. */
const POD = 'QQ0';
const SEQUENCE_LENGTH = 9;
/** As far as a seed may move the start of the sequence: ids of two seeds differ, and there is room for ever. */
const SEED_STEP = 1_000_003;

export { withChecksum as longId };

/** The 15 characters by which an id is known, whichever of its two forms was sent, and the longer one in any case. */
export const shortId = (id: string): string => (id.length === 18 ? (canonicalId(id) ?? id).slice(0, 15) : id);

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
    return withChecksum(this.short(prefix));
  }
}
