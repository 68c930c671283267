import { expect } from 'chai';
import { Receipt } from '../../lib/bulk/reading/receipt';

describe('A receipt as text', () => {
  it('has numbers that can be read, and the rows that failed first', () => {
    const receipt = new Receipt({
      jobId: '750QQ00000000AAYAQ',
      operation: 'insert',
      object: 'Contact',
      rows: 1_234_567,
      succeeded: 1_232_564,
      created: 1_232_564,
      failed: 2_003,
      notProcessed: 0,
      batches: 124,
      calls: 1_140,
      failures: [
        { statusCode: 'STRING_TOO_LONG', rows: 2_002, firstRows: [7, 10_008] },
        { statusCode: 'DUPLICATES_DETECTED', rows: 1, firstRows: [61_220] },
      ],
    });
    expect(String(receipt)).to.equal(
      [
        'job                  750QQ00000000AAYAQ (insert Contact)',
        'rows                 1,234,567',
        'succeeded            1,232,564 (1,232,564 created)',
        'failed               2,003',
        'not processed        0',
        'batches              124',
        'API calls            1,140',
        'STRING_TOO_LONG      2,002 (rows 7, 10008, …)',
        'DUPLICATES_DETECTED  1 (row 61220)',
      ].join('\n'),
    );
  });
});
