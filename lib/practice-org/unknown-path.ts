/** Requests that no operation listens to, refused in the manner of the API that they were meant for. */
import { ASYNC_PATH } from '../wire/v1';
import { DATA_PATH } from '../wire/v2';
import { AsyncCall } from './async-call';
import { AsyncFault } from './async-fault';
import { type OrgContext } from './context';
import { type HttpRequest, type Reply } from './http';
import { refusalsAsReplies, restReply } from './rest-call';
import { NoSuchResource, RestFault } from './rest-fault';
import { type Match } from './router';

/** `matches` are the operations that listen at this path to other methods. */
export const unknownPath = (org: OrgContext, request: HttpRequest, matches: readonly Match[]): Promise<Reply> => {
  const allowed = matches.map(({ operation }) => operation.method).join(', ');
  const refuse = (): never => {
    throw restFault(request, allowed);
  };
  if (request.path.startsWith(`${ASYNC_PATH}/`)) return Promise.reject(asyncRefusal(org, request, allowed));
  if (!request.path.startsWith(`${DATA_PATH}/`)) return refusalsAsReplies(request, refuse);
  const [version = ''] = segmentsAfter(DATA_PATH, request);
  return restReply({ org, request, params: { version } }, refuse);
};

const segmentsAfter = (root: string, { path }: HttpRequest): string[] => path.slice(root.length + 1).split('/');

const asyncRefusal = (org: OrgContext, request: HttpRequest, allowed: string): AsyncFault => {
  const [version, word] = segmentsAfter(ASYNC_PATH, request);
  const call = new AsyncCall({ org, request, params: { version: version ?? '' } });
  const fault = asyncFault(call, { allowed, word });
  fault.format = call.format;
  return fault;
};

const restFault = (request: HttpRequest, allowed: string): RestFault =>
  allowed === ''
    ? new NoSuchResource()
    : new RestFault({ status: 405, errorCode: 'METHOD_NOT_ALLOWED', message: methodNotAllowed(request, allowed) });

const methodNotAllowed = ({ method }: HttpRequest, allowed: string): string =>
  `HTTP Method '${method}' not allowed. Allowed are ${allowed}`;

interface Miss {
  readonly allowed: string;
  readonly word: string | undefined;
}

const asyncFault = (call: AsyncCall, { allowed, word }: Miss): AsyncFault => {
  try {
    call.admit();
  } catch (error) {
    if (error instanceof AsyncFault) return error;
    throw error;
  }
  if (allowed !== '') return new AsyncFault('MethodNotAllowed', methodNotAllowed(call.request, allowed));
  if (word === 'job') return new AsyncFault('InvalidUrl', `Invalid URL: ${call.request.path}`);
  return new AsyncFault('InvalidOperation', `Invalid operation: ${word ?? ''}`);
};
