/** What each fault does to a request: around the operation, with a wire body of its own where it has one. */
import { ASYNC_PATH, SESSION_HEADER } from '../wire/v1';
import { AsyncFault } from './async-fault';
import { declaredFormat } from './async-call';
import { milliseconds } from './clock';
import { type OrgContext } from './context';
import { type FaultPlan, type RequestFaultKind } from './faults';
import { ConnectionLost, header, type HttpRequest, type Reply } from './http';
import { bearerToken, requestLimitExceeded } from './rest-call';
import { type RestFault } from './rest-fault';
import { queryJobsExceeded } from './v2/call';

interface Exchange {
  readonly org: OrgContext;
  readonly request: HttpRequest;
  readonly plan: FaultPlan;
  readonly operation: string;
}

type RequestFault = (exchange: Exchange, proceed: () => Promise<Reply>) => Promise<Reply>;

export const meetFault: RequestFault = (exchange, proceed) =>
  FAULTS[exchange.plan.do as RequestFaultKind](exchange, proceed);

const SLOW = '30 s';

const UNAVAILABLE_PAGE =
  '<html><head><title>Service Unavailable</title></head><body><h1>Service Unavailable</h1>' +
  '<p>The server is temporarily unable to service your request. Please try again later.</p></body></html>\n';

const FAULTS: Readonly<Record<RequestFaultKind, RequestFault>> = {
  async 'drop-reply'(_exchange, proceed) {
    await proceed();
    throw new ConnectionLost();
  },
  async 'cut-body'(_exchange, proceed) {
    return { ...(await proceed()), isCut: true };
  },
  'drop-request': () => Promise.reject(new ConnectionLost()),
  unavailable: () =>
    Promise.resolve({ status: 503, headers: { 'Content-Type': 'text/html; charset=UTF-8' }, body: UNAVAILABLE_PAGE }),
  async slow({ org, plan }, proceed) {
    await org.clock.sleep(milliseconds(plan.delay ?? SLOW));
    return proceed();
  },
  'expire-session'({ org, request }, proceed) {
    org.sessions.end(header(request, SESSION_HEADER) ?? bearerToken(request) ?? '');
    return proceed();
  },
  quota: (exchange) => Promise.reject(quotaSpent(exchange)),
};

const quotaSpent = ({ org, request, operation }: Exchange): AsyncFault | RestFault => {
  if (operation === 'createQueryJob') return queryJobsExceeded(org.quotas.queryJobs);
  if (!request.path.startsWith(ASYNC_PATH)) return requestLimitExceeded();
  const allocation = operation === 'addBatch' ? 'ApiBatchItems Limit exceeded' : 'TotalRequests Limit exceeded.';
  const fault = new AsyncFault('ExceededQuota', allocation);
  fault.format = declaredFormat(request) ?? 'XML';
  return fault;
};
