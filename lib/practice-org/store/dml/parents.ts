import { convert, type Converted, type Given, isRecordError } from '../conversions';
import {
  entityIsDeleted,
  idOfWrongObject,
  malformedId,
  noSuchRecord,
  parentNotFound,
  severalRecordsFound,
} from '../record-errors';
import { canonicalId, keyPrefixOf } from '../record-ids';
import { type Table } from '../table';
import { type Tables } from '../tables';
import { type FieldSchema } from '../types';

/** Turns what was sent for a lookup into the id of the parent. */
export type Resolve = (given: Given) => Converted;

/** A parent named by its id: `AccountId`, `Account.Id`. */
export function parentById(tables: Tables, lookup: FieldSchema, targets = lookup.referenceTo): Resolve {
  return remembering((given) => {
    const id = canonicalId(String(given));
    if (id === undefined) return malformedId(lookup, given);
    const parent = tables.byPrefix(keyPrefixOf(id));
    if (parent === undefined || !targets.includes(parent.schema.name)) return idOfWrongObject(lookup, id);
    const row = parent.rowOf(id);
    if (row === undefined) return noSuchRecord();
    return parent.isLive(row) ? id : entityIsDeleted();
  });
}

/** A parent named by one of its indexed fields: `Account.Legacy_Key__c`. */
export function parentByKey(parent: Table, keyNumber: number): Resolve {
  const key = parent.field(keyNumber);
  return remembering((given) => {
    const value = convert(key, given);
    if (isRecordError(value)) return value;
    const ids = Array.from(parent.find(keyNumber, value))
      .filter((row) => parent.isLive(row))
      .map((row) => parent.idOf(row));
    if (ids.length > 1) return severalRecordsFound(key, ids);
    return ids[0] ?? parentNotFound(key, parent.schema.name, given);
  });
}

/** Many children of a batch have the same parent, and they share one string then. A parent not found may come yet. */
function remembering(find: Resolve): Resolve {
  const found = new Map<Given, Converted>();
  return (given) => {
    const known = found.get(given);
    if (known !== undefined) return known;
    const answer = find(given);
    if (!isRecordError(answer)) found.set(given, answer);
    return answer;
  };
}
