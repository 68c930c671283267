/**
 * Control bodies as the service writes them: one record, or a list of records. They answer nearly every request, and a
 * parser would make elements of them first. A text that holds anything out of the ordinary (attributes, entities, comments,
 * nothing at all) is not read here: that is for a parser to judge.
 */
import { emptyRecord, type ControlRecord } from './control-record';

/** More than this an org cannot make in the days that batches are kept. */
const MOST_RECORDS = 60_000;

/** More than a record has fields, and a batch has result sets. */
const MOST_LEAVES = 10_000;

const START = /^\s*(?:<\?xml[^>]*\?>\s*)?<(\w+)(?: xmlns="[^"<>]*")?>/;
const OPEN = /\s*<(\w+)(?: xmlns="[^"<>]*")?>/y;
/** Longer texts are left to the parser as well: a pattern would remember every character of them. */
const LEAF = /\s*<(\w+)>([^<&\r]{0,2000})<\/\1>/y;
const CLOSE = /\s*<\/(\w+)>/y;

/** Name and text of an element that holds nothing else. */
export type Leaf = readonly [name: string, text: string];

/** The values of a `jobInfo`, `batchInfo` or `error`, or the ids of a list. */
export function ordinaryLeaves(text: string): Leaf[] | undefined {
  return new OrdinaryXml(text).whole((xml) => xml.leaves());
}

/** The members of a list; undefined as well when it has none. */
export function ordinaryList(text: string, member: string): ControlRecord[] | undefined {
  const records = new OrdinaryXml(text).whole((xml) => xml.members(member));
  return records?.length === 0 ? undefined : records;
}

/** A name may come twice: what counts is what comes first. */
export function firstOfEach(leaves: readonly Leaf[]): ControlRecord {
  const record = emptyRecord();
  for (const [name, text] of leaves) record[name] ??= text;
  return record;
}

class OrdinaryXml {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** What is read between the tags of the root, where nothing is left over. */
  whole<Content>(read: (xml: this) => Content): Content | undefined {
    const [start, root] = START.exec(this.#text) ?? [];
    if (start === undefined) return undefined;
    this.#at = start.length;
    const content = read(this);
    return this.#next(CLOSE)?.[1] === root && this.#text.slice(this.#at).trim() === '' ? content : undefined;
  }

  leaves(): Leaf[] {
    const leaves: Leaf[] = [];
    for (let leaf = this.#next(LEAF); leaf !== null; leaf = leaves.length < MOST_LEAVES ? this.#next(LEAF) : null)
      leaves.push([leaf[1] ?? '', leaf[2] ?? '']);
    return leaves;
  }

  members(name: string): ControlRecord[] | undefined {
    const records: ControlRecord[] = [];
    while (this.#next(OPEN)?.[1] === name) {
      const record = firstOfEach(this.leaves());
      if (this.#next(CLOSE)?.[1] !== name || records.push(record) > MOST_RECORDS) return undefined;
    }
    return records;
  }

  #next(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found !== null) this.#at = pattern.lastIndex;
    return found;
  }
}
