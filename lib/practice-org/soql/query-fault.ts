import { BatchFailure } from '../store/types';

export interface QueryFaultOptions {
  /** REST's code, like `INVALID_FIELD`. */
  readonly errorCode: string;
  readonly text: string;
  /** Only 1.0 says it: what stands before the colon in a batch's stateMessage. Default: `InvalidBatch`. */
  readonly exceptionCode?: string;
}

/**
 * A query that the service refuses. In 1.0 it fails the batch, with the error's code inside its text; 2.0 and REST answer
 * with the bare code and text.
 */
export class QueryFault extends BatchFailure {
  readonly errorCode: string;
  readonly text: string;

  constructor({ errorCode, text, exceptionCode = 'InvalidBatch' }: QueryFaultOptions) {
    super(exceptionCode, exceptionCode === 'InvalidBatch' ? `Failed to process query: ${errorCode}: ${text}` : text);
    this.errorCode = errorCode;
    this.text = text;
  }
}

export function malformedQuery(text: string): QueryFault {
  return new QueryFault({ errorCode: 'MALFORMED_QUERY', text });
}

export function invalidField(text: string): QueryFault {
  return new QueryFault({ errorCode: 'INVALID_FIELD', text });
}

export function notSupportedInBulk(what: string): QueryFault {
  return new QueryFault({ errorCode: 'FUNCTIONALITY_NOT_ENABLED', text: `${what} not supported in Bulk Query` });
}

export function binaryField(): QueryFault {
  const code = 'FeatureNotEnabled';
  return new QueryFault({ errorCode: code, text: 'Binary field not supported', exceptionCode: code });
}
