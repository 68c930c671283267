/** Takes a multipart body apart: `multipart/form-data` with a part named `job` and one named `content`. */
import { AsyncFault } from '../async-fault';

export interface JobWithContent {
  readonly job: string;
  readonly content: Buffer;
}

export const readMultipart = (body: Buffer, contentType: string): JobWithContent => {
  const parts = new Map(partsOf(body, boundaryIn(contentType)).map((part) => [part.name, part.content]));
  const [job, content] = [parts.get('job'), parts.get('content')];
  if (job === undefined || content === undefined) throw unreadable("The parts 'job' and 'content' are required");
  return { job: job.toString('utf8'), content };
};

const unreadable = (reason: string): AsyncFault => new AsyncFault('ClientInputError', `Multipart request: ${reason}`);

/** With quotes or without. */
const boundaryIn = (contentType: string): string => {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) throw unreadable('no boundary');
  return boundary;
};

interface Part {
  readonly name: string;
  readonly content: Buffer;
}

/** latin1 keeps each byte one character, so that places in the text are places in the body. */
const partsOf = (body: Buffer, boundary: string): Part[] => {
  const pieces = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`);
  if (pieces.length < 3 || pieces.at(-1)?.startsWith('--') !== true) throw unreadable('the last boundary is missing');
  return pieces.slice(1, -1).map(readPart);
};

const readPart = (piece: string): Part => {
  const end = piece.indexOf('\r\n\r\n');
  const [, name] = /^content-disposition:.*;\s*name="([^"]*)"/im.exec(piece.slice(0, Math.max(0, end))) ?? [];
  if (name === undefined) throw unreadable('a part has no name');
  return { name, content: Buffer.from(piece.slice(end + 4), 'latin1') };
};
