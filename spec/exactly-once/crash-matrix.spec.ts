import { expect } from 'chai';
import { play } from './matrix/exchanges';
import { MOMENTS, type Moment } from './matrix/kills';
import { randomScene } from './matrix/random-scripts';
import { cutEverywhere, killEverywhere, SCENES, wrongsIn } from './matrix/table';

const RANDOM_SCRIPTS = 25;

// A process takes its time: each third write is killed here, the moments in turn; the command takes them all.
describe('The crash matrix', () => {
  for (const scene of SCENES) {
    it(`has each row once, at whichever exchange a ${scene.work} of ${scene.api} is cut`, async () => {
      const lines = await cutEverywhere(scene);
      expect(wrongsIn(lines)).to.deep.equal([]);
      const stopped = lines.filter(({ cells }) => cells.some(({ resumed }) => resumed > 0));
      expect(stopped.map(({ place }) => place)).to.deep.equal([]);
    });

    it(`has each row once, at whichever write of its journal a ${scene.work} of ${scene.api} is killed`, async () => {
      const momentsAt = (write: number): Moment[] =>
        MOMENTS.filter((_, at) => write % 3 === 1 && at === Math.floor(write / 3) % MOMENTS.length);
      const lines = await killEverywhere(scene, momentsAt);
      expect(wrongsIn(lines)).to.deep.equal([]);
      expect(lines.flatMap(({ cells }) => cells).filter(({ resumed }) => resumed === 1)).to.have.length.above(2);
    });
  }

  it('holds for random scripts of several faults', async () => {
    for (let seed = 1; seed <= RANDOM_SCRIPTS; seed++) {
      const scene = randomScene(seed);
      const { verdict, detail } = await play(scene);
      expect(verdict, `${detail} after ${JSON.stringify(scene)}`).to.not.equal('wrong');
    }
  });
});
