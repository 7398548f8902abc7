import { type AnyColumn, getColumns, getColumnTable, is, type SQL, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';

/** What erasure writes over a text about somebody. The triggers of tables that are history accept this word and no other. */
export const ERASED = 'erased';

/** The key of a person inside a statement: a parameter or a column. */
export type PersonKey = SQL;

/**
 * Whose a row is: the person whose key a column holds, the owner of the row that a foreign key leads to, or the person that a condition
 * finds. Null when a row belongs to no person, or to one that cannot be found.
 */
type Owner<Name> = Name | { through: Name } | { where: (person: PersonKey) => SQL } | null;

/** A value of the export: a column under its own name, or a column or an expression under another name. */
type Shown<Name> = Name | readonly [as: string, value: AnyColumn | SQL];

type Exported<Name> =
  | {
      /** The name of this part of the document. A table that is owned `through` another stands inside that one's rows. */
      as: string;
      columns: readonly Shown<Name>[];
      order?: AnyColumn | SQL;
      /** A person has at most one row: the document has that row, or null, instead of a list. */
      one?: boolean;
      /** Null instead of an empty list; new parts should not have it. */
      noneIsNull?: boolean;
      /** Personal columns that the document leaves out, and why. */
      without?: { columns: readonly Name[]; because: string };
    }
  | { not: string };

/**
 * What erasure does with a person's rows: it deletes them (`goes`), overwrites columns (`blanks`), has a step of its own in erasePerson
 * (`step` describes it), or leaves them (`stays` says why).
 */
type Erasure<Name> =
  | 'goes'
  | { blanks: Partial<Record<NoInfer<Name> & string, string | null>> }
  | { step: string }
  | { stays: string };

type Personal<Name> = {
  /** Open columns (text, JSON, bytes) that say something about a person, and those that do not. */
  personal: readonly Name[];
  notPersonal?: readonly Name[];
  /** How personal columns are guarded, in words. */
  protection: string;
  person: Owner<Name>;
  exported: Exported<Name>;
  erasure: Erasure<Name>;
};

/**
 * `history`: the application's role may add rows and read them. `passing`: it may change and delete them too. `kept`: it may change
 * them, never delete them. Triggers say more where a table needs it.
 */
type Rows = 'history' | 'passing' | 'kept';

type Terms<Name> = { rows: Rows } & (Personal<Name> | { personal: 'none' });

export type Policy = { table: PgTable; rows: Rows; about: Personal<string> | null };

type NameIn<Table extends PgTable> = keyof Table['_']['columns'] & string;

/**
 * What may happen to a table's rows, and what is personal in them. It stands beside the table; the grants, the table of personal data
 * in ARCHITECTURE.md, the export and the erasure follow from it, and a law refuses a table without one. Columns go by their names in
 * TypeScript.
 */
export function policy<Table extends PgTable>(table: Table, { rows, ...about }: Terms<NameIn<Table>>): Policy {
  // Column names lose their type here: what reads policies looks at all tables alike.
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

/** For the export: what a foreign key leads to, for example the course's slug instead of the course's key. */
export function lookedUp(key: AnyColumn, value: AnyColumn, primaryKey: AnyColumn): SQL {
  return sql`(select ${value} from ${getColumnTable(value)} where ${primaryKey} = ${key})`;
}

/** What erasure writes over a table's columns, by their names in TypeScript; nothing when it blanks none. */
export function blanksOf({ about }: Policy): Record<string, string | null> | null {
  return about !== null && typeof about.erasure === 'object' && 'blanks' in about.erasure
    ? (about.erasure.blanks as Record<string, string | null>)
    : null;
}
