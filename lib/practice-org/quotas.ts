/** What an org may use up in 24 hours. */

const DAY = 86_400_000;

/** Events of the last 24 hours, counted by the hour so that a busy day takes no more room than a quiet one. */
export class DailyQuota {
  readonly #counts = new Map<number, number>();

  constructor(
    readonly max: number,
    readonly now: () => number,
  ) {}

  get used(): number {
    const from = this.now() - DAY;
    let used = 0;
    for (const [slot, count] of this.#counts) {
      if (slot > from) used += count;
      else this.#counts.delete(slot);
    }
    return used;
  }

  get remaining(): number {
    return Math.max(0, this.max - this.used);
  }

  get isSpent(): boolean {
    return this.used >= this.max;
  }

  count(amount = 1): void {
    const slot = Math.ceil(this.now() / SLOT) * SLOT;
    this.#counts.set(slot, (this.#counts.get(slot) ?? 0) + amount);
  }
}

const SLOT = 60_000;
