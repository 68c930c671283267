/** One operation of the org: where it listens and what it does. Each stands in a file of its own. */
import { type OrgContext } from './context';
import { type HttpRequest, type Reply } from './http';

export interface Call {
  readonly org: OrgContext;
  readonly request: HttpRequest;
  readonly params: Readonly<Record<string, string>>;
}

export interface Operation {
  readonly name: string;
  readonly method: string;
  /** Segments; one that begins with a colon takes anything and is handed over by that name. */
  readonly path: string;
  /** Words of the path are taken in any case. Default: false. */
  readonly ignoresCase?: boolean;
  readonly run: (call: Call) => Reply | Promise<Reply>;
}
