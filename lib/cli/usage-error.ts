/** The words of the command do not fit together, or something that they name is not there. */
export class UsageError extends Error {}
