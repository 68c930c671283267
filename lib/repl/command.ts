import { type Session } from './session';

/** A dot-command. Help and completion are made from these. */
export interface Command {
  readonly name: string;
  /** What may follow the name: `table|json|csv`. */
  readonly argument?: string;
  readonly summary: string;
  /** The words that the argument is one of. */
  readonly choices?: readonly string[];
  readonly run: (session: Session, argument: string) => void | Promise<void>;
}

/** A dot-command was given what it does not take. */
export class CommandUsageError extends Error {
  override readonly name = 'CommandUsageError';
}
