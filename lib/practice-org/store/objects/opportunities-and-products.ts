import {
  calculated,
  checkbox,
  currency,
  date,
  double,
  externalKey,
  lookup,
  percent,
  picklist,
  required,
  text,
  textarea,
  url,
} from '../fields';
import { declareObject } from '../object-declaration';
import { LEAD_SOURCES } from './picklist-values';

const STAGES = [
  'Prospecting',
  'Qualification',
  'Needs Analysis',
  'Value Proposition',
  'Id. Decision Makers',
  'Perception Analysis',
  'Proposal/Price Quote',
  'Negotiation/Review',
  'Closed Won',
  'Closed Lost',
];

export const opportunity = declareObject({
  name: 'Opportunity',
  labelPlural: 'Opportunities',
  keyPrefix: '006',
  calculations: {
    IsWon: (read) => read('StageName') === 'Closed Won',
    IsClosed: (read) => String(read('StageName')).startsWith('Closed'),
    ExpectedRevenue: (read) => {
      const amount = read('Amount');
      return typeof amount === 'number' ? (amount * Number(read('Probability'))) / 100 : null;
    },
  },
  fields: [
    lookup('AccountId', 'Account', { cascadeDelete: true }),
    text('Name', 120, required, { nameField: true, label: 'Opportunity Name' }),
    textarea('Description', 32_000),
    picklist('StageName', STAGES, required, { label: 'Stage' }),
    currency('Amount'),
    percent('Probability'),
    currency('ExpectedRevenue', calculated),
    double('TotalOpportunityQuantity', 18, 2),
    date('CloseDate', required),
    picklist('Type', ['Existing Customer - Upgrade', 'Existing Customer - Replacement', 'New Customer']),
    text('NextStep', 255),
    picklist('LeadSource', LEAD_SOURCES),
    checkbox('IsClosed', calculated, { label: 'Closed' }),
    checkbox('IsWon', calculated, { label: 'Won' }),
    lookup('CampaignId', 'Campaign'),
    lookup('ContactId', 'Contact'),
    lookup('Pricebook2Id', 'Pricebook2'),
    text('ExternalId__c', 80, externalKey),
  ],
});

export const opportunityContactRole = declareObject({
  name: 'OpportunityContactRole',
  label: 'Opportunity Contact Role',
  labelPlural: 'Opportunity Contact Roles',
  keyPrefix: '00K',
  owned: false,
  fields: [
    lookup('OpportunityId', 'Opportunity', required, { cascadeDelete: true, updateable: false }),
    lookup('ContactId', 'Contact', required, { cascadeDelete: true, updateable: false }),
    picklist('Role', ['Business User', 'Decision Maker', 'Economic Buyer', 'Evaluator', 'Influencer', 'Other']),
    checkbox('IsPrimary', { label: 'Primary' }),
  ],
});

export const product = declareObject({
  name: 'Product2',
  label: 'Product',
  labelPlural: 'Products',
  keyPrefix: '01t',
  owned: false,
  fields: [
    text('Name', 255, required, { nameField: true, label: 'Product Name' }),
    text('ProductCode', 255),
    textarea('Description', 4_000, { label: 'Product Description' }),
    checkbox('IsActive', { label: 'Active' }),
    picklist('Family', ['Hardware', 'Software', 'Service']),
    text('StockKeepingUnit', 180, { label: 'Product SKU' }),
    url('DisplayUrl'),
    text('ExternalId__c', 80, externalKey),
  ],
});

export const pricebook = declareObject({
  name: 'Pricebook2',
  label: 'Price Book',
  labelPlural: 'Price Books',
  keyPrefix: '01s',
  owned: false,
  fields: [
    text('Name', 255, required, { nameField: true, label: 'Price Book Name' }),
    textarea('Description', 255),
    checkbox('IsActive', { label: 'Active' }),
    checkbox('IsStandard', { createable: false, updateable: false }),
  ],
});

export const pricebookEntry = declareObject({
  name: 'PricebookEntry',
  label: 'Price Book Entry',
  labelPlural: 'Price Book Entries',
  keyPrefix: '01u',
  owned: false,
  fields: [
    lookup('Pricebook2Id', 'Pricebook2', required, { cascadeDelete: true, updateable: false }),
    lookup('Product2Id', 'Product2', required, { cascadeDelete: true, updateable: false }),
    currency('UnitPrice', required, { label: 'List Price' }),
    checkbox('IsActive', { label: 'Active' }),
    checkbox('UseStandardPrice'),
  ],
});
