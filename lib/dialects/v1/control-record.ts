/** The values of one `jobInfo`, `batchInfo` or `error`, as text. An absent, null or nil value is undefined. */
export type ControlRecord = Readonly<Record<string, string | undefined>>;

/** Without a prototype, an element may have any name. */
export function emptyRecord(): Record<string, string | undefined> {
  return Object.create(null) as Record<string, string | undefined>;
}
