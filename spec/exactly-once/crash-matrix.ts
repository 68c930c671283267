/** `npm run crash-matrix`: prints the table; `-- --runs 1000` plays so many random fault scripts beside it. */
import { parseArgs } from 'node:util';
import { play } from './matrix/exchanges';
import { randomScene } from './matrix/random-scripts';
import { cutEverywhere, killEverywhere, printTable, SCENES, wrongsIn, type Line } from './matrix/table';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '0' } } });
  const cuts: Line[] = [];
  const kills: Line[] = [];
  for (const scene of SCENES) {
    cuts.push(...(await cutEverywhere(scene)));
    kills.push(...(await killEverywhere(scene)));
  }
  const cutColumns = ['API', 'work', 'cut at', 'before the request', 'after the work', 'in the answer'];
  console.log(printTable(cutColumns, cuts));
  console.log(printTable(['API', 'work', 'killed at', 'before it', 'in it', 'after it'], kills));
  const wrongs = [...wrongsIn([...cuts, ...kills]), ...(await playRandom(Number(values.runs)))];
  for (const wrong of wrongs) console.error(wrong);
  process.exitCode = wrongs.length === 0 ? 0 : 1;
}

async function playRandom(runs: number): Promise<string[]> {
  const counts = { once: 0, resumed: 0, wrong: 0 };
  const wrongs: string[] = [];
  for (let seed = 1; seed <= runs; seed++) {
    const scene = randomScene(seed);
    const { verdict, detail } = await play(scene);
    counts[verdict]++;
    if (verdict === 'wrong') wrongs.push(`seed ${seed}, ${JSON.stringify(scene)}: ${detail}`);
  }
  const { once, resumed, wrong } = counts;
  if (runs > 0) console.log(`${runs} random fault scripts: ${once} once, ${resumed} resumed and once, ${wrong} wrong`);
  return wrongs;
}

void main();
