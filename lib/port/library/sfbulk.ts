import { ANY, BOOL, dictOf, instanceOf, listOf, NONE, STR } from '../analysis/types';
import { is, named, type Table, waits } from './entry';

/** The methods of the Python package, whose names `sfbulk/python` keeps. */
export const BULK_METHODS: Table = {
  login: waits(named('username password security_token api_version sandbox', is(ANY, 'await $0.login($*)'))),
  job_create: waits(
    named(
      'operation object external_id_field',
      is(ANY, 'await $0.job_create($1, $2)', 'await $0.job_create($1, $2, $3)'),
    ),
  ),
  job_close: waits(is(ANY, 'await $0.job_close()')),
  job_is_completed: waits(is(BOOL, 'await $0.job_is_completed()')),
  batch_create: waits(named('data', is(listOf(STR), 'await $0.batch_create($1)'))),
  batch_create_from_csv: waits(
    named(
      'path max_records',
      is(listOf(STR), 'await $0.batch_create_from_csv($1)', 'await $0.batch_create_from_csv($1, $2)'),
    ),
  ),
  batch_status: waits(is(dictOf(dictOf(STR)), 'await $0.batch_status()')),
  batch_result: waits(
    named('only_invalid', is(dictOf(listOf(STR)), 'await $0.batch_result()', 'await $0.batch_result($1)')),
  ),
};

/** Other names that people give the same arguments by. */
export const OTHER_NAMES: Readonly<Record<string, string>> = {
  external_id: 'external_id_field',
  external_id_name: 'external_id_field',
  externalIdFieldName: 'external_id_field',
  external_id_field_name: 'external_id_field',
  user: 'username',
  token: 'security_token',
  version: 'api_version',
  is_sandbox: 'sandbox',
  obj: 'object',
  object_name: 'object',
  sobject: 'object',
  query: 'data',
  soql: 'data',
  csv: 'data',
  filename: 'path',
  file_name: 'path',
  csv_file: 'path',
  file_path: 'path',
  batch_size: 'max_records',
  chunk_size: 'max_records',
};

export const SFBULK: Table = {
  'sfbulk.Bulk': is(instanceOf('Bulk'), 'new @Bulk()'),
  'sfbulk.BulkException': is(instanceOf('Error'), 'new @BulkException($1)'),
  'time.sleep': waits(named('seconds', is(NONE, 'await @sleep($1)'))),
};
