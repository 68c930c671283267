import {
  addressParts,
  calculated,
  checkbox,
  currency,
  date,
  double,
  email,
  externalKey,
  int,
  lookup,
  percent,
  phone,
  picklist,
  readOnly,
  required,
  text,
  textarea,
  url,
} from '../fields';
import { declareObject, fullName, nameOfPerson } from '../object-declaration';
import { INDUSTRIES, LEAD_SOURCES, RATINGS, SALUTATIONS } from './picklist-values';

const LEAD_STATUSES = ['Open - Not Contacted', 'Working - Contacted', 'Closed - Converted', 'Closed - Not Converted'];

export const lead = declareObject({
  name: 'Lead',
  labelPlural: 'Leads',
  keyPrefix: '00Q',
  calculations: { Name: fullName },
  fields: [
    text('LastName', 80, required),
    text('FirstName', 40),
    picklist('Salutation', SALUTATIONS),
    nameOfPerson,
    text('Title', 128),
    text('Company', 255, required),
    ...addressParts(''),
    phone('Phone'),
    phone('MobilePhone'),
    phone('Fax'),
    email('Email', { idLookup: true }),
    url('Website'),
    textarea('Description', 32_000),
    picklist('LeadSource', LEAD_SOURCES),
    picklist('Status', LEAD_STATUSES, required, { defaultedOnCreate: true, defaultValue: 'Open - Not Contacted' }),
    picklist('Industry', INDUSTRIES),
    picklist('Rating', RATINGS),
    currency('AnnualRevenue', { scale: 0 }),
    int('NumberOfEmployees', { label: 'Employees' }),
    checkbox('DoNotCall'),
    checkbox('HasOptedOutOfEmail', { label: 'Email Opt Out' }),
    checkbox('IsUnreadByOwner'),
    checkbox('IsConverted', readOnly, { label: 'Converted' }),
    text('ExternalId__c', 80, externalKey),
  ],
});

export const campaign = declareObject({
  name: 'Campaign',
  labelPlural: 'Campaigns',
  keyPrefix: '701',
  fields: [
    text('Name', 80, required, { nameField: true, label: 'Campaign Name' }),
    lookup('ParentId', 'Campaign', { label: 'Parent Campaign ID' }),
    picklist('Type', ['Conference', 'Webinar', 'Trade Show', 'Email', 'Advertisement', 'Referral Program', 'Other']),
    picklist('Status', ['Planned', 'In Progress', 'Completed', 'Aborted'], {
      defaultedOnCreate: true,
      defaultValue: 'Planned',
    }),
    date('StartDate'),
    date('EndDate'),
    currency('ExpectedRevenue'),
    currency('BudgetedCost'),
    currency('ActualCost'),
    percent('ExpectedResponse'),
    double('NumberSent', 18, 0),
    checkbox('IsActive', { label: 'Active' }),
    textarea('Description', 32_000),
    text('ExternalId__c', 80, externalKey),
  ],
});

export const campaignMember = declareObject({
  name: 'CampaignMember',
  label: 'Campaign Member',
  labelPlural: 'Campaign Members',
  keyPrefix: '00v',
  owned: false,
  calculations: { HasResponded: (read) => read('Status') === 'Responded' },
  fields: [
    lookup('CampaignId', 'Campaign', required, { cascadeDelete: true, updateable: false }),
    lookup('LeadId', 'Lead', { cascadeDelete: true, updateable: false }),
    lookup('ContactId', 'Contact', { cascadeDelete: true, updateable: false }),
    picklist('Status', ['Sent', 'Responded'], { defaultedOnCreate: true, defaultValue: 'Sent' }),
    checkbox('HasResponded', calculated, { label: 'Responded' }),
  ],
});
