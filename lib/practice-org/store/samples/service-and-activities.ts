import { type SampleTable } from './sample-table';

export const SERVICE_AND_ACTIVITIES: readonly SampleTable[] = [
  {
    object: 'Case',
    header: 'ExternalId__c,Subject,Priority,Status,Origin,Account.Legacy_Key__c,Contact.Legacy_Key__c',
    rows: [
      ['CS-1', 'Kiln stops at night', 'High', 'New', 'Phone', 'ACME-1', 'C-1'],
      ['CS-2', 'Invoice shows wrong address', 'Low', 'Closed', 'Email', 'ACME-2', 'C-3'],
      ['CS-3', 'Tablet screen flickers', 'Medium', 'Working', 'Web', 'ACME-4', 'C-7'],
      ['CS-4', 'Sensor reads 0 below freezing', 'High', 'Escalated', 'Phone', 'ACME-5', 'C-8'],
      ['CS-5', 'Password reset', 'Low', 'Closed', 'Web', 'ACME-7', 'C-11'],
      ['CS-6', 'Kiosk prints in the wrong language', 'Medium', 'New', 'Email', 'ACME-8', 'C-12'],
      ['CS-7', 'Licence key refused', 'High', 'Working', 'Web', 'ACME-9', 'C-13'],
      ['CS-8', 'Portal slow on Mondays', 'Medium', 'New', 'Phone', 'ACME-10', 'C-14'],
      ['CS-9', 'Manual is missing a page', 'Low', 'Closed', 'Email', 'ACME-12', 'C-16'],
      ['CS-10', 'Cannot export to CSV', 'Medium', 'Working', 'Web', 'ACME-3', 'C-5'],
    ],
  },
  {
    object: 'CaseStatus',
    header: 'MasterLabel,ApiName,SortOrder,IsDefault,IsClosed',
    rows: [
      ['New', 'New', 1, true, false],
      ['Working', 'Working', 2, false, false],
      ['Escalated', 'Escalated', 3, false, false],
      ['Closed', 'Closed', 4, false, true],
    ],
  },
  {
    object: 'Solution',
    header: 'SolutionName,Status,IsPublished,SolutionNote',
    rows: [
      ['Restart the kiln controller', 'Reviewed', true, 'Hold the green button for five seconds.'],
      ['Replace a cold sensor', 'Draft', false, 'Sensors of series 7 need the winter seal.'],
      ['Reset a password', 'Reviewed', true, 'Use the link on the sign-in page.'],
      ['Export to CSV', 'Duplicate', false, 'See the handbook, page 12.'],
    ],
  },
  {
    object: 'Task',
    header: 'Subject,Priority,Status,ActivityDate,Lead:Who.ExternalId__c',
    rows: [
      ['Call back', 'High', 'Not Started', '2026-01-09', 'L-1'],
      ['Send the catalogue', 'Normal', 'Completed', '2025-12-22', 'L-2'],
      ['Prepare the demo', 'Normal', 'In Progress', '2026-01-20', 'L-5'],
      ['Check the reference', 'Low', 'Not Started', '2026-02-02', 'L-9'],
      ['Write the offer', 'High', 'In Progress', '2026-01-16', 'L-12'],
      ['Ask for the budget', 'Normal', 'Waiting on someone else', undefined, 'L-8'],
    ],
  },
  {
    object: 'Event',
    header: 'Subject,Location,StartDateTime,EndDateTime,Contact:Who.Legacy_Key__c',
    rows: [
      ['Plant visit', 'Leeds', '2026-01-14T09:00:00Z', '2026-01-14T12:00:00Z', 'C-1'],
      ['Kick-off', 'Online', '2026-01-19T13:30:00Z', '2026-01-19T14:00:00Z', 'C-3'],
      ['Quarterly review', 'Berlin', '2026-03-30T08:00:00Z', '2026-03-30T10:30:00Z', 'C-13'],
    ],
  },
];
