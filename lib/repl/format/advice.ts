import { SessionException, whatToDo, type BulkException } from '../../index';
import { type Place } from '../place';
import { type Frame } from './frame';

/** Where advice is read. */
export interface Telling extends Frame {
  /** What opens another session here; undefined where the library's own words will do. */
  readonly wayBackIn?: string | undefined;
}

/** At the prompt, a command opens another session; a script has nobody whom `.login` could ask. */
export function wayBackIn(place: Place, canAsk: boolean): string | undefined {
  if (place === 'practice') return `.login practice opens another session; ${JOB_GOES_ON}`;
  return canAsk ? `.login opens another session; ${JOB_GOES_ON}` : undefined;
}

const JOB_GOES_ON = 'the job at hand goes on where it was.';

export function adviceOf(error: BulkException, telling: Telling): string | undefined {
  return (error instanceof SessionException ? telling.wayBackIn : undefined) ?? error.advice;
}

/** For one code, of a row or of a request. */
export function adviceOnCode(code: string, telling: Telling): string | undefined {
  return (SESSION_ENDED.test(code) ? telling.wayBackIn : undefined) ?? whatToDo(code.toUpperCase()) ?? whatToDo(code);
}

/** As 1.0 writes it, and as 2.0 does. */
const SESSION_ENDED = /^invalid_?session_?id$/i;
