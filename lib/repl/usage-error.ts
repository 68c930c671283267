/** Something was typed that the REPL does not take. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
