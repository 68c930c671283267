import { type PracticeOrg } from '../../lib/practice-org';

/** An org whose contacts are those that a spec has loaded. */
export const EMPTY_ORG = { sampleRecords: false } as const;

/** The last name that tells a row from all others. */
export function nameOf(row: number): string {
  return `Row ${String(row).padStart(4, '0')}`;
}

export function namesOf(rows: number): string[] {
  return Array.from({ length: rows }, (_, at) => nameOf(at + 1));
}

/** Values that are hard on who cuts text at commas or line ends. */
export function csvOf(rows: number): string {
  return `LastName,Description\n${namesOf(rows)
    .map((name, at) => `${name},"says ""${at}"",\non two lines"\n`)
    .join('')}`;
}

/** The contacts of the org, by name; one that is there twice is named twice. */
export function contactsIn(org: PracticeOrg): string[] {
  const { rows } = org.store.query({ soql: 'SELECT LastName FROM Contact', includeDeleted: true });
  return rows.map(([name]) => String(name)).sort();
}
