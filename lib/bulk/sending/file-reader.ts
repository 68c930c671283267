import { type Payload } from '../../records/types';
import { changedWhileRead } from './batch-input';
import { MarkedFile, type FileMark } from './marked-file';

/** Bytes: about one batch, so that most batches are in two parts. */
const CHUNK = 1_000_000;

/** Chunks that are waited for; what lies further back is left to the collector. */
const MOST_WAITED_FOR = 64;

interface Chunk {
  readonly memory: Buffer;
  /** The offset in the file at which it ends. */
  readonly end: number;
}

/**
 * Reads a file in chunks whose memory is used again when nothing in a chunk is needed any more: all batches that have bytes
 * of it have arrived. New memory for every chunk would cost more than to find the record ends in it.
 */
export class FileReader implements AsyncIterable<Uint8Array> {
  readonly mark: FileMark;
  readonly #chunkBytes: number;
  /** Those that were handed out, oldest first. */
  readonly #chunks: Chunk[] = [];
  /** Where the batches begin that have not arrived, in the order of the file. */
  readonly #underWay = new Set<number>();
  /** Where the last batch ends. */
  #cutUpTo = 0;

  constructor(mark: FileMark, chunkBytes = CHUNK) {
    this.mark = mark;
    this.#chunkBytes = chunkBytes;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const file = await MarkedFile.open(this.mark, changedWhileRead);
    try {
      file.refuseChanged();
      let chunk = this.#read(file, 0);
      for (let at = 0; at < this.mark.size;) {
        const { memory, end } = await chunk;
        this.#chunks.push({ memory, end });
        // One ahead: the disk works while what is there is looked at.
        if (end < this.mark.size) chunk = this.#read(file, end);
        yield memory.subarray(0, end - at);
        at = end;
      }
      // Before the last rows are given out: what somebody is still writing is not all there.
      file.refuseChanged();
    } finally {
      await file.close();
    }
  }

  /** Leaves the bytes of a batch as they are until it has arrived; for good when it has not. Batches come in their order. */
  async keep<Result>({ range }: Payload, send: () => Promise<Result>): Promise<Result> {
    if (range === undefined) {
      // Its rows were made of the text: nothing points into the chunks any more, and nobody will say how far they have come.
      this.#chunks.length = 0;
      return send();
    }
    this.#underWay.add(range.start);
    this.#cutUpTo = range.end;
    const result = await send();
    this.#underWay.delete(range.start);
    return result;
  }

  #read(file: MarkedFile, start: number): Promise<Chunk> {
    const memory = this.#freeMemory();
    const reading = file.read(memory, start).then((bytes) => ({ memory, end: start + bytes }));
    // Whoever does not read on does not want to know.
    reading.catch(() => undefined);
    return reading;
  }

  #freeMemory(): Buffer {
    const [oldest] = this.#chunks;
    const isFree = oldest !== undefined && oldest.end <= this.#neededFrom();
    if (isFree || this.#chunks.length === MOST_WAITED_FOR) this.#chunks.shift();
    return isFree ? oldest.memory : Buffer.allocUnsafeSlow(this.#chunkBytes);
  }

  /** The offset of the first byte that is still to be sent, or sent again. */
  #neededFrom(): number {
    const [first] = this.#underWay;
    return first ?? this.#cutUpTo;
  }
}
