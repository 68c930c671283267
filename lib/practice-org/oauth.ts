/** What the OAuth endpoints share: their errors, and who the application is. */
import { type OrgContext } from './context';
import { header, type HttpRequest, type Reply, WireFault } from './http';

export class OAuthFault extends WireFault {
  constructor(
    readonly error: string,
    description: string,
  ) {
    super(description);
  }

  override toReply(): Reply {
    const body = JSON.stringify({ error: this.error, error_description: this.message });
    const headers = { 'Content-Type': 'application/json;charset=UTF-8', 'Cache-Control': 'no-store' };
    return { status: 400, headers, body };
  }
}

const FORM_BYTES = 100_000;

export const readForm = async (request: HttpRequest): Promise<URLSearchParams> =>
  new URLSearchParams((await request.read(FORM_BYTES)).toString('utf8'));

export const required = (form: URLSearchParams, name: string): string => form.get(name) ?? missing(name);

const missing = (name: string): never => {
  throw new OAuthFault('invalid_request', `missing required parameter: ${name}`);
};

interface ClientClaim {
  readonly request: HttpRequest;
  readonly form: URLSearchParams;
  /** The refresh and password flows also take an application that gives no secret at all. */
  readonly needsSecret: boolean;
}

export const checkClient = ({ settings }: OrgContext, { request, form, needsSecret }: ClientClaim): void => {
  const { clientId, clientSecret } = settings.connectedApp;
  const [basicId, basicSecret] = basicCredentials(request);
  const secret = form.get('client_secret') ?? basicSecret;
  if ((form.get('client_id') ?? basicId ?? missing('client_id')) !== clientId) {
    throw new OAuthFault('invalid_client_id', 'client identifier invalid');
  }
  if (secret === undefined ? needsSecret : secret !== clientSecret) {
    throw new OAuthFault('invalid_client', 'invalid client credentials');
  }
};

const basicCredentials = (request: HttpRequest): [string | undefined, string | undefined] => {
  const [, encoded] = /^Basic\s+(\S+)$/i.exec(header(request, 'authorization') ?? '') ?? [];
  if (encoded === undefined) return [undefined, undefined];
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return [decodeURIComponent(id), decodeURIComponent(secret.join(':'))];
};
