import { expect } from 'chai';
import { runInNewContext } from 'node:vm';
import { BulkException } from '../../../lib/index';
import { errorText } from '../../../lib/repl/format/error-text';
import { frameOf } from '../support/frames';

describe('An error at the prompt', () => {
  it('says what to do, wrapped to the terminal', () => {
    const error = new BulkException('It went wrong', { advice: 'Do this and that, and then the other thing' });
    expect(errorText(error, frameOf(30))).to.equal(
      'BulkException: It went wrong\n  → Do this and that, and then\n    the other thing',
    );
  });

  it('shows where a syntax error is', () => {
    const error = thrownBy(() => {
      runInNewContext('let 5x', {}, 'sfbulk');
    });
    expect(errorText(error, frameOf())).to.match(/^let 5x\n {4}\^+\nSyntaxError: /);
  });

  it('names the method that was probably meant', () => {
    const message = 'bulk.batch_create_from_csv is not a function';
    expect(errorText(new TypeError(message), frameOf(200))).to.include('Here it is bulk.batchCreateFromCsv(path');
    expect(errorText(new TypeError('bulk.frobnicate is not a function'), frameOf())).to.include('.help lists');
  });

  it('may be anything that was thrown', () => {
    expect(errorText('text', frameOf())).to.equal('Thrown: text');
    expect(errorText(null, frameOf())).to.equal('Thrown: null');
  });
});

function thrownBy(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
