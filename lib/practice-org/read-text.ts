/** Small bodies, as text. */
import { AsyncFault } from './async-fault';
import { BodyTooLarge, BodyUnreadable, type HttpRequest } from './http';

/** No control body comes near; the service's own bound is not documented. */
const CONTROL_BYTES = 100_000;

export const readText = async (request: HttpRequest, limit = CONTROL_BYTES): Promise<string> =>
  (await readBytes(request, limit)).toString('utf8');

export const tooLong = (limit: number): AsyncFault =>
  new AsyncFault('InvalidBatch', `Failed to read request. Exceeded max size limit of ${limit}`);

export const readBytes = async (request: HttpRequest, limit: number, named = limit): Promise<Buffer> => {
  try {
    return await request.read(limit);
  } catch (error) {
    if (error instanceof BodyTooLarge) throw tooLong(named);
    if (error instanceof BodyUnreadable) throw new AsyncFault('ClientInputError', 'Failed to read request');
    throw error;
  }
};
