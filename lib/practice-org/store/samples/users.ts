import { ADMIN_USERNAME } from '../sample-org';
import { type SampleTable } from './sample-table';

const LOCALE = ['Europe/London', 'en_GB', 'UTF-8', 'en_US'];

/** The first user is the one who signs in. */
export const SAMPLE_USERS: readonly SampleTable[] = [
  {
    object: 'Profile',
    header: 'Name,UserType',
    rows: [
      ['System Administrator', 'Standard'],
      ['Standard User', 'Standard'],
    ],
  },
  {
    object: 'User',
    header:
      'Username,FirstName,LastName,Email,Alias,Title,ProfileId,TimeZoneSidKey,LocaleSidKey,EmailEncodingKey,LanguageLocaleKey',
    rows: [
      [ADMIN_USERNAME, 'Ada', 'Byron', 'ada@example.com', 'ada', 'Administrator', '00eQQ0000000001', ...LOCALE],
      ['grete@practice.example', 'Grete', 'Henry', 'grete@example.com', 'grete', 'Sales', '00eQQ0000000002', ...LOCALE],
      ['kofi@practice.example', 'Kofi', 'Adjei', 'kofi@example.com', 'kofi', 'Service', '00eQQ0000000002', ...LOCALE],
    ],
  },
];
