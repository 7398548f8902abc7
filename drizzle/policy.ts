import { type AnyColumn, getColumns, getColumnTable, is, type SQL, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';

/** What erasure writes over a text about a person. The triggers of history tables accept only this word. */
export const ERASED = 'erased';

/** The key of a person inside a statement: a parameter or a column. */
export type PersonKey = SQL;

/**
 * Whose a row is: the person whose key a column contains, the owner of the row that a foreign key refers to, or the person that a
 * condition finds. Null when a row belongs to no person, or to one that cannot be found.
 */
type Owner<Name> = Name | { through: Name } | { where: (person: PersonKey) => SQL } | null;

/** A value of the export: a column under its own name, or a column or an expression under another name. */
type Shown<Name> = Name | readonly [as: string, value: AnyColumn | SQL];

type Exported<Name> =
  | {
      /** The name of this part of the document. A table that is owned `through` another is inside that table's rows. */
      as: string;
      columns: readonly Shown<Name>[];
      order?: AnyColumn | SQL;
      /** A person has at most one row: the document has that row, or null, instead of a list. */
      one?: boolean;
      /** Null instead of an empty list. Do not use it for new parts. */
      noneIsNull?: boolean;
      /** Personal columns that the document omits, and why. */
      without?: { columns: readonly Name[]; because: string };
    }
  | { not: string };

/**
 * What erasure does with a person's rows: it deletes them (`goes`), overwrites columns (`blanks`), has a separate step in
 * erasePerson (`step` describes it), or leaves them (`stays` says why).
 */
type Erasure<Name> =
  | 'goes'
  | { blanks: Partial<Record<NoInfer<Name> & string, string | null>> }
  | { step: string }
  | { stays: string };

type Personal<Name> = {
  /** Open columns (text, JSON, bytes) that contain personal data, and those that do not. */
  personal: readonly Name[];
  notPersonal?: readonly Name[];
  /** How personal columns are protected, in words. */
  protection: string;
  person: Owner<Name>;
  exported: Exported<Name>;
  erasure: Erasure<Name>;
};

/**
 * `history`: the application's role may only add and read rows. `passing`: it may also change and delete them. `kept`: it may
 * change them but never delete them. Triggers restrict a table further where needed.
 */
type Rows = 'history' | 'passing' | 'kept';

type Terms<Name> = { rows: Rows } & (Personal<Name> | { personal: 'none' });

export type Policy = { table: PgTable; rows: Rows; about: Personal<string> | null };

type NameIn<Table extends PgTable> = keyof Table['_']['columns'] & string;

/**
 * What may happen to a table's rows, and which of its data is personal. Each table has a policy beside it. The grants, the table
 * of personal data in docs/personal-data.md, the export and the erasure are derived from it, and a test refuses a table without one.
 * Columns are named as in TypeScript.
 */
export function policy<Table extends PgTable>(table: Table, { rows, ...about }: Terms<NameIn<Table>>): Policy {
  // Column names lose their type here, because code that reads policies treats all tables alike.
  return { table, rows, about: about.personal === 'none' ? null : (about as Personal<string>) };
}

/** Whether a value that a table's file exports is a policy. */
export function isPolicy(value: unknown): value is Policy {
  return typeof value === 'object' && value !== null && 'rows' in value && 'table' in value && is(value.table, PgTable);
}

/** A column by its name in TypeScript. */
export function columnOf(table: PgTable, name: string): AnyColumn {
  const column = getColumns(table)[name];
  if (column === undefined) throw new Error(`a policy names a column ${name} that its table does not have`);
  return column;
}

/** For the export: the value that a foreign key refers to, for example the course's slug instead of the course's key. */
export function lookedUp(key: AnyColumn, value: AnyColumn, primaryKey: AnyColumn): SQL {
  return sql`(select ${value} from ${getColumnTable(value)} where ${primaryKey} = ${key})`;
}

/** What erasure writes over a table's columns, by their names in TypeScript; empty when it overwrites none. */
export function blanksOf({ about }: Policy): Record<string, string | null> | null {
  return about !== null && typeof about.erasure === 'object' && 'blanks' in about.erasure
    ? (about.erasure.blanks as Record<string, string | null>)
    : null;
}
