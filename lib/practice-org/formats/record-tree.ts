/** The columns of a query as the tree that JSON and XML records are: parents are records inside records. */
import { type FieldSchema, type FieldValue, type ObjectSchema, type QueryAnswer } from '../store/types';

export interface FieldLeaf {
  readonly name: string;
  readonly field: FieldSchema;
  /** Where the value stands in a row. */
  readonly place: number;
}

export interface RecordNode {
  /** The relationship's name; the object's at the root. */
  readonly name: string;
  readonly type: string;
  /** In the order of the SELECT. */
  readonly members: readonly (FieldLeaf | RecordNode)[];
  /** The places of all values in and below. */
  readonly places: readonly number[];
}

export const isLeaf = (member: FieldLeaf | RecordNode): member is FieldLeaf => 'field' in member;

export type Row = readonly FieldValue[];

/** A lookup that points nowhere: nothing at all is known of the parent. */
export const isMissing = ({ places }: RecordNode, row: Row): boolean =>
  places.every((place) => (row[place] ?? null) === null);

/** The record's id, if the query selected it. */
export const idIn = ({ members }: RecordNode, row: Row): string | undefined => {
  const leaf = members.filter(isLeaf).find(({ name }) => name === 'Id');
  const id = leaf === undefined ? undefined : row[leaf.place];
  return typeof id === 'string' ? id : undefined;
};

export type ObjectLookup = (name: string) => ObjectSchema | undefined;

interface Column {
  readonly path: readonly string[];
  readonly field: FieldSchema;
  readonly place: number;
}

export const recordTree = (answer: QueryAnswer, objectNamed: ObjectLookup): RecordNode => {
  const columns = answer.columns.map(({ path, field }, place) => ({ path, field, place }));
  return recordNode({ name: answer.object.name, object: answer.object, columns, objectNamed });
};

interface Branch {
  readonly name: string;
  readonly object: ObjectSchema | undefined;
  readonly columns: readonly Column[];
  readonly objectNamed: ObjectLookup;
}

const recordNode = ({ name, object, columns, objectNamed }: Branch): RecordNode => {
  const byName = new Map<string, Column[]>();
  for (const column of columns) byName.set(column.path[0] ?? '', [...(byName.get(column.path[0] ?? '') ?? []), column]);
  const members = [...byName].flatMap(([member, [first, ...others]]): (FieldLeaf | RecordNode)[] => {
    if (first === undefined) return [];
    if (first.path.length === 1) return [{ name: member, field: first.field, place: first.place }];
    const below = [first, ...others].map((column) => ({ ...column, path: column.path.slice(1) }));
    return [
      recordNode({ name: member, object: parentOf(object, { member, objectNamed }), columns: below, objectNamed }),
    ];
  });
  return { name, type: object?.name ?? POLYMORPHIC, members, places: columns.map(({ place }) => place) };
};

/** What the service calls a parent that may be of several kinds. */
const POLYMORPHIC = 'Name';

interface Relationship {
  readonly member: string;
  readonly objectNamed: ObjectLookup;
}

const parentOf = (
  object: ObjectSchema | undefined,
  { member, objectNamed }: Relationship,
): ObjectSchema | undefined => {
  const lookup = object?.fields.find(({ relationshipName }) => relationshipName === member);
  const [only, ...others] = lookup?.referenceTo ?? [];
  return only === undefined || others.length > 0 ? undefined : objectNamed(only);
};
