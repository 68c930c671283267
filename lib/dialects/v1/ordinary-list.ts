/** The list of a job's batches as the service writes it, which is read at every poll: without making elements of it. */
import { emptyRecord, type ControlRecord } from './control-record';

/** More than this an org cannot make in the days that batches are kept. */
const MOST_RECORDS = 60_000;

const START = /^\s*(?:<\?xml[^>]*\?>\s*)?<(\w+)(?: xmlns="[^"<>]*")?>/;
const OPEN = /\s*<(\w+)(?: xmlns="[^"<>]*")?>/y;
/** Longer texts are left to the parser as well: a pattern would remember every character of them. */
const LEAF = /\s*<(\w+)>([^<&\r]{0,2000})<\/\1>/y;
const CLOSE = /\s*<\/(\w+)>/y;

/**
 * The members of a list; undefined for a text that holds anything out of the ordinary: attributes, entities, comments,
 * nothing at all. That is for a parser to judge.
 */
export function ordinaryList(text: string, member: string): ControlRecord[] | undefined {
  const [start, root] = START.exec(text) ?? [];
  if (start === undefined) return undefined;
  const records: ControlRecord[] = [];
  let at = start.length;
  const next = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) at = pattern.lastIndex;
    return found;
  };
  while (next(OPEN)?.[1] === member) {
    const record = emptyRecord();
    for (let leaf = next(LEAF); leaf !== null; leaf = next(LEAF)) record[leaf[1] ?? ''] ??= leaf[2] ?? '';
    if (next(CLOSE)?.[1] !== member || records.push(record) > MOST_RECORDS) return undefined;
  }
  const isWhole = next(CLOSE)?.[1] === root && text.slice(at).trim() === '';
  return isWhole && records.length > 0 ? records : undefined;
}
