/** Where a record stands: there, in the recycle bin, or gone for good. */
export const LIVE = 1;
export const IN_BIN = 2;
export const GONE = 3;
export type RowState = typeof LIVE | typeof IN_BIN | typeof GONE;

const FIRST_CAPACITY = 64;

/** One byte a record. */
export class RowStates {
  #bytes = new Uint8Array(FIRST_CAPACITY);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(state: RowState): number {
    if (this.#size === this.#bytes.length) this.#grow();
    this.#bytes[this.#size] = state;
    return this.#size++;
  }

  set(row: number, state: RowState): void {
    this.#bytes[row] = state;
  }

  get(row: number): RowState {
    return (this.#bytes[row] ?? GONE) as RowState;
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
