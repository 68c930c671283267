import { calculated, checkbox, date, datetime, int, lookup, picklist, required, text, textarea } from '../fields';
import { declareObject } from '../object-declaration';
import { type FieldSchema } from '../types';

/** What an activity can be about; and, for files, what they can hang on. */
const RELATED_OBJECTS = ['Account', 'Opportunity', 'Campaign', 'Case', 'Solution', 'Product2'];

const whoAndWhat = (): FieldSchema[] => [
  lookup('WhoId', ['Contact', 'Lead'], { label: 'Name ID', cascadeDelete: true }),
  lookup('WhatId', RELATED_OBJECTS, { label: 'Related To ID', cascadeDelete: true }),
  text('Subject', 255),
];

export const task = declareObject({
  name: 'Task',
  labelPlural: 'Tasks',
  keyPrefix: '00T',
  calculations: { IsClosed: (read) => read('Status') === 'Completed' },
  fields: [
    ...whoAndWhat(),
    date('ActivityDate', { label: 'Due Date Only' }),
    picklist('Status', ['Not Started', 'In Progress', 'Completed', 'Waiting on someone else', 'Deferred'], required, {
      defaultedOnCreate: true,
      defaultValue: 'Not Started',
    }),
    picklist('Priority', ['High', 'Normal', 'Low'], required, { defaultedOnCreate: true, defaultValue: 'Normal' }),
    textarea('Description', 32_000),
    checkbox('IsClosed', calculated, { label: 'Closed' }),
    int('CallDurationInSeconds', { label: 'Call Duration' }),
    picklist('TaskSubtype', ['Task', 'Email', 'Call', 'ListEmail', 'Cadence', 'LinkedIn'], {
      restrictedPicklist: true,
    }),
  ],
});

export const event = declareObject({
  name: 'Event',
  labelPlural: 'Events',
  keyPrefix: '00U',
  fields: [
    ...whoAndWhat(),
    text('Location', 255),
    checkbox('IsAllDayEvent', { label: 'All-Day Event' }),
    datetime('StartDateTime'),
    datetime('EndDateTime'),
    int('DurationInMinutes', { label: 'Duration' }),
    textarea('Description', 32_000),
    checkbox('IsPrivate', { label: 'Private' }),
    picklist('ShowAs', ['Busy', 'OutOfOffice', 'Free'], { defaultedOnCreate: true, defaultValue: 'Busy' }),
  ],
});

/** REST can query it; the Bulk API refuses it. */
export const acceptedEventRelation = declareObject({
  name: 'AcceptedEventRelation',
  label: 'Accepted Event Relation',
  labelPlural: 'Accepted Event Relations',
  keyPrefix: '0RE',
  owned: false,
  bulkable: false,
  fields: [lookup('EventId', 'Event'), lookup('RelationId', ['Contact', 'Lead', 'User']), text('Response', 255)],
});
