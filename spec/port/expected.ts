/** What the scripts are run with, and what they print then. */
import { type Ran } from './run-ported';

/** Copied to where a script runs. */
export const FILES = ['contacts.csv', 'settings.ini', 'plan.json'];
const NIGHTLY = { SF_PASSWORD: 'practice-password', SF_TOKEN: 'PracticeSecurityToken024' };

interface Expected extends Partial<Ran> {
  argv?: string[];
  env?: Record<string, string>;
}

const ADA = {
  SF_USER: 'ada@example.com',
  SF_PASSWORD: 'practice-password',
  SF_TOKEN: 'PracticeSecurityToken024',
};

const text = (...lines: string[]): string => lines.map((line) => `${line}\n`).join('');

/** What the Python script prints. */
export const EXPECTED: Record<string, Expected> = {
  query: {
    out: text(
      '5 lines',
      '"Id","LastName"',
      '"003QQ0000000008YAA","Boat"',
      '"003QQ0000000009YAA","Daub"',
      '"003QQ0000000004YAA","Dyk"',
      '',
    ),
  },
  insert: { out: text('Completed 3 1', '1 invalid', '"false"') },
  update: { out: text('updated all: True') },
  upsert: { out: text('(2, 0)', 'created: 1, changed: 1') },
  delete: { out: text('deleted 2 of 2', 'left: 0') },
  nightly: {
    argv: ['contacts.csv', '2'],
    env: NIGHTLY,
    out: text(
      'WARNING no last name: nobody@example.com',
      'INFO chunk 1: 2 rows',
      'INFO chunk 2: 1 rows',
      'All 3 rows loaded',
    ),
  },
  loader_class: {
    out: text(
      '[loader] done after some seconds',
      '[loader] done after some seconds',
      '[loader] done after some seconds',
      'Account   |    3',
      'Lead      |    1',
      'True',
      "{'Account': 3, 'Lead': 1}",
    ),
  },
  cli: {
    argv: ['Contact', '--fields', 'Id, LastName', '-l', '4'],
    out: text('2026-01-30 12:30', '    4 rows, 100.0%', 'Contact 4'),
    error: text('query: SELECT Id, LastName FROM Contact LIMIT 4', 'too few rows'),
    exitCode: 1,
  },
  retry: {
    out: text(
      'attempt 1 failed: not yet, 1',
      'attempt 2 failed: not yet, 2',
      'done',
      'login failed',
      'logged in after 2 attempts',
      'a: 3 [0, 2, 5]',
      'b: 2 [1, 4]',
      'c: 1 [3]',
      '3 3.5 1024 1 2 -4',
      '3 6 True',
      "False None empty [1, 2.5, None, True, 'x'] (1,) {'k': [1]}",
      "a 5 a ['a', 'b'] True True",
    ),
  },
  config: { out: text('Some contacts (Contact): 4', 'Some leads (Lead): 2', 'sandbox: False') },
  strings: {
    out: text(
      'Name        |  Born',
      '-------------------',
      'Grace Hopp  |  1906',
      'Alan Turi   |  1912',
      'Grace Hopp, 100%',
      '    Alan|Turi  |001912',
      "3.14   2.0 x 'y'",
      '3 3.5 -4 1.0',
      "['a', 'b', '', 'c'] ['x', 'y'] 1x2",
      'contact C t on 3 True ConTacT',
      'True Contact 00abc tcatnoC',
      '2 True False True',
      'total 1',
      "-1 1 3 4 6 ['b', 'a']",
      'Hopp 1906 Johns 1918 ',
      'None 0 True True',
      '2 True',
      "missing 'Nobody'",
      "invalid literal for int() with base 10: 'abc'",
      'set True',
    ),
  },
  mapping: {
    out: text(
      "['Description', 'LastName', 'Phone']",
      "polled ['Completed'] 1",
      'failed: 0 of 3 (0.0%)',
      "['contacts_20260304.csv'] True",
      '1 "moved"',
      '2 "moved"',
      '3 "moved"',
    ),
  },
  session: {
    out: text(
      '<query Contact>: 1 batch, polled',
      '5 [2, 2, 1]',
      '5: updated',
      "b ['a', 'c'] 3",
      "10 a b c ['1', '2']",
      "[[0, 0, 0], [0, 1, 2]] {'a': 1, 'b': 2} 2 8",
      '7 odd False True',
      '     a|b     |  c   |1,234,567|25.6%',
      'done',
    ),
  },
  reload: {
    out: text(
      "attempt 1 left 1 ['Nobody,']",
      'attempt 2 left 0 []',
      'no more',
      '{"left":[],"ok":true}',
      'all loaded',
      'False',
    ),
    error: text('batch: Completed', 'batch: Completed'),
  },
  two_jobs: {
    out: text(
      "5 ['Id', 'LastName'] ['Boat', 'Daub']",
      '0 2 BOAT, DAUB',
      '1 2 DYK, GUERRA',
      '2 1 HOPP',
      'ok 5 bad 0 rate 100.0% 2',
    ),
    error: text('waited 10 s', 'waited 10 s'),
  },
  csv_module: {
    out: text(
      "['LastName', 'Email'] 4",
      'LastName,Email,Source',
      'Hopp,GRACE@EXAMPLE.COM,',
      '"Turi, ""Prof""",ALAN@EXAMPLE.COM,',
      'Johns,KATH@EXAMPLE.COM,',
      'True out.csv .csv',
      "{'grace@example.com': 1, 'alan@example.com': 2, 'kath@example.com': 3}",
      'LastName,Email,Source 3',
      "[['a', 'b'], ['c\\td', 'e']]",
      `['Turi, "Prof"', 'Johns']`,
      'cannot open',
    ),
  },
  export_args: {
    argv: ['export', 'Contact', '-f', 'Id', '-f', 'LastName', '--limit=3', '-vv'],
    env: ADA,
    out: text(
      '"Id","LastName"',
      '"003QQ0000000008YAA","Boat"',
      '"003QQ0000000009YAA","Daub"',
      '"003QQ0000000004YAA","Dyk"',
    ),
    error: text('SOQL: SELECT Id, LastName FROM Contact ORDER BY LastName ASC LIMIT 3', 'waited True', '3 rows'),
  },
  accounts_ini: {
    out: text(
      'mail to nobody',
      'Some contacts     4 Contact',
      'Some leads        2 Lead',
      'False 2.5',
      'error: no such file: missing.ini',
    ),
    error: text('default for mail.to: NoSectionError'),
    exitCode: 2,
  },
  getpass_login: {
    env: { ...ADA, SALESFORCE_USER: 'ada@example.com', ASSUME_YES: '1' },
    out: text(
      "logged in as 'ada@example.com' (********",
      "4 ['Company', 'Id', 'LastName'] True",
      '2 deleted, 0 failed',
      'bye!',
    ),
  },
  batches_csv: {
    out: text(
      'WARNING  columns that are missing: FirstName',
      'INFO     4 rows, 2 batches',
      'ERROR    attempt 1/3: connection reset; again in 1s',
      'INFO     batch 1 of 2: 50%',
      'INFO     batch 2 of 2: 100%',
      "INFO     states: {'Completed': 2}",
      'INFO     ok: 3, failed: 1',
      'WARNING  REQUIRED_FIELD_MISSING x1',
      '13 WARNING  columns that are missing: FirstName | DEBUG    took less than a minute',
    ),
    exitCode: 1,
  },
  bulk_loader: {
    out: text(
      'AccountLoader: 3 loaded, first: True',
      '    connected; 3 results; closed',
      "BrokenLoader: 2 of 2 failed ['REQUIRED_FIELD_MISSING']",
      '    connected; 2 results; closed',
      'EmptyLoader: not there: rows() of EmptyLoader',
      '    connected; failed: rows() of EmptyLoader; closed',
      '3 loaders insert Lead',
    ),
    exitCode: 2,
  },
  retry_options: {
    argv: ['-v', '-s1', '--set', 'Description=again', 'Contact', 'contacts.csv'],
    env: ADA,
    out: text(
      '4 rows, 1 at a time, insert',
      'try 1 of 3: 3 loaded, 1 refused',
      '  nobody@example.com   REQUIRED_FIELD_MISSING',
      'try 2 of 3: 1 loaded, 0 refused',
    ),
  },
  summary_rows: {
    env: ADA,
    out: text(
      'line,ok,code',
      '2,True,',
      '3,False,REQUIRED_FIELD_MISSING',
      '4,False,INVALID_EMAIL_ADDRESS',
      'Lead: 3 rows, 33.3% loaded',
      "Summary(name='Lead', total=3, failed=2) (3, 2) 100.0",
      'INVALID_EMAIL_ADDRESS    1',
      'REQUIRED_FIELD_MISSING   1',
      "Result(line=2, id='...', ok=True, code='') 2 4",
      "['last_name', 'company', 'external_id_field']",
    ),
  },
  plan_json: {
    argv: ['plan.json'],
    env: ADA,
    out: text(
      'Active = True',
      'Limit = 3',
      "Region = 'north'",
      'INFO Step(1, insert Account, 2 rows)',
      'INFO Step(2, upsert Contact, 2 rows)',
      'INFO Step(3, insert Account, 1 rows)',
      'the first step comes twice',
      'ERROR stopped by ConfigError: step 9 has no "fields"',
      'INFO Account: 2 ok, 1 failed',
      'INFO Contact: 2 ok, 0 failed',
      'done',
    ),
  },
};
