import { expect } from 'chai';
import { type Exchange } from '../../../lib';
import { NoAnswer } from '../../../lib/repl/format/no-answer';

const URL_OF_JOB = 'https://nowhere.example.com/services/async/66.0/job';

function exchange(outcome: Pick<Exchange, 'error' | 'reply'>): Exchange {
  return {
    operation: 'get job',
    request: { method: 'GET', url: URL_OF_JOB, headers: {} },
    ...outcome,
    milliseconds: 1,
  };
}

const silence = exchange({ error: 'No answer to "get job" from nowhere.example.com: connect ECONNREFUSED' });
const answer = exchange({ reply: { status: 200, headers: {}, body: { beginning: '', isWhole: true, bytes: 0 } } });

describe('An org that gives no answer', () => {
  it('is named once, with the reason, however often it is tried; and again when it had answered meanwhile', () => {
    const said: string[] = [];
    const { tell } = new NoAnswer((text) => said.push(text));
    const sentence = 'Waiting for nowhere.example.com, which gives no answer: connect ECONNREFUSED';
    tell(answer);
    expect(said).to.deep.equal([]);
    tell(silence);
    tell(silence);
    expect(said).to.deep.equal([sentence]);
    tell(answer);
    tell(silence);
    expect(said).to.deep.equal([sentence, sentence]);
  });
});
