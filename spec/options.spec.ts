import { expect } from 'chai';
import fc from 'fast-check';
import { Bulk, InputException, type BulkOptions } from '../lib';
import { toApiVersion, toSettings } from '../lib/options';
import { thrown } from './helpers/rejection';

function refusalOf(act: () => unknown): unknown {
  try {
    act();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('options', () => {
  it('have defaults', () => {
    expect(toSettings()).to.include({
      api: '1.0',
      apiVersion: '66.0',
      concurrency: 4,
      gzip: undefined,
      timeout: 120,
      retries: 5,
      client: 'sfbulk',
      allowHttp: false,
    });
  });

  for (const version of [66, '66', '66.0', 'v66.0', ' 66.0 ']) {
    it(`take an API version written as ${JSON.stringify(version)}`, () => {
      expect(toApiVersion(version)).to.equal('66.0');
    });
  }

  it('take the oldest version that answers, and refuse the one before', async () => {
    expect(toApiVersion('31.0')).to.equal('31.0');
    const error = await thrown(() => new Bulk({ apiVersion: '30.0' }), InputException);
    expect(error).to.include({ code: 'InvalidVersion', field: 'apiVersion' });
    expect(error.message).to.include('retired');
    expect(error.advice).to.include('66.0');
  });

  const wrong: [string, unknown][] = [
    ['apiVersion', 'latest'],
    ['apiVersion', 26],
    ['apiVersion', 66.5],
    ['apiVersion', '../66'],
    ['api', '3.0'],
    ['concurrency', 0],
    ['concurrency', 51],
    ['concurrency', 2.5],
    ['concurrency', '4'],
    ['concurrency', NaN],
    ['timeout', 0],
    ['timeout', -1],
    ['timeout', Infinity],
    ['retries', -1],
    ['retries', 1.5],
    ['gzip', 'yes'],
    ['allowHttp', 1],
    ['onWarning', 'log'],
    ['onExchange', 'log'],
    ['clock', null],
    ['clock', {}],
    ['clock', { now: 0, sleep: 0 }],
    ['journal', 5],
    ['journal', ''],
    ['client', ''],
    ['client', 'a\r\nX-Evil: 1'],
    ['client', 'a,b'],
    ['client', 42],
    ['apiVersoin', '66.0'],
    ['toString', 'x'],
  ];
  for (const [name, value] of wrong) {
    it(`are refused by name: ${name} of ${JSON.stringify(value)}`, async () => {
      const error = await thrown(() => new Bulk({ [name]: value }), InputException);
      expect(error.field).to.equal(name);
      expect(error.advice).to.be.a('string');
    });
  }

  const messages: [BulkOptions, string][] = [
    [{ concurrency: 0 }, 'concurrency must be a whole number from 1 to 50; 0 was given'],
    [{ timeout: NaN }, 'timeout must be a number from 0.001 to 86400; NaN was given'],
    [{ api: '3.0' as never }, "api must be one of 1.0, 2.0; '3.0' was given"],
    [{ gzip: 'yes' as never }, "gzip must be true or false; 'yes' was given"],
    [{ onWarning: {} as never }, 'onWarning must be a function; {} was given'],
    [{ clock: {} as never }, 'clock must be an object with now() and sleep(); {} was given'],
    [{ journal: '' }, "journal must be the path of a file; '' was given"],
    [{ apiVersion: 66.5 }, "apiVersion must be an API version such as '66.0'; 66.5 was given"],
  ];
  for (const [options, message] of messages) {
    it(`say what they must be and what was given: ${message}`, async () => {
      expect((await thrown(() => new Bulk(options), InputException)).message).to.equal(message);
    });
  }

  it('are taken or refused by name, whatever is given', () => {
    const names = Object.keys(toSettings());
    const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true });
    fc.assert(
      fc.property(fc.constantFrom(...names), anything, (name, value) => {
        const refusal = refusalOf(() => toSettings({ [name]: value }));
        expect(refusal === undefined || (refusal instanceof InputException && refusal.field === name)).to.equal(true);
      }),
    );
  });

  for (const given of [null, 42, '66.0', ['66.0']]) {
    it(`are an object, not ${JSON.stringify(given)}`, async () => {
      const error = await thrown(() => new Bulk(given as unknown as BulkOptions), InputException);
      expect(error.message).to.include('option');
    });
  }

  it('are read once: changing them later changes nothing', () => {
    const options = { concurrency: 2 };
    const settings = toSettings(options);
    options.concurrency = 9;
    expect(settings.concurrency).to.equal(2);
  });

  it('tell each warning once', () => {
    const told: string[] = [];
    const { onWarning } = toSettings({ onWarning: (warning) => told.push(warning) });
    ['a', 'b', 'a', 'a'].forEach(onWarning);
    expect(told).to.deep.equal(['a', 'b']);
  });
});
