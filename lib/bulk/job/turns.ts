import { unlessAborted } from '../../transport/unless-aborted';

/** Lets one piece of data go up after the other: the rows of two that go up side by side could not be told apart. */
export class Turns {
  /** Ends when all data has been sent that was given so far. */
  #last: Promise<unknown> = Promise.resolve();
  #taken = 0;

  /** True while data is being sent, or waits for that. */
  get isAnyTaken(): boolean {
    return this.#taken > 0;
  }

  /** Resolves when all data has been sent, or has failed to be, that was given so far. */
  async areOver(): Promise<void> {
    await this.#last;
  }

  /** Sends when everybody has who came before; the signal ends the waiting. */
  take<Result>(send: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    this.#taken++;
    const before = this.#last;
    const turn = unlessAborted(signal, before)
      .then(send)
      .finally(() => this.#taken--);
    this.#last = Promise.allSettled([before, turn]);
    return turn;
  }
}
