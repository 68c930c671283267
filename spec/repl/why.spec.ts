import { expect } from 'chai';
import * as sfbulk from '../../lib';
import { faultOf1, faultOf2, faultOfLogin } from '../../lib/errors';
import { BULK_ADVICE, LOGIN_ADVICE, REST_ADVICE } from '../../lib/errors/advice';
import { ROW_ADVICE } from '../../lib/errors/row-advice';
import { wayBackIn } from '../../lib/repl/format/advice';
import { codeText, meaningOf, whyText } from '../../lib/repl/format/why-text';
import { InterruptedError } from '../../lib/repl/interruption';
import { UsageError } from '../../lib/repl/usage-error';
import { frameOf } from './support/frames';
import { runLines, sitDown } from './support/terminals';

const LADDERS = [
  [BULK_ADVICE, faultOf1],
  [REST_ADVICE, faultOf2],
  [LOGIN_ADVICE, faultOfLogin],
] as const;

describe('Why something failed', () => {
  it('is explained for every kind of exception', () => {
    const names = Object.keys(sfbulk).filter((name) => name.endsWith('Exception') && name !== 'BulkException');
    expect(names).to.have.length(14);
    for (const name of names) {
      const error = Object.assign(new sfbulk.BulkException('no'), { name });
      expect(meaningOf(error), name).not.to.include('no explanation');
    }
  });

  for (const [codes, faultOf] of LADDERS) {
    for (const code of Object.keys(codes)) {
      it(`is explained for ${code}, with what to do about it`, () => {
        const error = faultOf({ code, message: 'no', status: 400, request: 'GET /job' });
        const text = whyText(error, frameOf(200));
        expect(text).to.include(`code         ${code}\n`).and.include('HTTP status  400\n');
        expect(text).to.match(/\n→ [A-Z].{10,}\.$/);
      });
    }
  }

  for (const code of Object.keys(ROW_ADVICE)) {
    it(`of a row is explained for ${code}`, () => {
      expect(codeText(code, frameOf(300))).to.match(new RegExp(`^${code}\\n→ [A-Z].{10,}\\.$`));
    });
  }

  it('can be asked for a code, however it is written, and says so when it is not known', async () => {
    const { output } = await runLines(
      '.why unable_to_lock_row',
      '.why InvalidBatch',
      '.why toString',
      '.why NO_SUCH_CODE',
    );
    expect(output).to.include('→ Another batch held the parent record');
    expect(output).to.include('→ Look at the batch:');
    expect(output).to.include('toString is not known here').and.include('NO_SUCH_CODE is not known here');
  });

  it('can be asked at the prompt, for the last failure', async () => {
    const { output } = await runLines('.why', "await bulk.batchCreate('x').catch(() => 0)", '.why');
    expect(output).to.match(/^(Nothing has failed so far\. Which rows [^\n]+\n)0\n\1$/);
  });
});

describe('What was given up at the prompt', () => {
  it('is not explained as a fault in what was typed', () => {
    const frame = { ...frameOf(200), wayBackIn: undefined };
    for (const error of [new InterruptedError(), new UsageError('nothing was deleted')]) {
      expect(whyText(error, frame)).to.equal(`Nothing went wrong in the org: ${error.message}`);
    }
    expect(whyText(new TypeError('no'), frame)).to.equal('It comes from the code that was typed: TypeError: no');
  });
});

describe('Why rows failed', () => {
  it('is explained by their codes, until a line fails that is explained then', async () => {
    const { output } = await runLines(
      "bulk.jobCreate('insert', 'Contact')",
      "bulk.batchCreate([{ LastName: 'Hopp' }, { FirstName: 'Alan' }, { LastName: 'x'.repeat(100) }])",
      'bulk.jobWait()',
      'bulk.batchResult()',
      '.why',
    );
    expect(output).to.match(/\nREQUIRED_FIELD_MISSING\n→ Give the fields [^\n]+\nSTRING_TOO_LONG\n→ Shorten [^\n]+\n$/);
    const person = await sitDown();
    await person.enter("await bulk.jobCreate('insert', 'Contact'), await bulk.batchCreate([{ FirstName: 'Alan' }])");
    await person.enter('await bulk.jobWait(), bulk.batchResult()');
    await person.enter("bulk.jobCreate('insert', 'Lead')");
    expect(await person.enter('.why')).to.match(/^[^\n]*\nOutOfOrderException\n/);
    await person.leave();
  });
});

describe('Faults to learn from', () => {
  it('befall the practice org once, and are met by the library where it can', async () => {
    const { output, errors, exitCode } = await runLines(
      '.trigger unavailable',
      "bulk.jobCreate('insert', 'Contact')",
      '.trigger lock-row',
      "bulk.batchCreate([{ LastName: 'Hopp' }])",
      'bulk.jobWait()',
      'bulk.batchResult()',
    );
    expect({ errors, exitCode }).to.deep.equal({ errors: '', exitCode: 0 });
    expect(output).to.match(/^On the practice org, the next request is answered with 503\.\n/);
    expect(output).to.include('UNABLE_TO_LOCK_ROW');
  });

  it('leave with a session that has ended, which is opened anew by what is advised; the job goes on', async () => {
    const { output } = await runLines(
      "bulk.jobCreate('insert', 'Contact')",
      '.trigger session-expired',
      "const ended = await bulk.batchCreate('LastName\\nHopp\\n').catch((error) => error.name)",
      'ended',
      '.login practice',
      "bulk.batchCreate('LastName\\nHopp\\n')",
      'bulk.jobWait()',
      '.why INVALID_SESSION_ID',
    );
    expect(output)
      .to.include("\n'SessionException'\n")
      .and.match(/insert +Contact +Open +1 +1 +0\n/)
      .and.match(/\nINVALID_SESSION_ID\n→ \.login practice opens another session;/);
  });

  it('are told with what opens another session where one is', async () => {
    const failing = ['.trigger session-expired', 'bulk.limits()'];
    expect((await runLines(...failing)).errors).to.match(/\n {2}→ \.login practice opens another session; the job/);
    const person = await sitDown();
    await person.enter('.trigger session-expired');
    await person.enter('bulk.limits()');
    expect(await person.enter('.why')).to.match(/→ \.login practice opens/);
    await person.leave();
    const error = new sfbulk.SessionException('no', { advice: 'Call login().' });
    const far = { ...frameOf(200), wayBackIn: wayBackIn('production', true) };
    expect(whyText(error, far)).to.match(/→ \.login opens another session/);
    expect(whyText(error, { ...far, wayBackIn: wayBackIn('production', false) })).to.match(/→ Call login\(\)\.$/);
  });

  it('are listed, and no others are known', async () => {
    const { output } = await runLines('.trigger');
    expect(output)
      .to.match(/^session-expired +\S/)
      .and.match(/\ndrop-reply +\S/);
    expect((await runLines('.trigger rain')).errors).to.include('UsageError: .trigger takes session-expired, ');
  });
});
