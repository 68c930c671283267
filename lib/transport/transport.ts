import { type RequestBody } from './request-body';

/** What is asked of the network. Everything that wraps a transport keeps this shape. */
export interface TransportRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Held in memory, so that the same request can be sent again after a refreshed session. */
  readonly body?: RequestBody;
  /** What is being done, in the words of the service: `create batch`. For errors and for counting. */
  readonly operation: string;
  /** True when doing it twice does no more than doing it once. Others are sent again only if they have never left. */
  readonly repeatable: boolean;
  /** The answer is a control body, small and read whole, and the request is repeatable. */
  readonly isControl?: true;
  /** Somebody sits and waits for the first answer of this host. */
  readonly isAwaited?: true;
  /** A status that is the service's considered answer here, though it stands for passing trouble elsewhere. */
  readonly finalStatus?: number;
  readonly signal?: AbortSignal | undefined;
  /** Called for each piece in which the headers of the answer come, once all has gone up: by throwing it ends the request. */
  readonly onHeaders?: () => void;
}

export interface TransportReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ReplyBody;
  /** What may not be told of it, should it repeat that: the session, how that was opened, cookies. */
  readonly secrets?: readonly string[];
}

/** Bytes as they come; to be read once, or discarded. A body that breaks off throws a `ConnectionException`. */
export interface ReplyBody extends AsyncIterable<Uint8Array> {
  discard(): void;
}

/** The network, as one function. Cookies, gzip, retry, counting and the session are functions around it. */
export type Transport = (request: TransportRequest) => Promise<TransportReply>;

/** A request to the org that is signed in to: the path instead of the address, and how to show the session. */
export interface ApiRequest extends Omit<TransportRequest, 'url'> {
  /** Starts with `/services/`. */
  readonly path: string;
  /** Bulk API 1.0 reads its own header, everything else a bearer token. */
  readonly sign: 'x-sfdc-session' | 'bearer';
}

/** The org that is signed in to, as one function. */
export type Api = (request: ApiRequest) => Promise<TransportReply>;
