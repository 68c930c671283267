/** A whole job through the facade: opened, fed, waited for, read and closed. */
import { type BatchData, type Bulk, type JobOptions, type Operation, type ResultRow, type TypedRow } from '../../lib';

export const DATA_FORMATS = ['CSV', 'XML', 'JSON'] as const;
export const ZIP_FORMATS = ['ZIP_CSV', 'ZIP_XML', 'ZIP_JSON'] as const;

export interface Load {
  operation?: Operation;
  object: string;
  options: JobOptions;
  data: BatchData;
}

/** What became of each row. */
export async function load(bulk: Bulk, { operation = 'insert', object, options, data }: Load): Promise<ResultRow[]> {
  await bulk.jobCreate(operation, object, options);
  await bulk.batchCreate(data);
  return endJob<ResultRow>(bulk);
}

export interface Search {
  operation?: 'query' | 'queryAll';
  object: string;
  contentType: JobOptions['contentType'];
  soql: string;
}

/** The rows that were found, typed. */
export async function find(
  bulk: Bulk,
  { operation = 'query', object, contentType, soql }: Search,
): Promise<TypedRow[]> {
  await bulk.jobCreate(operation, object, { contentType: contentType ?? 'CSV', typed: true });
  await bulk.batchCreate(soql);
  return endJob<TypedRow>(bulk);
}

async function endJob<Shape>(bulk: Bulk): Promise<Shape[]> {
  await bulk.jobWait();
  const results = await bulk.batchResult<Operation, Shape>();
  await bulk.jobClose();
  return Object.values(results).flat();
}

/** The ids of rows that all succeeded; the errors where one did not. */
export function idsOf(results: readonly ResultRow[]): string[] {
  const errors = results.flatMap((row) => row.errors);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return results.map(({ id }) => id ?? '');
}
