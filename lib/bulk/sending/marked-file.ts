import { fstatSync } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { type BulkException } from '../../errors';

/** A file as it was when it was looked at. */
export interface FileMark {
  readonly path: string;
  readonly size: number;
  /** Nanoseconds since 1970. */
  readonly modified: bigint;
}

export async function markFile(path: string): Promise<FileMark> {
  return markOf(path, await stat(path, { bigint: true }));
}

function markOf(path: string, { size, mtimeNs }: { size: bigint; mtimeNs: bigint }): FileMark {
  return { path, size: Number(size), modified: mtimeNs };
}

/**
 * Gives bytes of a file as long as it is as it was marked; it is looked at after each read, and what was read of another state
 * is given to nobody. The inode is not compared: an open file keeps it, and not all file systems have ones that last. What leaves
 * both size and time as they are cannot be noticed: a write within the same tick of the file system's clock as the one before
 * the mark (some milliseconds), a time that is set back, pages mapped into memory that have not been written out.
 */
export class MarkedFile {
  readonly #file: FileHandle;
  readonly #mark: FileMark;
  readonly #changed: (path: string) => BulkException;

  private constructor(file: FileHandle, mark: FileMark, changed: (path: string) => BulkException) {
    this.#file = file;
    this.#mark = mark;
    this.#changed = changed;
  }

  /** @param changed the error for a file that is another than the one that was marked */
  static async open(mark: FileMark, changed: (path: string) => BulkException): Promise<MarkedFile> {
    return new MarkedFile(await open(mark.path), mark, changed);
  }

  /** Fills memory with what lies at an offset, up to where the marked file ended. Answers with how many bytes these are. */
  async read(memory: Uint8Array, position: number): Promise<number> {
    const length = Math.min(memory.length, this.#mark.size - position);
    const { bytesRead } = await this.#file.read(memory, 0, length, position);
    this.refuseChanged();
    if (bytesRead === 0 && length > 0) throw this.#changed(this.#mark.path);
    return bytesRead;
  }

  /** What lies between two offsets, in chunks that keep their memory. */
  async *bytes({ start, end, chunkBytes }: { start: number; end: number; chunkBytes: number }): AsyncGenerator<Buffer> {
    for (let at = start; at < end;) {
      const memory = Buffer.allocUnsafeSlow(Math.min(chunkBytes, end - at));
      const bytesRead = await this.read(memory, at);
      at += bytesRead;
      yield memory.subarray(0, bytesRead);
    }
  }

  /**
   * What is known of an open file is at hand: to wait for it after each read would cost a tenth of a load.
   *
   * @throws what it was told to throw, when the file is not as it was
   */
  refuseChanged(): void {
    const { path, size, modified } = this.#mark;
    const now = markOf(path, fstatSync(this.#file.fd, { bigint: true }));
    if (now.size !== size || now.modified !== modified) throw this.#changed(path);
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
