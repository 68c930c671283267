import { type CustomObjectDeclaration } from '../../../lib/practice-org/store/custom-objects';
import { ADMIN_USER_ID } from '../../../lib/practice-org/store/sample-org';
import { Store } from '../../../lib/practice-org/store/store';
import {
  type DmlRequest,
  type FieldValue,
  type InputColumn,
  type InputValue,
  type RecordError,
  type RecordResult,
} from '../../../lib/practice-org/store/types';

/** The moment at which every store of the specs stands still. */
export const NOW = Date.UTC(2026, 1, 18, 15, 45);

type Change = Omit<DmlRequest, 'userId'>;

/** A store with a shorthand for specs: columns as a CSV header has them, and answers without ceremony. */
export class PracticeStore {
  readonly store: Store;

  constructor(...customObjects: CustomObjectDeclaration[]) {
    this.store = new Store({ now: () => NOW, customObjects });
  }

  apply(change: Change, header: string, ...rows: InputValue[][]): RecordResult[] {
    return this.store.apply({ ...change, userId: ADMIN_USER_ID }, { columns: header.split(',').map(columnOf), rows });
  }

  insert(object: string, header: string, ...rows: InputValue[][]): RecordResult[] {
    return this.apply({ operation: 'insert', object }, header, ...rows);
  }

  update(object: string, header: string, ...rows: InputValue[][]): RecordResult[] {
    return this.apply({ operation: 'update', object }, header, ...rows);
  }

  /** The id of a record that must go in. */
  insertOne(object: string, header: string, ...row: InputValue[]): string {
    const [result] = this.insert(object, header, row);
    if (typeof result?.id !== 'string') throw new Error(JSON.stringify(result));
    return result.id;
  }

  rows(soql: string, { includeDeleted = false } = {}): (readonly FieldValue[])[] {
    const object = /\bFROM\s+(\w+)(?!.*\bFROM\b)/is.exec(soql.replace(/\(SELECT[^)]*\)/gis, ''))?.[1] ?? '';
    return [...this.store.query({ soql, object, includeDeleted }).rows];
  }

  /** The first column of a query. */
  column(soql: string, options?: { includeDeleted: boolean }): (FieldValue | undefined)[] {
    return this.rows(soql, options).map(([value]) => value);
  }
}

export function errorsOf(results: readonly RecordResult[]): RecordError[] {
  return results.flatMap(({ errors }) => errors);
}

function columnOf(header: string): InputColumn {
  const [, parentType, name = header, field] = /^(?:(\w+):)?(\w+)(?:\.([\w.]+))?$/.exec(header) ?? [];
  return field === undefined ? { name } : { name, parent: { parentType, field } };
}

/** What a call throws. */
export function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}
