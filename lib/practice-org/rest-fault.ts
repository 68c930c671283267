/** A refusal of the REST API, and of Bulk API 2.0. */
import { escapeXml } from './formats/text';
import { type Reply, WireFault } from './http';

interface RestFaultShape {
  readonly status: number;
  readonly errorCode: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export class RestFault extends WireFault {
  /** Asked for by the request's `Accept`. */
  isXml = false;

  constructor(readonly shape: RestFaultShape) {
    super(shape.message);
  }

  override toReply(): Reply {
    const { status, headers } = this.shape;
    const type = this.isXml ? 'application/xml;charset=UTF-8' : 'application/json;charset=UTF-8';
    return { status, headers: { 'Content-Type': type, ...headers }, body: this.isXml ? this.#xml() : this.json() };
  }

  protected json(): string {
    const { errorCode, message } = this.shape;
    return JSON.stringify([{ message, errorCode }]);
  }

  #xml(): string {
    const { errorCode, message } = this.shape;
    const error = `<errorCode>${errorCode}</errorCode><message>${escapeXml(message)}</message>`;
    return `<?xml version="1.0" encoding="UTF-8"?><Errors><Error>${error}</Error></Errors>`;
  }
}

/** A refusal of Bulk API 2.0: its keys come the other way round. */
export class BulkFault extends RestFault {
  protected override json(): string {
    const { errorCode, message } = this.shape;
    return JSON.stringify([{ errorCode, message }]);
  }
}

/** What no resource answers to is refused in the same way, wherever it was looked for. */
export class NoSuchResource extends BulkFault {
  constructor() {
    super({ status: 404, errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' });
  }
}
