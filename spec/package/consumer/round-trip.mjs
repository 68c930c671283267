import { Bulk, BulkException } from 'sfbulk';
import { PracticeOrg } from 'sfbulk/practice-org';
import { Bulk as PythonBulk } from 'sfbulk/python';

const org = await PracticeOrg.start({ clock: 'manual' });
const bulk = new Bulk({ onWarning: () => {} });
await bulk.login(org.credentials);
await bulk.jobCreate('insert', 'Contact');
await bulk.batchCreate([{ LastName: 'Lovelace' }, { LastName: 'Hopper' }]);
await org.clock.advance('1 min');
const results = Object.values(await bulk.batchResult()).flat();
await bulk.jobClose();
await org.stop();
console.log(JSON.stringify({ succeeded: results.filter(({ success }) => success).length }));

const refusal = await new PythonBulk().job_close().catch((error) => error);
console.log(JSON.stringify({ refused: refusal instanceof BulkException }));
