/** What a value does not know of itself when it is printed: that 3 is a float, that a list is a tuple. */
import { type Type } from '../analysis/types';
import { type Expression } from '../syntax/tree';
import { type Context } from './context';
import { noteOrder } from './keys';

/** What is handed to a helper that shows it: the value, and its form where it needs one. */
export function withForm(written: string, value: Expression, context: Context): string {
  const type = context.typeOf(value);
  noteDoubts(type, value, context);
  const form = formText(type);
  return form === 'null' ? written : `${written}, ${form}`;
}

/** What cannot be told from the type is said, and never printed wrong in silence. */
function noteDoubts(type: Type, value: Expression, context: Context): void {
  if (isSomewhere(type, (part) => part.kind === 'list' && part.tuple === 'sometimes'))
    context.note(value, 'this may be a tuple or a list: it is shown as a list');
  noteOrder(value, context);
  if (isSomewhere(type, hidesFloat)) context.note(value, 'a whole float in this may be shown without its ".0"');
  if (type.kind === 'dict' && type.fallback !== undefined)
    context.note(value, 'a Counter or a defaultdict is shown as a plain dictionary');
}

function hidesFloat(type: Type): boolean {
  return (type.kind === 'any' && type.hidesFloat === true) || (type.kind === 'float' && type.isMixed === true);
}

function isSomewhere(type: Type, test: (part: Type) => boolean): boolean {
  if (test(type)) return true;
  if (type.kind === 'tuple') return type.items.some((item) => isSomewhere(item, test));
  return 'of' in type && isSomewhere(type.of, test);
}

/** TypeScript of the form, for `repr` and `jsonText`; 'null' where the value says all. */
export function formText(type: Type): string {
  switch (type.kind) {
    case 'float':
      return type.isMixed === true ? 'null' : "'float'";
    case 'tuple':
      return `[${type.items.map(formText).join(', ')}]`;
    case 'list': {
      const of = formText(type.of);
      if (type.tuple === 'always') return `{ of: ${of}, isTuple: true }`;
      return of === 'null' ? of : `{ of: ${of} }`;
    }
    case 'set':
    case 'iterator':
    case 'dict': {
      const of = formText(type.of);
      return of === 'null' ? of : `{ of: ${of} }`;
    }
    case 'optional':
      return formText(type.of);
    default:
      return 'null';
  }
}
