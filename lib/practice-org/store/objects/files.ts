import { base64, checkbox, int, lookup, readOnly, required, text, textarea } from '../fields';
import { declareObject } from '../object-declaration';

const PARENTS = ['Account', 'Contact', 'Lead', 'Opportunity', 'Case', 'Campaign', 'Solution', 'Product2'];

/** Base64 writes three bytes as four characters, and fills up with `=`. */
function bytesInBase64(content: unknown): number | null {
  if (typeof content !== 'string') return null;
  return Math.floor((content.replace(/=+$/, '').length * 3) / 4);
}

export const attachment = declareObject({
  name: 'Attachment',
  labelPlural: 'Attachments',
  keyPrefix: '00P',
  calculations: { BodyLength: (read) => bytesInBase64(read('Body')) },
  fields: [
    lookup('ParentId', [...PARENTS, 'Task', 'Event'], required, { cascadeDelete: true, updateable: false }),
    text('Name', 255, required, { nameField: true, label: 'File Name' }),
    checkbox('IsPrivate', { label: 'Private' }),
    text('ContentType', 120),
    int('BodyLength', readOnly, { calculated: true }),
    base64('Body', required),
    textarea('Description', 500),
  ],
});

export const note = declareObject({
  name: 'Note',
  labelPlural: 'Notes',
  keyPrefix: '002',
  fields: [
    lookup('ParentId', PARENTS, required, { cascadeDelete: true, updateable: false }),
    text('Title', 80, required, { nameField: true }),
    checkbox('IsPrivate', { label: 'Private' }),
    textarea('Body', 32_000),
  ],
});

export const contentVersion = declareObject({
  name: 'ContentVersion',
  label: 'Content Version',
  labelPlural: 'Content Versions',
  keyPrefix: '068',
  calculations: { ContentSize: (read) => bytesInBase64(read('VersionData')) },
  fields: [
    text('Title', 255, required, { nameField: true }),
    textarea('Description', 1_000),
    text('PathOnClient', 500, required),
    base64('VersionData', required),
    int('ContentSize', readOnly, { calculated: true, label: 'Size' }),
    lookup('FirstPublishLocationId', [...PARENTS, 'User'], { updateable: false }),
    text('ReasonForChange', 1_000),
    text('ExternalId__c', 80, { custom: true, externalId: true, idLookup: true, unique: true }),
  ],
});
