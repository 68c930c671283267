import { BulkException, UnsettledException } from '../../errors';

/** What has failed first counts, and says that the outcome is unknown; what failed in asking for it is told as well. */
export function withBoth(error: unknown, fault: unknown): unknown {
  if (fault instanceof UnsettledException || !(error instanceof BulkException)) return fault;
  error.message += `; and asking for it failed: ${fault instanceof Error ? fault.message : String(fault)}`;
  error.cause ??= fault;
  return error;
}
