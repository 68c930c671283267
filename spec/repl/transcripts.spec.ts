import { expect } from 'chai';
import { masked, replay, transcriptsOf } from './transcripts';

for (const page of ['README.md', 'docs/repl.md']) {
  describe(`The transcripts of ${page}`, () => {
    const transcripts = transcriptsOf(page);

    it('are there', () => {
      expect(transcripts).not.to.have.length(0);
    });

    for (const transcript of transcripts) {
      it(`are what the prompt shows, under "${transcript.heading}"`, async () => {
        expect(masked(await replay(transcript))).to.equal(masked(transcript.text));
      });
    }
  });
}
