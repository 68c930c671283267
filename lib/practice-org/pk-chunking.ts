/** `Sforce-Enable-PKChunking`: a query's work cut by ranges of ids. */
import { PK_CHUNK_SIZE_DEFAULT, PK_CHUNK_SIZE_MAX } from '../wire/limits';
import { PK_CHUNKING_HEADER } from '../wire/v1';
import { AsyncFault } from './async-fault';
import { header, type HttpRequest } from './http';
import { type PkChunking } from './job-settings';

/** `true`, `chunkSize=50000; startRow=001…`; unknown parts and a trailing semicolon do no harm. */
export const readPkChunking = (request: HttpRequest): PkChunking | undefined => {
  const value = header(request, PK_CHUNKING_HEADER);
  if (value === undefined) return undefined;
  const parts = value.split(';').map((part) => part.trim());
  if (parts.some((part) => part.toLowerCase() === 'false')) return undefined;
  const settings = new Map(
    parts.map((part) => part.split('=', 2)).map(([key = '', text]) => [key.trim().toLowerCase(), text?.trim()]),
  );
  return { chunkSize: chunkSize(settings.get('chunksize')), startRow: settings.get('startrow') };
};

const chunkSize = (text: string | undefined): number => {
  if (text === undefined) return PK_CHUNK_SIZE_DEFAULT;
  const size = /^\d+$/.test(text) ? Number(text) : 0;
  if (size < 1 || size > PK_CHUNK_SIZE_MAX) {
    throw new AsyncFault('InvalidJob', `PK chunking: chunkSize must be between 1 and ${PK_CHUNK_SIZE_MAX}`);
  }
  return size;
};
