/** Random fault scripts: several faults of any kind at any exchanges, the same for the same seed. */
import { CUTS, type Blow, type Scene } from './exchanges';
import { SCENES } from './table';

/** Exchanges of the longest scene, and some that are there only because of faults. */
const LAST_EXCHANGE = 30;
const MOST_BLOWS = 6;

export function randomScene(seed: number): Scene {
  const random = seeded(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const scene = SCENES[below(SCENES.length)] ?? { api: '1.0', work: 'load' };
  const kinds = [...CUTS, 'unavailable'] as const;
  const blows = Array.from({ length: 1 + below(MOST_BLOWS) }, (): Blow => ({
    cut: kinds[below(kinds.length)] ?? 'drop-reply',
    at: below(LAST_EXCHANGE),
    times: 1 + below(3),
  }));
  return { ...scene, blows, seed, bulk: { retries: below(6), concurrency: 1 + below(4) } };
}

/** A linear congruential generator: small, and good enough to spread faults. */
function seeded(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1_013_904_223) % 2 ** 32;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
