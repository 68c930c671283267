import { insert } from '../dml/insert';
import { ADMIN_USER_ID, SAMPLES_CREATED } from '../sample-org';
import { type Tables } from '../tables';
import { type InputColumn } from '../types';
import { ACCOUNTS } from './accounts';
import { CONTACTS } from './contacts';
import { LEADS_AND_CAMPAIGNS } from './leads-and-campaigns';
import { SALES } from './sales';
import { SERVICE_AND_ACTIVITIES } from './service-and-activities';
import { type SampleTable } from './sample-table';
import { SAMPLE_USERS } from './users';

/** In the order in which lookups find their parents. */
const SAMPLE_RECORDS = [...ACCOUNTS, ...CONTACTS, ...LEADS_AND_CAMPAIGNS, ...SALES, ...SERVICE_AND_ACTIVITIES];

/** Puts the samples in as users would: through an insert, which checks them. */
export function loadSamples(tables: Tables, isWanted: boolean): void {
  for (const sample of [...SAMPLE_USERS, ...(isWanted ? SAMPLE_RECORDS : [])]) loadSample(tables, sample);
}

function loadSample(tables: Tables, { object, header, rows }: SampleTable): void {
  const table = tables.byName(object);
  if (table === undefined) throw new Error(`No object named ${object}`);
  const request = { operation: 'insert', object, userId: ADMIN_USER_ID } as const;
  const columns = header.split(',').map(columnOf);
  const results = insert({ tables, table, request, columns, now: SAMPLES_CREATED })(rows);
  const problem = results.flatMap(({ errors }) => errors)[0];
  if (problem !== undefined) throw new Error(`Sample ${object}: ${problem.message}`);
}

function columnOf(header: string): InputColumn {
  const [, parentType, name = '', field] = /^(?:(\w+):)?(\w+)(?:\.(\w+))?$/.exec(header) ?? [];
  return field === undefined ? { name } : { name, parent: { parentType, field } };
}
