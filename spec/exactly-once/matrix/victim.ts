/** A client's program that will be killed on its way. */
import { Bulk } from '../../../lib';
import { WORKS, type Api, type WorkName } from './works';

interface Order {
  readonly api: Api;
  readonly work: WorkName;
  readonly file: string;
  readonly journal: string;
  readonly credentials: { accessToken: string; instanceUrl: string };
}

async function main(): Promise<void> {
  const { api, work, file, journal, credentials } = JSON.parse(process.env.ORDER ?? '') as Order;
  const clock = { now: () => Date.now(), sleep: () => Promise.resolve() };
  const bulk = new Bulk({ api, journal, clock });
  await bulk.login(credentials);
  await WORKS[work].open(bulk);
  await WORKS[work].send(bulk, file);
  await bulk.jobClose();
}

void main();
