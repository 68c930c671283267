import { expect } from 'chai';
import { createColors } from 'picocolors';
import { Bulk } from '../../lib/index';
import { answerQuestion } from '../../lib/repl/method-help';
import { methodLike, METHODS } from '../../lib/repl/methods';

describe('What the prompt knows of the methods', () => {
  it('is complete: each name that Bulk has, and no other', () => {
    const names = Object.getOwnPropertyNames(Bulk.prototype).filter((name) => name !== 'constructor');
    expect(METHODS.map(({ name }) => name)).to.have.members(names);
  });

  it('begins each signature with the name', () => {
    for (const { name, signature } of METHODS) expect(signature).to.match(new RegExp(`^${name}(\\(|$)`));
  });

  it('answers to a question about anything else with where to ask, and leaves what may be code alone', () => {
    const frame = { width: 80, rows: 24, colors: createColors(false) };
    expect(answerQuestion('?', frame)).to.include('.help lists');
    expect(answerQuestion('sleep?', frame)).to.include('.help lists');
    expect(answerQuestion('bulk.sleep?', frame)).to.include('bulk has no sleep');
    expect(answerQuestion('isGood ?', frame)).to.equal(undefined);
    expect(answerQuestion('isGood ? 1 : 2', frame)).to.equal(undefined);
  });

  it('finds a method by its Python name', () => {
    expect(methodLike('job_is_completed')?.name).to.equal('jobIsCompleted');
    expect(methodLike('batchcreate')?.name).to.equal('batchCreate');
    expect(methodLike('frobnicate')).to.equal(undefined);
  });
});
