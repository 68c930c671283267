import { UnexpectedReplyException } from '../errors';

/**
 * Bytes. An object holds 1.6 million characters of long text; in UTF-8, and with every quote doubled, that is less than this.
 */
export const LONGEST_RECORD = 16_000_000;

/** The error for a record without end: it is not waited for. */
export function recordTooLong(): UnexpectedReplyException {
  return new UnexpectedReplyException('The result goes on and on without the end of a record', {
    advice: 'Something between you and the org changed the answer, or a quote in it is never closed.',
  });
}

/** The error for a result that is not in the format of its job, or that is not whole. */
export function brokenResult(format: string, cause: Error): UnexpectedReplyException {
  return new UnexpectedReplyException(`The result is not whole ${format}: ${cause.message}`, {
    advice: 'Ask for the result again; it is kept for 7 days.',
    cause,
  });
}
