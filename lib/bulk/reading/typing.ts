import { type FieldDescription, type ObjectDescription, type Rest } from '../../dialects/rest';
import { type TypeOfColumn } from '../../records/typed-rows';

/** Finds the types of columns by describe, along lookups; each object is described once. */
export function typesByDescribe(rest: Rest, object: string): TypeOfColumn {
  const described = new Map<string, Promise<ObjectDescription>>();
  const describe = (name: string): Promise<ObjectDescription> => {
    const known = described.get(name) ?? rest.describe(name);
    described.set(name, known);
    return known;
  };
  const find = async (name: string, path: readonly string[]): Promise<FieldDescription | undefined> => {
    const [step = '', ...rest] = path;
    const { fields } = await describe(name);
    if (rest.length === 0) return fields.find((field) => isSame(field.name, step));
    const lookup = fields.find((field) => field.relationshipName !== null && isSame(field.relationshipName, step));
    for (const parent of lookup?.referenceTo ?? []) {
      const field = await find(parent, rest);
      if (field !== undefined) return field;
    }
    return undefined;
  };
  return async (column) => (await find(object, column.split('.')))?.type;
}

function isSame(name: string, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase();
}
