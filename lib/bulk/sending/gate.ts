/** Lets many do one thing together, or one do another alone: nobody sends while somebody looks for what was sent. */
export class Gate {
  #inside = new Set<Promise<unknown>>();
  #alone: Promise<unknown> = Promise.resolve();

  /** True while somebody does what many may do together. */
  get isShared(): boolean {
    return this.#inside.size > 0;
  }

  /** Together with others, once nobody is alone. */
  async shared<Result>(work: () => Promise<Result>): Promise<Result> {
    for (let alone: Promise<unknown> | undefined; alone !== this.#alone;) {
      alone = this.#alone;
      await alone;
    }
    const task = work();
    const done = task.catch(() => undefined);
    this.#inside.add(done);
    void done.then(() => this.#inside.delete(done));
    return task;
  }

  /** Alone: after everybody has left, and after who asked before. */
  exclusive<Result>(work: () => Promise<Result>): Promise<Result> {
    const task = this.#alone.then(async () => {
      await Promise.all(this.#inside);
      return work();
    });
    this.#alone = task.catch(() => undefined);
    return task;
  }
}
