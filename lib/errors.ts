/**
 * Every error that this library throws, in one tree: one class for each thing a user can do about it.
 *
 *     BulkException               the root: catch this to catch them all
 *     ├── OutOfOrderException     a method was called before its time: call the one that is named
 *     ├── InputException          what was given is wrong (row and field are named): mend it; nothing of it was sent
 *     ├── LoginException          signing in was refused: mend the credentials, or ask the administrator
 *     ├── SessionException        the session has ended and cannot be renewed: log in again
 *     ├── PermissionException     the user may not do this: ask the administrator
 *     ├── QuotaException          an allocation of the org is used up: wait, or do less
 *     ├── RefusedException        the service refuses the request as it stands: change the request
 *     ├── ServiceException        the service has trouble of its own: try again later
 *     ├── ConnectionException     the network failed: `outcomeUnknown` says whether the service may have acted
 *     ├── UnexpectedReplyException  something else than the service answered (a proxy's page): look between
 *     ├── StillRunningException   the waiting ended, the job did not: go on later
 *     ├── AccountingException     rows given, sent and answered do not add up: do not trust the result
 *     ├── UnsettledException      it cannot be known whether a batch arrived: the evidence is in the message
 *     └── JournalException        the journal, or the source that it speaks of, cannot be used
 *
 * The two ladders at the end lead from a fault on the wire to a class: `faultOf1` for Bulk API 1.0 and SOAP login,
 * `faultOf2` for Bulk API 2.0 and REST.
 */
import { adviceOn, type FaultKind, type Ladder } from './errors/advice';

export interface BulkExceptionDetails {
  /** The service's own code, spelt as it came: `InvalidBatch`, `INVALID_LOGIN`, `REQUEST_LIMIT_EXCEEDED`. */
  code?: string | undefined;
  /** The HTTP status of the answer. */
  status?: number | undefined;
  /** What was asked: method and path, without host, query or secrets. */
  request?: string | undefined;
  jobId?: string | undefined;
  batchId?: string | undefined;
  /** One line on what to do about it. */
  advice?: string | undefined;
  cause?: unknown;
}

/** The root of every error that this library throws. */
export class BulkException extends Error {
  readonly code: string | undefined;
  readonly status: number | undefined;
  readonly request: string | undefined;
  readonly advice: string | undefined;
  jobId: string | undefined;
  batchId: string | undefined;
  /** The ids of the batches that the service holds already, when the error stopped a load on its way. */
  batchesIn: readonly string[] | undefined;

  constructor(message: string, details: BulkExceptionDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = details.code;
    this.status = details.status;
    this.request = details.request;
    this.advice = details.advice;
    this.jobId = details.jobId;
    this.batchId = details.batchId;
  }
}

/** A method was called before its time, or after it. */
export class OutOfOrderException extends BulkException {}

export interface InputExceptionDetails extends BulkExceptionDetails {
  /** The row, counted from 1, the header not counted. */
  row?: number | undefined;
  field?: string | undefined;
}

/** What was given cannot be sent. */
export class InputException extends BulkException {
  readonly row: number | undefined;
  readonly field: string | undefined;

  constructor(message: string, details: InputExceptionDetails = {}) {
    super(message, details);
    this.row = details.row;
    this.field = details.field;
  }
}

/** Signing in was refused. */
export class LoginException extends BulkException {}

/** The session has ended and cannot be renewed. */
export class SessionException extends BulkException {}

/** The user, or the org, may not do this. */
export class PermissionException extends BulkException {}

/** An allocation of the org is used up. */
export class QuotaException extends BulkException {}

/** The service refuses the request as it stands. */
export class RefusedException extends BulkException {}

/** The service has trouble of its own. */
export class ServiceException extends BulkException {}

export interface ConnectionExceptionDetails extends BulkExceptionDetails {
  /** True when the request may have reached the service, so that repeating it could do the work twice. */
  outcomeUnknown: boolean;
}

/** The network failed, before or during the answer. */
export class ConnectionException extends BulkException {
  readonly outcomeUnknown: boolean;

  constructor(message: string, details: ConnectionExceptionDetails) {
    super(message, details);
    this.outcomeUnknown = details.outcomeUnknown;
  }
}

/** Something answered that does not speak as the service does. */
export class UnexpectedReplyException extends BulkException {}

/** The time given to wait is over; the job goes on at the service. */
export class StillRunningException extends BulkException {}

/** Rows given, rows sent and rows answered do not add up. */
export class AccountingException extends BulkException {}

/** Whether a batch arrived cannot be known. */
export class UnsettledException extends BulkException {}

/** The journal, or the source file that it speaks of, cannot be used. */
export class JournalException extends BulkException {}

const CLASSES = {
  input: InputException,
  login: LoginException,
  session: SessionException,
  permission: PermissionException,
  quota: QuotaException,
  refused: RefusedException,
  service: ServiceException,
} satisfies Record<FaultKind, typeof BulkException>;

/** A fault as it stood on the wire. */
export interface WireFault {
  code: string;
  message: string;
  status: number;
  request: string;
  jobId?: string | undefined;
  batchId?: string | undefined;
}

/** From a fault of Bulk API 1.0 (`exceptionCode`) to its class. A code that is not known passes with its text. */
export function faultOf1(fault: WireFault): BulkException {
  return climb('bulk', fault, fault.status >= 500 ? 'service' : 'refused');
}

/** From a fault of Bulk API 2.0 or REST (`errorCode`) to its class. A code that is not known passes with its text. */
export function faultOf2(fault: WireFault): BulkException {
  return climb('bulk', fault, fault.status >= 500 || fault.status === 420 ? 'service' : 'refused');
}

/** From a fault of a sign-in (SOAP `exceptionCode`, OAuth `error`) to its class. */
export function faultOfLogin(fault: WireFault): BulkException {
  return climb('login', fault, 'login');
}

function climb(ladder: Ladder, fault: WireFault, otherwise: FaultKind): BulkException {
  const { message, ...details } = fault;
  const known = adviceOn(ladder, fault.code);
  const FaultClass = CLASSES[known?.kind ?? otherwise];
  return new FaultClass(`${fault.code}: ${message}`, { ...details, advice: known?.advice });
}
