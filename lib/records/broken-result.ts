import { UnexpectedReplyException } from '../errors';

/** The error for a result that is not in the format of its job, or that is not whole. */
export function brokenResult(format: string, cause: Error): UnexpectedReplyException {
  return new UnexpectedReplyException(`The result is not whole ${format}: ${cause.message}`, {
    advice: 'Ask for the result again; it is kept for 7 days.',
    cause,
  });
}
