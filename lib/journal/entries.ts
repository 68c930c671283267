/**
 * What a journal holds: one line of JSON for each thing that is about to be done, and one for its answer. Never a secret:
 * no token, no password, no cookie.
 */
import { JournalException } from '../errors';

/** A job is about to be created. Whatever stood before it in the journal belongs to other jobs. */
export interface JobPlanned {
  readonly type: 'job planned';
  readonly api: '1.0' | '2.0';
  readonly apiVersion: string;
  /** The arguments of `jobCreate`. */
  readonly operation: string;
  readonly object: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** The org: who resumes must be signed in to the same one. */
  readonly instanceUrl: string;
}

/** The service has refused to make the job: there is nothing to go on with. */
export interface Refused {
  readonly type: 'refused';
}

/** The service has made the job. */
export interface JobCreated {
  readonly type: 'job created';
  readonly job: Readonly<Record<string, unknown>>;
}

/** Data is about to be cut into batches. */
export interface SourceBegun {
  readonly type: 'source begun';
  readonly source: number;
  /** A file, which is read again on resume; everything else has to be given again. */
  readonly file?: FileSource | undefined;
  /** Rows in one batch, where that was asked for. */
  readonly records?: number | undefined;
  /** Set for rows that were sent before, which need not be given again: who retries finds out by itself which they are. */
  readonly attempt?: number | undefined;
}

export interface FileSource {
  /** Absolute. */
  readonly path: string;
  readonly size: number;
  /** Of the whole file, in hexadecimal digits. */
  readonly sha256: string;
}

/** A batch is about to be sent. */
export interface BatchPlanned {
  readonly type: 'batch planned';
  readonly batch: number;
  readonly source: number;
  /** The number of its first row among all rows given to the job, counted from 1. */
  readonly firstRow: number;
  readonly rows: number | undefined;
  /** Byte offsets in the file. */
  readonly range?: { readonly start: number; readonly end: number } | undefined;
  /** Of what is sent, in hexadecimal digits. */
  readonly sha256: string;
  /** Of a query. */
  readonly soql?: string | undefined;
  /** Where the rows do not follow one another: the number of each. */
  readonly rowNumbers?: readonly number[] | undefined;
  /** Set for rows that were sent before: which try this is. */
  readonly attempt?: number | undefined;
  /** Of rows that were sent before: what had become of them, which counts no more. */
  readonly replaces?: readonly Replaced[] | undefined;
}

/** Failures of rows that are sent again. */
interface Replaced {
  readonly statusCode: string;
  readonly rows: number;
  readonly notProcessed?: true;
}

/** 2.0: the server has made a job for the batch, which holds no data yet. */
export interface ServerJobCreated {
  readonly type: 'server job created';
  readonly batch: number;
  readonly id: string;
}

/** The service has the batch. */
export interface BatchCreated {
  readonly type: 'batch created';
  readonly batch: number;
  readonly id: string;
}

/** The service has refused to take the batch. */
export interface BatchRefused {
  readonly type: 'batch refused';
  readonly batch: number;
}

/** All of the data has been cut and sent; or it was given up. */
export interface SourceEnded {
  readonly type: 'source ended';
  readonly source: number;
  /** Why the rest of it cannot be sent. */
  readonly fault?: string | undefined;
}

/** The job is about to be closed or aborted. */
export interface EndPlanned {
  readonly type: 'end planned';
  readonly state: 'Closed' | 'Aborted';
}

/** It has not: who asked for it was told. */
export interface EndFailed {
  readonly type: 'end failed';
}

/** The job has been closed or aborted, or is gone. */
export interface Ended {
  readonly type: 'ended';
  readonly state: string;
}

export type JournalEntry =
  | BatchCreated
  | BatchPlanned
  | BatchRefused
  | EndFailed
  | EndPlanned
  | Ended
  | JobCreated
  | JobPlanned
  | Refused
  | ServerJobCreated
  | SourceBegun
  | SourceEnded;

const FORMAT = 1;

export function writeEntry(entry: JournalEntry): string {
  return `${JSON.stringify({ format: FORMAT, ...entry })}\n`;
}

/** Reads a journal, whole or cut anywhere. A torn last line was never answered to, so it never happened. */
export function readEntries(text: string, path: string): JournalEntry[] {
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.slice(0, -1).map((line, at) => readLine(line, { path, number: at + 1 }));
}

function readLine(line: string, { path, number }: { path: string; number: number }): JournalEntry {
  let given: unknown;
  try {
    const { format, ...entry } = JSON.parse(line) as { format: number } & JournalEntry;
    if (format === FORMAT) return entry;
    given = format;
  } catch {
    // Told below, with the line.
  }
  if (typeof given === 'number') {
    throw new JournalException(`The journal "${path}" has format ${given}, and this version reads format ${FORMAT}`, {
      advice: 'Go on with it by the version of sfbulk that has written it.',
    });
  }
  throw new JournalException(`Line ${number} of the journal "${path}" cannot be read`, {
    advice: 'Only the last line of a journal may be torn: take a copy that was not edited.',
  });
}
