/** What a value does not know of itself when it is printed: that 3 is a float, that a list is a tuple. */
import { type Type } from '../analysis/types';

/** TypeScript of the form, for `repr` and `jsonText`; 'null' where the value says all. */
export function formText(type: Type): string {
  switch (type.kind) {
    case 'float':
      return type.isMixed === true ? 'null' : "'float'";
    case 'tuple':
      return `[${type.items.map(formText).join(', ')}]`;
    case 'list':
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
