import { ConnectionException, ServiceException, UnexpectedReplyException } from '../../errors';

/** True when the service may have done what it was asked, though no answer says so. */
export function isOutcomeUnknown(error: unknown): boolean {
  if (error instanceof ConnectionException) return error.outcomeUnknown;
  // In 1.0 a fault has status 400, whatever it is: the code tells whether it is the service's own.
  if (error instanceof ServiceException) return true;
  if (error instanceof UnexpectedReplyException) return !isRefusal(error.status);
  return false;
}

/** A redirect or a refusal by something on the way: the service did not see the request. */
function isRefusal(status = 200): boolean {
  return status >= 300 && status < 500;
}
