import type { Sql } from 'postgres';

type Definition = { table: string; name: string; definition: string };

/** Triggers that look at every row and refuse what a set-based insert writes out of order: answers after their submission. */
const OUT_OF_ORDER = [
  ['attempt_questions', 'attempt_questions_keep_submitted'],
  // The documents of these certificates are inserted too.
  ['certificates', 'certificates_await_documents'],
] as const;

/**
 * Fills tables and keeps what guards them: foreign keys are dropped for the time and added again, which checks all rows at once;
 * indexes that guard nothing are built afterwards. Unique keys, checks and all other triggers work on every row.
 */
export const inBulk = async (sql: Sql, fill: () => Promise<void>, log: (line: string) => void): Promise<void> => {
  const keys = await sql<Definition[]>`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`;
  const indexes = await sql<Definition[]>`
    select indrelid::regclass::text as table, indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index join pg_class on pg_class.oid = indexrelid
    where relnamespace = 'public'::regnamespace and not indisunique and not indisexclusion`;
  for (const { table, name } of keys) await sql.unsafe(`alter table ${table} drop constraint "${name}"`);
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`);
  for (const [table, trigger] of OUT_OF_ORDER) await sql.unsafe(`alter table ${table} disable trigger ${trigger}`);
  await fill();
  for (const [table, trigger] of OUT_OF_ORDER) await sql.unsafe(`alter table ${table} enable trigger ${trigger}`);
  const began = performance.now();
  await Promise.all(indexes.map(({ definition }) => sql.unsafe(definition)));
  await Promise.all(
    keys.map(({ table, name, definition }) =>
      sql.unsafe(`alter table ${table} add constraint "${name}" ${definition}`),
    ),
  );
  log(`indexes and foreign keys: ${Math.round((performance.now() - began) / 1000)} s`);
};
