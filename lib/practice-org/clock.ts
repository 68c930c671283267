/**
 * The org's time. Everything that takes time in the org is a task on this clock: it runs by itself when the clock is
 * real, and only when `advance` is called when the clock is manual, so that a day passes in a spec within a millisecond.
 */

/** Milliseconds, or text such as `'30 s'`, `'10 min'`, `'24 h'`, `'7 days'`. */
export type Duration = number | string;

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  day: 86_400_000,
  days: 86_400_000,
};

export const milliseconds = (duration: Duration): number => {
  if (typeof duration === 'number') return duration;
  const [, amount, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*$/.exec(duration) ?? [];
  const factor = UNITS[unit];
  if (amount === undefined || factor === undefined) {
    throw new RangeError(
      `'${duration}' is no duration: write a number of milliseconds, or '30 s', '10 min', '24 h', '7 days'.`,
    );
  }
  return Number(amount) * factor;
};

type Task = () => void | Promise<void>;

interface Timer {
  readonly due: number;
  readonly task: Task;
}

/** Where a manual clock starts unless told otherwise. */
const MANUAL_START = Date.UTC(2026, 0, 6, 8);

export class Clock {
  readonly #isManual: boolean;
  /** Sorted by due time; equal times in the order of their making. */
  #timers: Timer[] = [];
  /** A manual clock's time; a real clock's lead over the machine's. */
  #base: number;
  #alarm: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(kind: 'real' | 'manual', start: number = MANUAL_START) {
    this.#isManual = kind === 'manual';
    this.#base = this.#isManual ? start : 0;
  }

  /** Milliseconds since 1970. */
  readonly now = (): number => (this.#isManual ? this.#base : Date.now() + this.#base);

  /** Runs the task when that much of the org's time has passed. */
  in(delay: number, task: Task): void {
    if (this.#isStopped) return;
    const timer = { due: this.now() + delay, task };
    const later = this.#timers.findIndex(({ due }) => due > timer.due);
    this.#timers.splice(later === -1 ? this.#timers.length : later, 0, timer);
    this.#arm();
  }

  sleep(delay: number): Promise<void> {
    return new Promise((resolve) => {
      this.in(delay, resolve);
    });
  }

  /** Lets that much time pass, and with it all that was due in it, in its order; resolves when all of that is done. */
  advance(duration: Duration): Promise<void> {
    const span = milliseconds(duration);
    return this.#inTurn(() => this.#runUntil(this.now() + span));
  }

  /** Forgets everything that was to happen. */
  stop(): void {
    this.#isStopped = true;
    this.#timers = [];
    clearTimeout(this.#alarm);
  }

  /** One run of due tasks at a time, so that their order never depends on how long one of them takes. */
  #inTurn(run: () => Promise<void>): Promise<void> {
    this.#running = this.#running.then(run, run);
    return this.#running;
  }

  async #runUntil(target: number): Promise<void> {
    for (let next = this.#takeDue(target); next !== undefined; next = this.#takeDue(target)) {
      this.#moveTo(next.due);
      await next.task();
    }
    this.#moveTo(target);
    this.#arm();
  }

  #takeDue(target: number): Timer | undefined {
    const [first] = this.#timers;
    return first !== undefined && first.due <= target ? this.#timers.shift() : undefined;
  }

  /** Time never runs backwards: a real clock may already be past a due time. */
  #moveTo(time: number): void {
    this.#base += Math.max(0, time - this.now());
  }

  #arm(): void {
    const [first] = this.#timers;
    if (this.#isManual || first === undefined) return;
    clearTimeout(this.#alarm);
    const run = (): void => void this.#inTurn(() => this.#runUntil(this.now()));
    // A waiting batch must not keep the process alive: the listening socket does that.
    this.#alarm = setTimeout(run, Math.max(0, first.due - this.now())).unref();
  }
}
