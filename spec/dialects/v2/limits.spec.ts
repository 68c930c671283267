import { expect } from 'chai';
import { loadPayloads, type LoadPlan } from '../../../lib/bulk/sending/payloads';
import { v2Dialect } from '../../../lib/dialects/v2';
import { type BatchData } from '../../../lib/records/batch-data';
import { CHECKS } from '../../../lib/records/checks';
import { V2_UPLOAD_BYTES } from '../../../lib/wire/limits';
import { FakeClock } from '../../helpers/fake-clock';
import { collect } from '../../helpers/bytes';

const { limits } = v2Dialect(() => Promise.reject(new Error('nothing is sent')), {
  apiVersion: '66.0',
  client: 'sfbulk',
  clock: new FakeClock(),
});

/** 100 MB keep a machine busy for longer than a spec may take. */
const SMALL = 1_000;

const ROWS = Array.from({ length: 200 }, (_, at) => ({ LastName: `Last; ${at}`, FirstName: `F${at}` }));
const TEXT = ['LastName;FirstName', ...ROWS.map((row) => `"${row.LastName}";${row.FirstName}`), ''].join('\n');
const KINDS: Record<string, BatchData> = { text: TEXT, bytes: Buffer.from(TEXT), rows: ROWS };

describe('A 2.0 upload', () => {
  it('may be 100 MB, with any number of rows', () => {
    expect(limits).to.include({ bytes: V2_UPLOAD_BYTES, records: Infinity });
    expect(V2_UPLOAD_BYTES).to.equal(100_000_000);
  });

  for (const [kind, data] of Object.entries(KINDS)) {
    it(`beyond the limit is several, each whole and with the header: ${kind}`, async () => {
      const plan: LoadPlan = {
        name: 'the data',
        contentType: 'CSV',
        records: undefined,
        groupBy: undefined,
        limits: { ...limits, bytes: SMALL },
        style: { delimiter: ';', newline: '\n' },
        checks: CHECKS,
      };
      const payloads = await collect(loadPayloads(data, plan));
      expect(payloads.length).to.be.greaterThan(2);
      const lines = payloads.map(({ body }) => body.toString().trimEnd().split('\n'));
      for (const { body } of payloads) expect(body.length).to.be.at.most(SMALL);
      expect(new Set(lines.map(([header]) => header))).to.deep.equal(new Set(['LastName;FirstName']));
      const sent = lines.flatMap(([, ...rows]) => rows.map((row) => row.split(';').at(-1)));
      expect(sent).to.deep.equal(ROWS.map(({ FirstName }) => FirstName));
      expect(payloads.reduce((sum, { rows }) => sum + (rows ?? 0), 0)).to.equal(ROWS.length);
    });
  }
});
