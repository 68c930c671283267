/** A refusal of the REST API, and of Bulk API 2.0. */
import { type Reply, WireFault } from './http';

export class RestFault extends WireFault {
  constructor(
    readonly status: number,
    readonly errorCode: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  override toReply(): Reply {
    const body = JSON.stringify([{ errorCode: this.errorCode, message: this.message }]);
    return {
      status: this.status,
      headers: { 'Content-Type': 'application/json;charset=UTF-8', ...this.headers },
      body,
    };
  }
}
