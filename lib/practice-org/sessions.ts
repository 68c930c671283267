/** Sessions: opened by every way of signing in, ended by logout, revocation or two hours of silence; and what renews them. */
import { randomBytes } from 'node:crypto';
import { SHORT_ORGANIZATION_ID } from './identity';

export interface Session {
  readonly id: string;
  readonly userId: string;
  /** The password has to be changed first: nothing else may be called. */
  readonly isPasswordExpired: boolean;
}

interface Entry {
  readonly session: Session;
  lastUsed: number;
}

export interface SessionSettings {
  readonly inactivity: number;
  /** Good for new sessions until it is revoked. */
  readonly refreshToken: string;
  readonly now: () => number;
}

/** After the organization's id; it means nothing. */
const SECRET_BYTES = 60;

export class Sessions {
  readonly #entries = new Map<string, Entry>();
  #isRenewable = true;

  constructor(readonly settings: SessionSettings) {}

  open(userId: string, { isPasswordExpired = false } = {}): Session {
    this.#sweep();
    const secret = `AQ4AQ${randomBytes(SECRET_BYTES).toString('base64url').replaceAll('-', '.')}`;
    const id = `${SHORT_ORGANIZATION_ID}!${secret}`;
    const session = { id, userId, isPasswordExpired };
    this.#entries.set(id, { session, lastUsed: this.settings.now() });
    return session;
  }

  /** The session if it is alive; asking keeps it so. */
  use(id: string): Session | undefined {
    const entry = this.#entries.get(id);
    const now = this.settings.now();
    if (entry === undefined || now - entry.lastUsed >= this.settings.inactivity) {
      this.#entries.delete(id);
      return undefined;
    }
    entry.lastUsed = now;
    return entry.session;
  }

  #sweep(): void {
    const dead = this.settings.now() - this.settings.inactivity;
    for (const [id, { lastUsed }] of this.#entries) if (lastUsed <= dead) this.#entries.delete(id);
  }

  isRefreshToken(token: string): boolean {
    return this.#isRenewable && token === this.settings.refreshToken;
  }

  end(id: string): boolean {
    return this.#entries.delete(id);
  }

  /** A token of either kind. Sessions that a refresh token has opened live on. */
  revoke(token: string): boolean {
    if (!this.isRefreshToken(token)) return this.end(token);
    this.#isRenewable = false;
    return true;
  }
}
