import type { TransactionSql } from 'postgres';
import { codeOf } from '../http/states.ts';

const DEADLOCK = '40P01';

type ForeignKey = { table: string; name: string; definition: string };
export type Laws = { tables: string[]; foreignKeys: ForeignKey[] };

/**
 * Locks every table, switches its triggers off and takes its foreign keys away, until closeTables: rows are then put in as they
 * were, in any order. Only the owner of the tables can, and only inside a transaction is it safe.
 */
export async function openTables(sql: TransactionSql): Promise<Laws> {
  const rows = await sql<{ name: string }[]>`
    select format('%I.%I', 'public', relname) as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`;
  const tables = rows.map(({ name }) => name);
  // Those who do jobs hold rows of theirs while they change ours.
  await lockAll(sql, [...tables, 'pgboss.job']);
  const foreignKeys = [
    ...(await sql<ForeignKey[]>`
      select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
        from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`),
  ];
  for (const { table, name } of foreignKeys) await sql.unsafe(`alter table ${table} drop constraint ${name}`);
  for (const table of tables) await sql.unsafe(`alter table ${table} disable trigger user`);
  return { tables, foreignKeys };
}

const MOST_TRIES = 10;

/** Requests take their locks in other orders. When they and this one wait for each other, PostgreSQL ends one: this tries again. */
async function lockAll(sql: TransactionSql, tables: readonly string[]): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await sql.savepoint((part) => part.unsafe(`lock table ${tables.join(', ')} in access exclusive mode`));
      return;
    } catch (error) {
      if (codeOf(error) !== DEADLOCK || tries === MOST_TRIES) throw error;
    }
  }
}

/** Puts the foreign keys back, which checks every row against them, and switches the triggers on. */
export async function closeTables(sql: TransactionSql, { tables, foreignKeys }: Laws): Promise<void> {
  for (const { table, name, definition } of foreignKeys)
    await sql.unsafe(`alter table ${table} add constraint ${name} ${definition}`);
  for (const table of tables) await sql.unsafe(`alter table ${table} enable trigger user`);
}
