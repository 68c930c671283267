import { type Transport } from '../transport/transport';

/** Who is signed in, and where. Nothing here is secret. */
export interface LoginInfo {
  /** The origin of the org: `https://example.my.salesforce.com`. */
  instanceUrl: string;
  /** 18 characters; null where the way of signing in does not tell. */
  userId: string | null;
  organizationId: string | null;
  userName: string | null;
  /** True for a sandbox, false for production, null where the way of signing in does not tell. */
  sandbox: boolean | null;
}

/** What a sign-in answers. The access token leaves this wing in a header only. */
export interface Grant {
  readonly accessToken: string;
  readonly info: LoginInfo;
  /** What it was opened with, and may not show in any answer either: passwords, other tokens. */
  readonly secrets?: readonly string[];
}

/** One way to sign in. */
export interface SignIn {
  /** As the user knows it: `SOAP login()`, `access token`. */
  readonly name: string;
  /** Whether `grant` can be asked again when the session has ended. */
  readonly renewable: boolean;
  grant(send: Transport): Promise<Grant>;
}

/** A session that renews itself: once for all who find it ended at the same time. */
export class Session {
  readonly #signIn: SignIn;
  readonly #send: Transport;
  #grant: Grant;
  #renewal: Promise<void> | undefined;

  private constructor(signIn: SignIn, send: Transport, grant: Grant) {
    this.#signIn = signIn;
    this.#send = send;
    this.#grant = grant;
  }

  static async open(signIn: SignIn, send: Transport): Promise<Session> {
    // A load of hours that renews its session is more patient.
    const sendAwaited: Transport = (request) => send({ ...request, isAwaited: true });
    return new Session(signIn, send, await signIn.grant(sendAwaited));
  }

  get info(): LoginInfo {
    return this.#grant.info;
  }

  get accessToken(): string {
    return this.#grant.accessToken;
  }

  /** What no answer may show that repeats it. */
  get secrets(): readonly string[] {
    return [this.#grant.accessToken, ...(this.#grant.secrets ?? [])];
  }

  get isRenewable(): boolean {
    return this.#signIn.renewable;
  }

  get wayIn(): string {
    return this.#signIn.name;
  }

  /** Signs in again, unless somebody has done so since `endedToken` was in use. */
  renew(endedToken: string): Promise<void> {
    if (this.#grant.accessToken !== endedToken) return Promise.resolve();
    this.#renewal ??= this.#signInAgain().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #signInAgain(): Promise<void> {
    this.#grant = await this.#signIn.grant(this.#send);
  }
}
