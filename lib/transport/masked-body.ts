import { maskedText } from '../errors/masked-text';
import { beginningOf, lengthOf, type RequestBody } from './request-body';

/** What is shown of a body: of a batch and of results these are the first rows, as they were sent or answered. */
export interface ExchangeBody {
  /** At most 4,000 characters; empty where the body is no text. */
  readonly beginning: string;
  /** False when there is, or may be, more than the beginning. */
  readonly isWhole: boolean;
  /** Undefined of an answer that was not read to its end, or of which more is to come. */
  readonly bytes: number | undefined;
}

/** Characters. */
const SHOWN = 4_000;

/** Bytes that are looked at: more than are shown, so that a secret across the end of these is seen whole. */
const LOOKED_AT = 2 * SHOWN;

export function maskedBody(body: RequestBody, secrets: readonly string[]): ExchangeBody {
  return toBody({ looked: beginningOf(body, LOOKED_AT), bytes: lengthOf(body), secrets });
}

interface Looked {
  readonly looked: Uint8Array;
  /** How long all of it is, where that is known. */
  readonly bytes: number | undefined;
  readonly secrets: readonly string[];
}

function toBody({ looked, bytes, secrets }: Looked): ExchangeBody {
  const text = textOf(looked);
  const masked = maskedText(text ?? '', secrets);
  const isWhole = text !== undefined && bytes !== undefined && bytes <= LOOKED_AT && masked.length <= SHOWN;
  return { beginning: masked.slice(0, SHOWN), isWhole, bytes };
}

/** Takes the beginning of an answer while it passes. */
export class PassingBody {
  readonly #parts: Uint8Array[] = [];
  #bytes = 0;
  #hasEnded = false;

  /** True as soon as no more is wanted. */
  add(chunk: Uint8Array): boolean {
    // A copy: the chunk is the reader's.
    this.#parts.push(Uint8Array.prototype.slice.call(chunk, 0, LOOKED_AT - this.#bytes));
    this.#bytes += chunk.length;
    return this.#bytes >= LOOKED_AT;
  }

  end(): void {
    this.#hasEnded = true;
  }

  toBody(secrets: readonly string[]): ExchangeBody {
    return toBody({ looked: Buffer.concat(this.#parts), bytes: this.#hasEnded ? this.#bytes : undefined, secrets });
  }
}

/**
 * Undefined for what is no text, or none in UTF-8: a secret would not be known in it. A character that is cut at the end is
 * left out.
 */
function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}
