import { type JobRequest } from '../dialects/dialect';
import { InputException } from '../errors';
import { refuseUnknown } from '../options';
import { type ConcurrencyMode, type Operation } from '../wire/v1';

export interface JobOptions {
  /** For upserts: the field that tells whether a record is there already; an external id, an `idLookup` field, or `Id`. */
  externalIdFieldName?: string;
  /** `Serial` works on one batch after the other, which avoids locks and takes longer. Default: `Parallel`. */
  concurrencyMode?: ConcurrencyMode;
  /** The assignment rule for a Case or Lead, active or not; 18 characters, beginning with 01Q. */
  assignmentRuleId?: string;
}

const KNOWN: Record<keyof JobOptions, true> = {
  externalIdFieldName: true,
  concurrencyMode: true,
  assignmentRuleId: true,
};

/** What is to be asked of the service. Operation and object go as they are: the service knows them better. */
export function toJobRequest(operation: Operation, object: string, options: string | JobOptions): JobRequest {
  const given = typeof options === 'string' ? { externalIdFieldName: options } : options;
  refuseUnknown(given, { kind: 'job option', known: KNOWN });
  requireText('operation', operation, "Call it like jobCreate('insert', 'Contact').");
  requireText('object', object, "Call it like jobCreate('insert', 'Contact').");
  if (operation === 'upsert') {
    requireText(
      'externalIdFieldName',
      given.externalIdFieldName,
      "Call it like jobCreate('upsert', 'Contact', 'ExternalId__c').",
    );
  }
  return {
    operation,
    object,
    externalIdFieldName: given.externalIdFieldName,
    contentType: 'CSV',
    concurrencyMode: given.concurrencyMode,
    assignmentRuleId: given.assignmentRuleId,
  };
}

function requireText(field: string, value: unknown, advice: string): void {
  if (typeof value === 'string' && value.trim() !== '') return;
  throw new InputException(`jobCreate() needs "${field}"`, { field, advice });
}
