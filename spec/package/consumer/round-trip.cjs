const { Bulk, BulkException } = require('sfbulk');
const { PracticeOrg } = require('sfbulk/practice-org');
const python = require('sfbulk/python');

async function main() {
  const org = await PracticeOrg.start({ clock: 'manual' });
  try {
    const bulk = new Bulk({ onWarning: () => {} });
    await bulk.login(org.credentials);
    await bulk.jobCreate('insert', 'Contact');
    await bulk.batchCreate([{ LastName: 'Lovelace' }, { LastName: 'Hopper' }]);
    await org.clock.advance('1 min');
    const results = Object.values(await bulk.batchResult()).flat();
    await bulk.jobClose();
    console.log(JSON.stringify({ succeeded: results.filter(({ success }) => success).length }));
  } finally {
    await org.stop();
  }
  const refusal = await new python.Bulk().job_close().catch((error) => error);
  console.log(JSON.stringify({ refused: refusal instanceof BulkException }));
}

void main();
