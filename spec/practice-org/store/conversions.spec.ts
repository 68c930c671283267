import { expect } from 'chai';
import { convert, type Converted, isRecordError } from '../../../lib/practice-org/store/conversions';
import {
  checkbox,
  currency,
  date,
  datetime,
  email,
  field,
  int,
  picklist,
  text,
} from '../../../lib/practice-org/store/fields';

const codeOf = (converted: Converted) => (isRecordError(converted) ? converted.statusCode : converted);
const messageOf = (converted: Converted) => (isRecordError(converted) ? converted.message : converted);

const colour = picklist('Colour__c', ['Red', 'Green'], { restrictedPicklist: true });
const colours = field('Colours__c', 'multipicklist', { picklistValues: ['Red', 'Green'], restrictedPicklist: true });

describe('Values of a record', () => {
  const samples = [
    [checkbox('Flag__c'), 'TRUE', true],
    [checkbox('Flag__c'), '0', false],
    [checkbox('Flag__c'), true, true],
    [checkbox('Flag__c'), 'yes', 'INVALID_TYPE_ON_FIELD_IN_RECORD'],
    [date('Day__c'), '1906-12-09', '1906-12-09'],
    [date('Day__c'), '1990-06-07Z', '1990-06-07'],
    [date('Day__c'), '2024-02-29', '2024-02-29'],
    [date('Day__c'), '2025-02-29', 'INVALID_TYPE_ON_FIELD_IN_RECORD'],
    [date('Day__c'), '1900-02-29', 'INVALID_TYPE_ON_FIELD_IN_RECORD'],
    [date('Day__c'), '2025-13-01', 'INVALID_TYPE_ON_FIELD_IN_RECORD'],
    [date('Day__c'), '09.12.1906', 'INVALID_TYPE_ON_FIELD_IN_RECORD'],
    [datetime('At__c'), '2026-01-02T03:04:05.000+05:00', Date.UTC(2026, 0, 1, 22, 4, 5)],
    [datetime('At__c'), '2026-01-02T03:04:05-01:30', Date.UTC(2026, 0, 2, 4, 34, 5)],
    [datetime('At__c'), '2026-01-02T03:04:05.5Z', Date.UTC(2026, 0, 2, 3, 4, 5, 500)],
    [datetime('At__c'), '2026-01-02T03:04:05', 'INVALID_TYPE_ON_FIELD_IN_RECORD'],
    [datetime('At__c'), '2026-02-30T03:04:05Z', 'INVALID_TYPE_ON_FIELD_IN_RECORD'],
    [field('Time__c', 'time'), '09:05:00', '09:05:00.000Z'],
    [field('Time__c', 'time'), '25:00:00', 'INVALID_TYPE_ON_FIELD_IN_RECORD'],
    [currency('Price__c'), '1.5e3', 1500],
    [currency('Price__c'), '1.005', 1.01],
    [currency('Price__c'), '-2.345', -2.35],
    [currency('Price__c'), 12, 12],
    [currency('Price__c'), '12,50', 'INVALID_TYPE_ON_FIELD_IN_RECORD'],
    [currency('Price__c'), '1e16', 'NUMBER_OUTSIDE_VALID_RANGE'],
    [int('Count__c'), '12', 12],
    [int('Count__c'), '1.5', 'INVALID_TYPE_ON_FIELD_IN_RECORD'],
    [int('Count__c'), '3000000000', 'NUMBER_OUTSIDE_VALID_RANGE'],
    [email('Mail__c'), 'a.b@example.com', 'a.b@example.com'],
    [email('Mail__c'), 'a@b', 'INVALID_EMAIL_ADDRESS'],
    [email('Mail__c'), `${'a'.repeat(80)}@example.com`, 'STRING_TOO_LONG'],
    [text('Text__c', 3), 'abc', 'abc'],
    [text('Text__c', 3), 'abcd', 'STRING_TOO_LONG'],
    [text('Text__c', 3), 42, '42'],
    [picklist('Free__c', ['Red']), 'Blue', 'Blue'],
    [colour, 'red', 'Red'],
    [colour, 'Blue', 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
    [colours, 'green;Red', 'Green;Red'],
    [colours, 'Red;Blue', 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
  ] as const;

  for (const [schema, given, expected] of samples) {
    it(`as ${schema.type}: ${JSON.stringify(given)} is ${JSON.stringify(expected)}`, () => {
      expect(codeOf(convert(schema, given))).to.equal(expected);
    });
  }

  it('are refused in the words of the service', () => {
    expect(messageOf(convert(date('CloseDate'), 'x'))).to.equal('Close Date: value not of required type: x');
    expect(messageOf(convert(email('Email'), 'x'))).to.equal('Email: invalid email address: x');
    expect(messageOf(convert(text('LastName', 2), 'xyz'))).to.equal(
      'Last Name: data value too large: xyz (max length=2)',
    );
    expect(messageOf(convert(colour, 'x'))).to.equal('Colour: bad value for restricted picklist field: x');
  });
});
