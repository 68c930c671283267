import {
  autoNumber,
  calculated,
  checkbox,
  datetime,
  email,
  externalKey,
  int,
  lookup,
  phone,
  picklist,
  required,
  text,
  textarea,
} from '../fields';
import { declareObject } from '../object-declaration';

export const caseObject = declareObject({
  name: 'Case',
  labelPlural: 'Cases',
  keyPrefix: '500',
  calculations: { IsClosed: (read) => read('Status') === 'Closed' },
  fields: [
    autoNumber('CaseNumber', { idLookup: true, nameField: true }),
    lookup('ContactId', 'Contact'),
    lookup('AccountId', 'Account'),
    lookup('ParentId', 'Case', { label: 'Parent Case ID' }),
    text('SuppliedName', 80, { label: 'Name' }),
    email('SuppliedEmail', { label: 'Email Address' }),
    phone('SuppliedPhone'),
    text('SuppliedCompany', 80, { label: 'Company' }),
    picklist('Type', ['Mechanical', 'Electrical', 'Electronic', 'Structural', 'Other']),
    picklist('Status', ['New', 'Working', 'Escalated', 'Closed'], { defaultedOnCreate: true, defaultValue: 'New' }),
    picklist('Reason', ['Installation', 'Equipment Complexity', 'Performance', 'Breakdown', 'Feedback', 'Other']),
    picklist('Origin', ['Phone', 'Email', 'Web']),
    text('Subject', 255),
    picklist('Priority', ['High', 'Medium', 'Low'], { defaultedOnCreate: true, defaultValue: 'Medium' }),
    textarea('Description', 32_000),
    checkbox('IsClosed', calculated, { label: 'Closed' }),
    checkbox('IsEscalated', { label: 'Escalated' }),
    datetime('ClosedDate', { createable: false, updateable: false }),
    text('ExternalId__c', 80, externalKey),
  ],
});

export const caseComment = declareObject({
  name: 'CaseComment',
  label: 'Case Comment',
  labelPlural: 'Case Comments',
  keyPrefix: '00a',
  owned: false,
  fields: [
    lookup('ParentId', 'Case', required, { cascadeDelete: true, updateable: false }),
    checkbox('IsPublished', { label: 'Published' }),
    textarea('CommentBody', 4_000, { label: 'Body' }),
  ],
});

/** REST can query it; the Bulk API refuses it. */
export const caseStatus = declareObject({
  name: 'CaseStatus',
  label: 'Case Status Value',
  labelPlural: 'Case Status Values',
  keyPrefix: '01J',
  owned: false,
  bulkable: false,
  fields: [
    text('MasterLabel', 255, required, { nameField: true }),
    text('ApiName', 255),
    int('SortOrder'),
    checkbox('IsDefault'),
    checkbox('IsClosed'),
  ],
});

export const solution = declareObject({
  name: 'Solution',
  labelPlural: 'Solutions',
  keyPrefix: '501',
  calculations: { IsReviewed: (read) => read('Status') === 'Reviewed' },
  fields: [
    autoNumber('SolutionNumber', { idLookup: true }),
    text('SolutionName', 255, required, { nameField: true, label: 'Title' }),
    checkbox('IsPublished', { label: 'Public' }),
    picklist('Status', ['Draft', 'Reviewed', 'Duplicate'], required, {
      defaultedOnCreate: true,
      defaultValue: 'Draft',
    }),
    checkbox('IsReviewed', calculated, { label: 'Reviewed' }),
    textarea('SolutionNote', 32_000, { label: 'Description' }),
  ],
});
