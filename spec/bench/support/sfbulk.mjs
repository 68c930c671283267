/** The compiled library, signed in to the sink. */
import { createRequire } from 'node:module';
import { given } from './measure.mjs';

export const { Bulk } = createRequire(import.meta.url)(given.dist);

export async function signedIn(options) {
  const bulk = new Bulk(options);
  await bulk.login({ accessToken: '00D000000000001!session', instanceUrl: `http://127.0.0.1:${given.port}` });
  return bulk;
}

export async function query() {
  const bulk = await signedIn();
  await bulk.jobCreate('query', 'Contact');
  await bulk.batchCreate('SELECT Id, Name, Email, Description, AnnualRevenue, CreatedDate FROM Contact');
  return bulk;
}
