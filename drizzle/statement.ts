import { type Placeholder, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Database } from './client.ts';

/** Builds a prepared statement once for each handle (the pool, or a transaction) and caches it. */
export function preparedOn<Statement>(build: (db: Database) => Statement): (db: Database) => Statement {
  const built = new WeakMap<Database, Statement>();
  return (db) => {
    const known = built.get(db);
    if (known !== undefined) return known;
    const statement = build(db);
    built.set(db, statement);
    return statement;
  };
}

/** An array in PostgreSQL's text form; every element is quoted, so that no element can end it. */
const arrayText = (elements: readonly (string | number)[]): string =>
  `{${elements.map((element) => `"${String(element).replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** For drizzle's own builders: the condition that a uuid column is one of the ids in the parameter that idsParameter makes. */
export const isOneOfIds = (column: SQLWrapper): SQL => sql`${column} = any(${sql.placeholder('ids')}::uuid[])`;

/** For drizzle's own builders, which send an array unchanged: the ids for isOneOfIds. */
export const idsParameter = (ids: readonly string[]): { ids: string } => ({ ids: arrayText(ids) });

type Value = string | number | boolean | Date | Buffer | null;
type Values = Record<string, Value | readonly (string | number)[]>;
type Text = string | null;

/** Names one of the statement's parameters inside its SQL. */
export type Parameter<Params> = <Name extends keyof Params & string>(name: Name) => Placeholder<Name>;

/** Rows as the driver returns them: columns are typed; instants are text. */
type Rows = Iterable<Record<string, unknown>> & { columns: readonly { name: string; type: number }[] };
type Prepared = { execute(values: Record<string, unknown>): Promise<Rows> };
type Internals = {
  dialect: { sqlToQuery(query: SQL): unknown };
  session: { prepareQuery(query: unknown, mode: 'raw', name: string): Prepared };
};

/** The type timestamptz in PostgreSQL's catalog. */
const TIMESTAMPTZ = 1184;

/** An instant from PostgreSQL's text or JSON. Columns of a row become instants automatically; instants inside JSON need this. */
export function instantOf(text: string): Date;
export function instantOf(text: Text): Date | null;
export function instantOf(text: Text): Date | null {
  return text === null ? null : new Date(text);
}

function sent(value: Values[string]) {
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? arrayText(value) : value;
}

const defined = new Map<string, () => SQL>();

/** Every hand-written statement of the modules imported so far, by name. A test explains each of them. */
export const everyStatement = (): ReadonlyMap<string, () => SQL> => defined;

/**
 * A hand-written statement, prepared by name. Its SQL names parameters through `p`; arrays go in as arrays and are cast there
 * (`any(${p('ids')}::uuid[])`), instants as Date. Rows come out with timestamptz columns as Date; `read` shapes what is
 * inside JSON. Drizzle offers this for its own builders only, so this reaches two of its fields; a test checks the pinned version
 * to them.
 */
export function statement<Params extends Values, Row extends object, Raw extends object = Row>(
  name: string,
  build: (p: Parameter<Params>) => SQL,
  read?: (row: Raw) => Row,
): (db: Database, params: Params) => Promise<Row[]> {
  // Built at the first use, once for every handle: a transaction is a handle of its own, and starting waits for no statement.
  let query: unknown;
  const written = () => build((parameter) => sql.placeholder(parameter));
  if (defined.has(name)) throw new Error(`two statements are named ${name}`);
  defined.set(name, written);
  const preparedFor = preparedOn((db) => {
    const { dialect, session } = db as unknown as Internals;
    query ??= dialect.sqlToQuery(written());
    return session.prepareQuery(query, 'raw', name);
  });
  return async (db, params) => {
    const values = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, sent(value)]));
    const rows = await preparedFor(db).execute(values);
    const instants = rows.columns.filter(({ type }) => type === TIMESTAMPTZ).map((column) => column.name);
    return [...rows].map((row) => {
      for (const column of instants) row[column] = instantOf(row[column] as Text);
      // The row's type is stated once; nothing here can check it against the SQL.
      return read === undefined ? (row as Row) : read(row as Raw);
    });
  };
}
