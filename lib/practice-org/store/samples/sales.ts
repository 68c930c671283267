import { type SampleTable } from './sample-table';

export const SALES: readonly SampleTable[] = [
  {
    object: 'Opportunity',
    header: 'ExternalId__c,Name,Account.Legacy_Key__c,StageName,Amount,Probability,CloseDate',
    rows: [
      ['O-1', 'Brick kiln controls', 'ACME-1', 'Proposal/Price Quote', 120000, 60, '2026-03-31'],
      ['O-2', 'Brick kiln service', 'ACME-1', 'Closed Won', 18000, 100, '2025-11-14'],
      ['O-3', 'Container tracking', 'ACME-2', 'Negotiation/Review', 260000, 80, '2026-02-27'],
      ['O-4', 'Print scheduler', 'ACME-3', 'Prospecting', 9500, 10, '2026-06-30'],
      ['O-5', 'Showroom tablets', 'ACME-4', 'Qualification', 34000.5, 20, '2026-05-15'],
      ['O-6', 'Turbine sensors', 'ACME-5', 'Value Proposition', 980000, 50, '2026-09-30'],
      ['O-7', 'Turbine sensors, pilot', 'ACME-5', 'Closed Won', 45000, 100, '2025-08-01'],
      ['O-8', 'Milk cooling', 'ACME-6', 'Needs Analysis', undefined, 20, '2026-04-10'],
      ['O-9', 'Claims archive', 'ACME-7', 'Closed Lost', 150000, 0, '2025-12-19'],
      ['O-10', 'Booking kiosks', 'ACME-8', 'Prospecting', 72000, 10, '2026-07-01'],
      ['O-11', 'Reseller licences', 'ACME-9', 'Negotiation/Review', 61000, 90, '2026-01-30'],
      ['O-12', 'Patient portal', 'ACME-10', 'Id. Decision Makers', 210000, 60, '2026-08-20'],
    ],
  },
  {
    object: 'OpportunityContactRole',
    header: 'Opportunity.ExternalId__c,Contact.Legacy_Key__c,Role,IsPrimary',
    rows: [
      ['O-1', 'C-1', 'Decision Maker', true],
      ['O-3', 'C-3', 'Economic Buyer', true],
      ['O-6', 'C-9', 'Economic Buyer', true],
      ['O-6', 'C-8', 'Evaluator', false],
    ],
  },
  {
    object: 'Product2',
    header: 'Name,ProductCode,Family,IsActive,ExternalId__c',
    rows: [
      ['Kiln Controller', 'KC-100', 'Hardware', true, 'prod-1'],
      ['Turbine Sensor', 'TS-7', 'Hardware', true, 'prod-2'],
      ['Tablet Stand', 'ST-2', 'Hardware', true, 'prod-3'],
      ['Tracking Licence', 'TL-YR', 'Software', true, 'prod-4'],
      ['Portal Licence', 'PL-YR', 'Software', true, 'prod-5'],
      ['On-site Service', 'SV-DAY', 'Service', true, 'prod-6'],
    ],
  },
  {
    object: 'Pricebook2',
    header: 'Name,IsActive',
    rows: [['Standard Price Book', true]],
  },
  {
    object: 'PricebookEntry',
    header: 'Pricebook2Id,Product2.ExternalId__c,UnitPrice,IsActive',
    rows: [
      ['01sQQ0000000001', 'prod-1', 4200, true],
      ['01sQQ0000000001', 'prod-2', 650, true],
      ['01sQQ0000000001', 'prod-3', 79.9, true],
      ['01sQQ0000000001', 'prod-4', 1200, true],
      ['01sQQ0000000001', 'prod-5', 2400, true],
      ['01sQQ0000000001', 'prod-6', 980, true],
    ],
  },
];
