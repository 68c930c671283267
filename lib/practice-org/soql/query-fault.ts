import { BatchFailure } from '../store/types';

/**
 * A query that the service refuses. In 1.0 it fails the batch, with the error's code inside its text; 2.0 and REST answer
 * with the bare code and text.
 */
export class QueryFault extends BatchFailure {
  constructor(
    readonly errorCode: string,
    readonly text: string,
  ) {
    super('InvalidBatch', `Failed to process query: ${errorCode}: ${text}`);
  }
}
