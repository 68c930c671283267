import { expect } from 'chai';
import { Bulk } from '../../lib/index';
import { methodLike, METHODS } from '../../lib/repl/methods';

describe('What the prompt knows of the methods', () => {
  it('is complete: each name that Bulk has, and no other', () => {
    const names = Object.getOwnPropertyNames(Bulk.prototype).filter((name) => name !== 'constructor');
    expect(METHODS.map(({ name }) => name)).to.have.members(names);
  });

  it('begins each signature with the name', () => {
    for (const { name, signature } of METHODS) expect(signature).to.match(new RegExp(`^${name}(\\(|$)`));
  });

  it('finds a method by its Python name', () => {
    expect(methodLike('job_is_completed')?.name).to.equal('jobIsCompleted');
    expect(methodLike('batchcreate')?.name).to.equal('batchCreate');
    expect(methodLike('frobnicate')).to.equal(undefined);
  });
});
