/** Cuts a query into ranges of ids, each of them a batch of its own. */
import { type OrgContext } from './context';
import { type BatchOutcome, type PkChunking } from './job-settings';
import { type Batch } from './job';
import { BatchFailure, type ObjectSchema } from './store/types';

/** The standard objects that the guide names, of those that this org has or could have. */
const CHUNKABLE: readonly string[] = [
  'Account', 'Asset', 'Campaign', 'CampaignMember', 'Case', 'CaseComment', 'Contact', 'ContentDocument',
  'ContentVersion', 'Contract', 'EmailMessage', 'Event', 'Lead', 'Note', 'Opportunity', 'OpportunityContactRole',
  'OpportunityLineItem', 'Order', 'OrderItem', 'Pricebook2', 'PricebookEntry', 'Product2', 'Quote', 'Task', 'User',
  'UserRole',
]; // prettier-ignore

interface Query {
  readonly soql: string;
  /** The same text, place by place, with its string literals blanked out. */
  readonly bare: string;
  readonly object: ObjectSchema;
}

/** Undefined when chunking is not asked for or, silently, not possible. */
export const cutByIds = (org: OrgContext, batch: Batch, soql: string): BatchOutcome | undefined => {
  const { pkChunking, object: name } = batch.job.settings;
  const object = org.store.object(name);
  if (pkChunking === undefined || object === undefined) return undefined;
  const query = { soql, object, bare: soql.replace(/'(?:[^'\\]|\\.)*'/g, (literal) => '_'.repeat(literal.length)) };
  // A chunk's own condition is a filter on the id, so that no chunk is cut again.
  if (/\border\s+by\b/i.test(query.bare) || filtersById(query)) return undefined;
  checkSupported(query);
  addChunks(org, batch, { query, pkChunking });
  return { state: 'NotProcessed', stateMessage: null, results: [] };
};

const filtersById = ({ bare, object }: Query): boolean => {
  const condition = /\bwhere\b(.*)$/is.exec(bare)?.[1] ?? '';
  const ids = object.fields.filter(({ type }) => type === 'id' || type === 'reference').map(({ name }) => name);
  return new RegExp(`(?<![.\\w])(${ids.join('|')})\\s*(=|!|<|>|in\\b|not\\b|like\\b)`, 'i').test(condition);
};

const checkSupported = ({ bare, object }: Query): void => {
  if (!object.custom && !CHUNKABLE.includes(object.name)) {
    throw new BatchFailure('InvalidBatch', `PK chunking is not supported for ${object.name}`);
  }
  if (/\b(limit|offset|group\s+by|having|for|with)\b|\(\s*select\b/i.test(bare)) {
    throw new BatchFailure('InvalidBatch', 'PK chunking supports no clause but WHERE, and no subquery');
  }
};

interface Cut {
  readonly query: Query;
  readonly pkChunking: PkChunking;
}

const addChunks = (org: OrgContext, parent: Batch, { query, pkChunking }: Cut): void => {
  const { chunkSize: size, startRow: startId } = pkChunking;
  // What is wrong with the query itself is found now and fails the batch that was sent.
  org.store.query({ soql: `${query.soql} LIMIT 1`, object: query.object.name, includeDeleted: false });
  const ranges = org.store.idRanges({ object: query.object.name, size, ...(startId !== undefined && { startId }) });
  for (const { from, to } of ranges) {
    const upper = to === undefined ? '' : ` AND Id < '${to}'`;
    const body = Buffer.from(withCondition(query, `Id >= '${from}'${upper}`));
    org.quotas.batches.count();
    org.scheduler.enqueue(org.jobs.addBatch(parent.job, { body, contentType: parent.request.contentType }));
  }
};

const withCondition = ({ soql, bare }: Query, condition: string): string => {
  const where = /\bwhere\b/i.exec(bare);
  if (where === null) return `${soql.trimEnd()} WHERE ${condition}`;
  const from = where.index + where[0].length;
  return `${soql.slice(0, from)} (${soql.slice(from).trim()}) AND ${condition}`;
};
