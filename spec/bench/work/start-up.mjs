import { createRequire } from 'node:module';
import { given, measure } from '../support/measure.mjs';

const require = createRequire(import.meta.url);

await measure(() => {
  const start = performance.now();
  require(given.dist);
  const milliseconds = performance.now() - start;
  const loaded = Object.keys(require.cache);
  return { milliseconds, count: loaded.filter((path) => /practice-org|soql/.test(path)).length };
});
