import { hash } from 'node:crypto';

/** Words of 4 bytes that are kept of each digest: no two texts that differ agree in so many. */
const WORDS = 4;

/** What is kept of texts that are only to be compared: 16 bytes each. */
export class Fingerprints {
  #words = new Uint32Array(WORDS << 10);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(text: string): void {
    const at = this.#length * WORDS;
    if (at === this.#words.length) this.#grow();
    const digest = hash('sha256', text, 'buffer');
    for (let word = 0; word < WORDS; word++) this.#words[at + word] = digest.readUInt32LE(word * 4);
    this.#length++;
  }

  /** How the text at `place` stands to one of the others in some order: 0 when they are the same. */
  compare(place: number, others: Fingerprints, placeOfOther: number): number {
    for (let word = 0; word < WORDS; word++) {
      const own = this.#words[place * WORDS + word] ?? 0;
      const other = others.#words[placeOfOther * WORDS + word] ?? 0;
      if (own !== other) return own - other;
    }
    return 0;
  }

  isSame(place: number, other: number): boolean {
    return this.compare(place, this, other) === 0;
  }

  /** The places of all in that order; those of the same text as they came. */
  sorted(): Int32Array {
    return Int32Array.from({ length: this.#length }, (_, at) => at).sort((a, b) => this.compare(a, this, b) || a - b);
  }

  #grow(): void {
    const larger = new Uint32Array(this.#words.length * 2);
    larger.set(this.#words);
    this.#words = larger;
  }
}

/** Where one text stands on either side. */
export interface Group {
  readonly ones: Int32Array;
  readonly others: Int32Array;
}

/** Each text that is on either side, with its places on both. */
export function* groups(one: Fingerprints, other: Fingerprints): Generator<Group> {
  const [ones, others] = [one.sorted(), other.sorted()];
  for (let a = 0, b = 0; a < ones.length || b < others.length;) {
    const order = a === ones.length ? 1 : b === others.length ? -1 : one.compare(ones[a] ?? 0, other, others[b] ?? 0);
    const endOfOnes = order > 0 ? a : endOfSame(one, ones, a);
    const endOfOthers = order < 0 ? b : endOfSame(other, others, b);
    yield { ones: ones.subarray(a, endOfOnes), others: others.subarray(b, endOfOthers) };
    a = endOfOnes;
    b = endOfOthers;
  }
}

function endOfSame(prints: Fingerprints, sorted: Int32Array, start: number): number {
  let end = start + 1;
  while (end < sorted.length && prints.isSame(sorted[start] ?? 0, sorted[end] ?? 0)) end++;
  return end;
}
