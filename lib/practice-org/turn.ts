/** Long work lets the org answer others in between. */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long work may hold the loop before it lets others go first. */
const TURN_MS = 5;

/** Runs the step for each item; a pause comes whenever the work has taken a turn's time. */
export const inTurns = async <Item>(items: Iterable<Item>, step: (item: Item) => void): Promise<void> => {
  let turn = performance.now();
  for (const item of items) {
    step(item);
    if (performance.now() - turn > TURN_MS) {
      await nextTurn();
      turn = performance.now();
    }
  }
};
