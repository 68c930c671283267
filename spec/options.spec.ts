import { expect } from 'chai';
import { Bulk, InputException, type BulkOptions } from '../lib';
import { toApiVersion, toSettings } from '../lib/options';
import { thrown } from './helpers/rejection';

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
      if (value === null) return expect(error.message).to.include(name);
      expect(error.field).to.equal(name);
      return expect(error.advice).to.be.a('string');
    });
  }

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
