import { type Payload } from './types';

type Facts = Pick<Payload, 'firstRow' | 'rows' | 'range' | 'header'>;

/** A batch of text that is passed on: parts of the chunks that it came in. */
export class SplitPayload implements Payload {
  readonly firstRow: Payload['firstRow'];
  readonly rows: Payload['rows'];
  readonly range: Payload['range'];
  readonly header: Payload['header'];
  readonly parts: readonly Uint8Array[];
  #body: Buffer | undefined;

  constructor(parts: readonly Uint8Array[], { firstRow, rows, range, header }: Facts) {
    this.parts = parts;
    this.firstRow = firstRow;
    this.rows = rows;
    this.range = range;
    this.header = header;
  }

  get body(): Buffer {
    this.#body ??= Buffer.concat(this.parts);
    return this.#body;
  }
}
