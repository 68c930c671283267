const LF = 0x0a;
const QUOTE = 0x22;

/** Counts the rows below the header of a CSV that comes in chunks: by line ends, or exactly, minding quotes. */
export class RowCounter {
  #ends = 0;
  #isQuoted = false;
  #isExact;

  constructor(isExact) {
    this.#isExact = isExact;
  }

  get rows() {
    return Math.max(0, this.#ends - 1);
  }

  take(chunk) {
    if (this.#isExact) this.#minding(chunk);
    else for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1)) this.#ends++;
  }

  #minding(chunk) {
    for (const byte of chunk) {
      if (byte === QUOTE) this.#isQuoted = !this.#isQuoted;
      else if (byte === LF && !this.#isQuoted) this.#ends++;
    }
  }
}
