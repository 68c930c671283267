import { type ObjectDeclaration } from './object-declaration';
import { Table } from './table';

/** A lookup through which a parent takes its children along when it is deleted. */
export interface Cascade {
  readonly child: Table;
  readonly fieldNumber: number;
}

/** The tables of an org, by name and by id. */
export class Tables {
  readonly #byName: ReadonlyMap<string, Table>;
  readonly #byPrefix: ReadonlyMap<string, Table>;
  readonly #cascades = new Map<string, readonly Cascade[]>();

  constructor(declarations: readonly ObjectDeclaration[]) {
    const tables = declarations.map((declaration) => new Table(declaration));
    this.#byName = new Map(tables.map((table) => [table.schema.name.toLowerCase(), table]));
    this.#byPrefix = new Map(tables.map((table) => [table.schema.keyPrefix, table]));
    for (const { schema } of tables) this.#cascades.set(schema.name, cascadesFrom(schema.name, tables));
  }

  all(): readonly Table[] {
    return [...this.#byName.values()];
  }

  byName(name: string): Table | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  byPrefix(keyPrefix: string): Table | undefined {
    return this.#byPrefix.get(keyPrefix);
  }

  cascades(parent: Table): readonly Cascade[] {
    return this.#cascades.get(parent.schema.name) ?? [];
  }
}

function cascadesFrom(parentName: string, tables: readonly Table[]): Cascade[] {
  return tables.flatMap((child) =>
    child.schema.fields.flatMap((field, fieldNumber) =>
      field.cascadeDelete && field.referenceTo.includes(parentName) ? [{ child, fieldNumber }] : [],
    ),
  );
}
