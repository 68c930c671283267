/** One part of a multipart body. */
export interface Part {
  readonly name: string;
  readonly type: string;
  readonly fileName?: string;
  readonly body: Uint8Array;
}

/** Writes the parts of `multipart/form-data`. The boundary must not stand in any of them. */
export function writeMultipart(boundary: string, parts: readonly Part[]): Buffer {
  const pieces = parts.flatMap(({ name, type, fileName, body }) => {
    const file = fileName === undefined ? '' : `; filename="${fileName}"`;
    const head = `--${boundary}\r\nContent-Type: ${type}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`;
    return [Buffer.from(head), body, Buffer.from('\r\n')];
  });
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}
