import type { Sql } from 'postgres';

/** A statement as the driver sent it, with the values of its first time. */
export type Sent = { text: string; values: unknown[] };

export type Heard = { listen(text: string, values: unknown[]): void; take(): Sent[] };

/** Remembers each statement once; `take` gives those since the last time. */
export const hearStatements = (): Heard => {
  const seen = new Map<string, Sent>();
  return {
    listen: (text, values) => {
      if (!seen.has(text) && !text.includes('pg_stat_')) seen.set(text, { text, values });
    },
    take: () => {
      const all = [...seen.values()];
      seen.clear();
      return all;
    },
  };
};

const EXPLAINED = /^\s*(select|update|delete|with)\b/i;

/** What PostgreSQL really does for these statements. Each is undone afterwards; what was done already may find no row. */
export const explainAll = async (owner: Sql, statements: readonly Sent[]): Promise<string[]> => {
  const plans: string[] = [];
  for (const { text, values } of statements) {
    if (!EXPLAINED.test(text)) continue;
    plans.push(`${text.replaceAll(/\s+/g, ' ').trim()}\n${await planOf(owner, text, values)}`);
  }
  return plans;
};

const planOf = async (owner: Sql, text: string, values: unknown[]): Promise<string> => {
  let plan = '';
  const undo = new Error('undone');
  const explained = owner.begin(async (tx) => {
    const rows = await tx.unsafe(`explain (analyze, buffers, costs off) ${text}`, values as never[]);
    plan = rows.map((row) => `  ${row['QUERY PLAN']}`).join('\n');
    throw undo;
  });
  return explained.catch((error) => (error === undo ? plan : `  not explained: ${error.message}`));
};
