import { checkbox, email, lookup, phone, picklist, required, text, textarea } from '../fields';
import { declareObject, fullName, nameOfPerson } from '../object-declaration';

const restricted = { ...required, restrictedPicklist: true };

export const user = declareObject({
  name: 'User',
  labelPlural: 'Users',
  keyPrefix: '005',
  owned: false,
  calculations: { Name: fullName },
  fields: [
    text('Username', 80, required, { unique: true, idLookup: true }),
    text('LastName', 80, required),
    text('FirstName', 40),
    nameOfPerson,
    text('CompanyName', 80),
    text('Division', 80),
    text('Department', 80),
    text('Title', 80),
    email('Email', required, { length: 128 }),
    text('Alias', 8, required),
    phone('Phone'),
    checkbox('IsActive', { label: 'Active', defaultValue: true }),
    picklist(
      'TimeZoneSidKey',
      ['America/Los_Angeles', 'Europe/London', 'Europe/Berlin', 'Asia/Tokyo', 'GMT'],
      restricted,
    ),
    picklist('LocaleSidKey', ['en_US', 'en_GB', 'de_DE', 'fr_FR', 'ja_JP'], restricted),
    picklist('EmailEncodingKey', ['UTF-8', 'ISO-8859-1', 'Shift_JIS'], restricted),
    picklist('LanguageLocaleKey', ['en_US', 'de', 'fr', 'ja'], restricted),
    lookup('ProfileId', 'Profile', required),
    lookup('ManagerId', 'User'),
    text('FederationIdentifier', 512, { idLookup: true, unique: true, label: 'SAML Federation ID' }),
  ],
});

export const profile = declareObject({
  name: 'Profile',
  labelPlural: 'Profiles',
  keyPrefix: '00e',
  owned: false,
  bulkable: false,
  fields: [text('Name', 255, required, { nameField: true }), textarea('Description', 255), text('UserType', 40)],
});
