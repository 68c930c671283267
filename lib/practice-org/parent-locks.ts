/**
 * Parents that are held by the chunk which writes their children: two batches that are in progress at the same time and
 * share a parent meet there, and the later one gets no lock.
 */
import { type Batch } from './job';

export interface Hold {
  readonly batch: Batch;
  readonly from: number;
  readonly to: number;
}

export class ParentLocks {
  #holds = new Map<string, Hold[]>();

  /** Of two chunks at one time the one that is asked for first has the parent. */
  take(parentId: string, wanted: Hold): boolean {
    const holds = this.#holds.get(parentId) ?? [];
    const isHeld = (held: Hold): boolean => held.from < wanted.to && wanted.from < held.to;
    const [own, others] = [
      holds.filter(({ batch }) => batch === wanted.batch),
      holds.filter(({ batch }) => batch !== wanted.batch),
    ];
    if (others.some(isHeld)) return false;
    if (!own.some(isHeld)) this.#holds.set(parentId, [...holds, wanted]);
    return true;
  }

  /** Batches end in the order in which they began, so that nobody will ask about an earlier time any more. */
  forgetBefore(time: number): void {
    for (const [parentId, holds] of this.#holds) {
      const left = holds.filter(({ to }) => to > time);
      if (left.length === 0) this.#holds.delete(parentId);
      else if (left.length < holds.length) this.#holds.set(parentId, left);
    }
  }
}
