/** A refusal of Bulk API 1.0. Its format is the call's, known only when it leaves the org. */
import { type ExceptionCode } from '../wire/v1';
import { type ControlFormat, controlReply, objectBody } from './formats/control';
import { type Reply, WireFault } from './http';

/** Every refusal on record has this status, a dead session and a retired version included. */
const STATUS = 400;

export class AsyncFault extends WireFault {
  format: ControlFormat = 'XML';

  constructor(
    /** The SOAP API's codes may appear too. */
    readonly exceptionCode: ExceptionCode | 'INVALID_OPERATION_WITH_EXPIRED_PASSWORD',
    message: string,
  ) {
    super(message);
  }

  override toReply(): Reply {
    const fields = [
      ['exceptionCode', this.exceptionCode],
      ['exceptionMessage', this.message],
    ] as const;
    return controlReply(STATUS, this.format, objectBody(this.format, 'error', fields));
  }
}

export const unsupportedContentType = (sent: string | undefined): AsyncFault =>
  new AsyncFault('UnsupportedContentType', `Unsupported content type: ${sent ?? 'none'}`);
