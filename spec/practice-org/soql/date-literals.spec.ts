import { expect } from 'chai';
import { periodOf } from '../../../lib/practice-org/soql/date-literals';

/** A Wednesday in the first quarter. */
const NOW = Date.UTC(2026, 1, 18, 15, 45);

describe('Date literals', () => {
  const samples = [
    ['YESTERDAY', '2026-02-17', '2026-02-18'],
    ['TODAY', '2026-02-18', '2026-02-19'],
    ['TOMORROW', '2026-02-19', '2026-02-20'],
    ['LAST_WEEK', '2026-02-08', '2026-02-15'],
    ['THIS_WEEK', '2026-02-15', '2026-02-22'],
    ['NEXT_WEEK', '2026-02-22', '2026-03-01'],
    ['LAST_MONTH', '2026-01-01', '2026-02-01'],
    ['THIS_MONTH', '2026-02-01', '2026-03-01'],
    ['NEXT_MONTH', '2026-03-01', '2026-04-01'],
    ['LAST_90_DAYS', '2025-11-20', '2026-02-19'],
    ['NEXT_90_DAYS', '2026-02-19', '2026-05-20'],
    ['THIS_QUARTER', '2026-01-01', '2026-04-01'],
    ['LAST_QUARTER', '2025-10-01', '2026-01-01'],
    ['NEXT_FISCAL_QUARTER', '2026-04-01', '2026-07-01'],
    ['THIS_YEAR', '2026-01-01', '2027-01-01'],
    ['LAST_FISCAL_YEAR', '2025-01-01', '2026-01-01'],
    ['NEXT_YEAR', '2027-01-01', '2028-01-01'],
    ['LAST_N_DAYS:3', '2026-02-15', '2026-02-19'],
    ['NEXT_N_DAYS:3', '2026-02-19', '2026-02-22'],
    ['N_DAYS_AGO:3', '2026-02-15', '2026-02-16'],
    ['LAST_N_WEEKS:2', '2026-02-01', '2026-02-15'],
    ['NEXT_N_WEEKS:1', '2026-02-22', '2026-03-01'],
    ['N_WEEKS_AGO:1', '2026-02-08', '2026-02-15'],
    ['LAST_N_MONTHS:2', '2025-12-01', '2026-02-01'],
    ['NEXT_N_MONTHS:11', '2026-03-01', '2027-02-01'],
    ['N_MONTHS_AGO:2', '2025-12-01', '2026-01-01'],
    ['LAST_N_QUARTERS:2', '2025-07-01', '2026-01-01'],
    ['N_FISCAL_QUARTERS_AGO:1', '2025-10-01', '2026-01-01'],
    ['NEXT_N_FISCAL_QUARTERS:2', '2026-04-01', '2026-10-01'],
    ['LAST_N_YEARS:2', '2024-01-01', '2026-01-01'],
    ['NEXT_N_FISCAL_YEARS:1', '2027-01-01', '2028-01-01'],
    ['n_years_ago:1', '2025-01-01', '2026-01-01'],
  ] as const;

  for (const [literal, from, until] of samples) {
    it(`${literal} lasts from ${from} up to ${until} on the 18th of February 2026`, () => {
      expect(periodOf(literal, NOW)).to.deep.equal({ from: Date.parse(from), until: Date.parse(until) });
    });
  }

  it('that SOQL does not know mean nothing', () => {
    expect(periodOf('SOMEDAY', NOW)).to.equal(undefined);
    expect(periodOf('LAST_N_HOURS:3', NOW)).to.equal(undefined);
  });
});
