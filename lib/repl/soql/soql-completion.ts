import { type FieldDescription } from '../../index';
import { expectedAfter, type Expected } from './expected';
import { queryAtEnd, sameQuery, sourceOf, tokensOf } from './query-at';

/** What is known of the org. */
export interface SoqlWords {
  /** The object of the job at hand: a query is typed before its FROM. */
  readonly jobObject: string | undefined;
  readonly objects: () => Promise<readonly string[]>;
  readonly fields: (object: string) => Promise<readonly FieldDescription[]>;
}

/** What may follow in a query, and the piece of it that it would take the place of. */
export interface Offer {
  readonly words: readonly string[];
  readonly piece: string;
}

/**
 * @param before what stands before the cursor
 * @param after what stands behind it, where an object may be named that is needed before
 */
export async function completeSoql(before: string, after: string, known: SoqlWords): Promise<Offer> {
  const begun = /'(?:\\.|[^'\\])*$|[\w.]*$/.exec(withoutTexts(before))?.[0] ?? '';
  const query = queryAtEnd(tokensOf(before.slice(0, before.length - begun.length)));
  const isInQuotes = begun.startsWith("'");
  const expected = expectedAfter(query, isInQuotes);
  const { object, alias } = sourceOf([...query.tokens, ...sameQuery(tokensOf(after))]);
  const from: From = { object: object ?? (query.isOfChildren ? undefined : known.jobObject), alias };
  const path = isInQuotes ? [] : begun.split('.');
  const piece = isInQuotes ? begun.slice(1) : (path.at(-1) ?? '');
  return { words: await wordsFor(expected, { from, path: path.slice(0, -1), piece, known }), piece };
}

/** Quotes that are closed hide those that are not. Lengths stay, so that places do. */
function withoutTexts(soql: string): string {
  return soql.replace(/'(?:\\.|[^'\\])*'/g, (text) => ' '.repeat(text.length));
}

interface From {
  readonly object: string | undefined;
  readonly alias: string | undefined;
}

interface Here {
  readonly from: From;
  /** The relationships that are written before the piece. */
  readonly path: readonly string[];
  readonly piece: string;
  readonly known: SoqlWords;
}

async function wordsFor(expected: Expected, here: Here): Promise<readonly string[]> {
  switch (expected.what) {
    case 'object':
      return here.known.objects();
    case 'field':
      return fieldWords(await fieldsAlong(here.path, here));
    case 'keyword':
      return inCaseOf(here.piece, expected.keywords);
    case 'text':
      return (await fieldNamed(expected.field, here))?.picklistValues ?? [];
    case 'literal':
      return inCaseOf(here.piece, LITERALS[(await fieldNamed(expected.field, here))?.type ?? ''] ?? ['NULL']);
    case 'nothing':
      return [];
  }
}

const DAYS = ['TODAY', 'YESTERDAY', 'TOMORROW', 'THIS_WEEK', 'LAST_WEEK', 'THIS_MONTH', 'LAST_MONTH'];
const DATES = [...DAYS, 'THIS_QUARTER', 'LAST_QUARTER', 'THIS_YEAR', 'LAST_YEAR', 'LAST_N_DAYS:', 'NULL'];

/** What stands without quotes, by the type of the field. */
const LITERALS: Readonly<Record<string, readonly string[]>> = {
  boolean: ['TRUE', 'FALSE'],
  date: DATES,
  datetime: DATES,
};

/** Who writes them small is offered small ones. */
function inCaseOf(piece: string, words: readonly string[]): readonly string[] {
  return /[a-z]/.test(piece) ? words.map((word) => word.toLowerCase()) : words;
}

/** Fields by their names, and the way along a lookup, which goes on behind a dot. */
function fieldWords(fields: readonly FieldDescription[]): string[] {
  return fields.flatMap(({ name, relationshipName }) =>
    relationshipName === null ? [name] : [name, `${relationshipName}.`],
  );
}

async function fieldNamed(written: string, here: Here): Promise<FieldDescription | undefined> {
  const path = written.split('.');
  const name = path.pop() ?? '';
  return (await fieldsAlong(path, here)).find((field) => isSame(field.name, name));
}

/** The fields at the end of a path of relationships. */
async function fieldsAlong(path: readonly string[], { from, known }: Here): Promise<readonly FieldDescription[]> {
  if (from.object === undefined) return [];
  let fields = await known.fields(from.object);
  for (const [at, name] of path.entries()) {
    const lookup = fields.find(({ relationshipName }) => relationshipName !== null && isSame(relationshipName, name));
    if (lookup === undefined && at === 0 && isOwnName(name, from)) continue;
    fields = lookup === undefined ? [] : await fieldsOfParent(lookup, known);
  }
  return fields;
}

/** `Contact.Name` and `c.Name` are `Name` in a query FROM Contact c. */
function isOwnName(name: string, { object = '', alias = '' }: From): boolean {
  return isSame(name, object) || isSame(name, alias);
}

/** Of a parent that may be one of several objects, a query sees what they have in common: the fields of `Name`. */
async function fieldsOfParent(
  { referenceTo: [parent, ...others] }: FieldDescription,
  { fields }: SoqlWords,
): Promise<readonly FieldDescription[]> {
  return parent === undefined ? [] : fields(others.length === 0 ? parent : 'Name');
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
