import { expect } from 'chai';
import { type Bulk } from '../../lib';
import { type PracticeOrg } from '../../lib/practice-org';
import { practise } from '../flow/practice';
import { contactsIn, EMPTY_ORG } from './rows';

describe('A 2.0 job that was loaded before by the same object', () => {
  let org: PracticeOrg;
  let bulk: Bulk;
  let ids: string[] = [];
  beforeEach(async () => {
    ({ org, bulk } = await practise({ org: EMPTY_ORG, bulk: { api: '2.0' } }));
    const { rows } = await load('insert', [{ LastName: 'A' }, { LastName: 'B' }]);
    ids = rows.flatMap(({ id }) => id ?? []);
  });
  afterEach(() => org.stop());

  async function load(operation: 'insert' | 'update', data: Record<string, string>[]) {
    await bulk.jobCreate(operation, 'Contact');
    const [batch] = await bulk.batchCreate(data);
    await bulk.jobWait();
    const rows = await bulk.batchResult<'insert'>(batch?.id ?? '');
    const receipt = await bulk.jobReceipt();
    await bulk.jobClose();
    return { rows, receipt };
  }
  const renamed = (LastName: string): Record<string, string>[] => ids.map((Id) => ({ Id, LastName }));

  it('is not taken for one whose request was lost, though it holds the same rows', async () => {
    await load('update', renamed('X'));
    await load('update', renamed('Y'));
    org.faults.add({ on: 'POST /jobs/ingest', do: 'drop-request' });
    const { receipt } = await load('update', renamed('X'));
    expect(receipt).to.include({ rows: 2, succeeded: 2 });
    expect(contactsIn(org)).to.deep.equal(['X', 'X']);
  });
});
