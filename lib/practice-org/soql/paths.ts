import { keyPrefixOf } from '../store/record-ids';
import { type Reader, type Table } from '../store/table';
import { type FieldSchema, type FieldValue } from '../store/types';
import { invalidField, malformedQuery } from './query-fault';
import { isVisible, type QueryScope } from './query-scope';

const RELATIONSHIP_LEVELS = 5;

/** A field that the query names, from its root object or along lookups. */
export interface ResolvedPath {
  /** In canonical spelling: `['Account', 'Owner', 'Name']`. */
  readonly path: readonly string[];
  readonly field: FieldSchema;
  readonly read: Reader;
  /** Set when the field is the root object's own. */
  readonly fieldNumber?: number;
}

/** Throws `QueryFault` for a field or relationship that isn't there. */
export function resolvePath(scope: QueryScope, written: string): ResolvedPath {
  const names = withoutRootName(scope, written.split('.'));
  const fieldName = names.at(-1) ?? '';
  const relationships = names.slice(0, -1);
  if (relationships.length > RELATIONSHIP_LEVELS) {
    throw malformedQuery('SOQL statements cannot query more than 5 levels of child-to-parent relationships.');
  }
  return walk({ scope, written, fieldName }, scope.root, relationships);
}

interface Walk {
  readonly scope: QueryScope;
  readonly written: string;
  readonly fieldName: string;
}

/** `Contact.Name` and `c.Name` mean `Name` in a query FROM Contact c. */
function withoutRootName({ query, root }: QueryScope, names: string[]): string[] {
  const [first = '', ...rest] = names;
  const rootNames = [query.sObjectAlias, query.sObject].map((name) => name?.toLowerCase());
  const isRootName = rootNames.includes(first.toLowerCase()) && root.lookupNumber(first) === undefined;
  return rest.length > 0 && isRootName ? rest : names;
}

function walk(context: Walk, table: Table, relationships: readonly string[]): ResolvedPath {
  const [relationship, ...further] = relationships;
  if (relationship === undefined) return ownField(context, table);
  const lookupNumber = table.lookupNumber(relationship);
  if (lookupNumber === undefined) throw noSuchRelationship(context, relationship);
  const lookup = table.field(lookupNumber);
  const targets = lookup.referenceTo.flatMap((name) => context.scope.tables.byName(name) ?? []);
  const resolved =
    targets.length === 1
      ? targets.map((target) => walk(context, target, further))
      : walkEach(context, targets, further);
  const [example] = resolved.filter((path) => path !== undefined);
  if (example === undefined) throw noSuchColumn(context, 'Name');
  const readers = new Map(
    targets.map((target, index) => [target.schema.keyPrefix, { target, read: resolved[index]?.read }]),
  );
  const { relationshipName } = lookup;
  return {
    path: [relationshipName ?? relationship, ...example.path],
    field: example.field,
    read: parentReader({ scope: context.scope, readId: table.reader(lookupNumber), readers }),
  };
}

/** A lookup with several targets has the fields that any of them has; the others answer null. */
function walkEach(context: Walk, targets: readonly Table[], further: readonly string[]): (ResolvedPath | undefined)[] {
  return targets.map((target) => {
    const next = further[0] ?? context.fieldName;
    const isThere =
      further.length > 0 ? target.lookupNumber(next) !== undefined : target.fieldNumber(next) !== undefined;
    return isThere ? walk(context, target, further) : undefined;
  });
}

function ownField(context: Walk, table: Table): ResolvedPath {
  const fieldNumber = table.fieldNumber(context.fieldName);
  if (fieldNumber === undefined) throw noSuchColumn(context, table.schema.name);
  const field = table.field(fieldNumber);
  const own = { path: [field.name], field, read: table.reader(fieldNumber) };
  return table === context.scope.root ? { ...own, fieldNumber } : own;
}

interface ParentReading {
  readonly scope: QueryScope;
  readonly readId: Reader;
  readonly readers: ReadonlyMap<string, { readonly target: Table; readonly read: Reader | undefined }>;
}

function parentReader({ scope, readId, readers }: ParentReading): Reader {
  return (row): FieldValue => {
    const id = readId(row);
    if (typeof id !== 'string') return null;
    const parent = readers.get(keyPrefixOf(id));
    const parentRow = parent?.target.rowOf(id);
    if (parent?.read === undefined || parentRow === undefined) return null;
    return isVisible(scope, parent.target, parentRow) ? parent.read(parentRow) : null;
  };
}

const REFERENCE = 'Please reference your WSDL or the describe call for the appropriate names.';

function noSuchColumn({ scope, written, fieldName }: Walk, entity: string) {
  const message =
    `No such column '${fieldName}' on entity '${entity}'. If you are attempting to use a custom field, ` +
    `be sure to append the '__c' after the custom field name. ${REFERENCE}`;
  return invalidField(scope.source.pointAtName(written, message));
}

function noSuchRelationship({ scope, written }: Walk, relationship: string) {
  const message =
    `Didn't understand relationship '${relationship}' in field path. If you are attempting to use a custom ` +
    `relationship, be sure to append the '__r' after the custom relationship name. ${REFERENCE}`;
  return invalidField(scope.source.pointAtName(written, message));
}
