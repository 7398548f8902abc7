import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { ruleSets } from '../../../drizzle/schema.ts';
import type { RULE_SET_KINDS } from '../../../drizzle/tables/accreditation.ts';
import type { Act } from '../../act.ts';
import { canonicalJson, sha256 } from '../../edited/canonical.ts';
import { newestHashes } from '../queries.ts';
import type { Accreditor, Board } from '../rules/bodies.ts';

const BODIES_LOCK = 4_118_026_003;

type Row = Pick<typeof ruleSets.$inferInsert, 'kind' | 'key' | 'hash' | 'content'>;

/**
 * Stores each body whose content differs from its newest row, as the next row of its key. A body whose file is gone keeps its last
 * row. Safe to call from several processes at once. Answers how many rows it added.
 */
export async function loadBodies(
  db: Database,
  { now }: Act,
  { accreditors, boards }: { accreditors: readonly Accreditor[]; boards: readonly Board[] },
): Promise<{ added: number }> {
  const rows = [...rowsOf('ACCREDITOR', accreditors), ...rowsOf('BOARD', boards)];
  if (rows.length === 0) return { added: 0 };
  return db.transaction(async (tx) => {
    // Ordinals follow each other, so loaders take turns.
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(BODIES_LOCK))})`);
    const newest = new Map((await newestHashes(tx)).map((row) => [`${row.kind} ${row.key}`, row]));
    const changed = rows.flatMap((row) => {
      const before = newest.get(`${row.kind} ${row.key}`);
      return before?.hash === row.hash ? [] : [{ ...row, ordinal: (before?.ordinal ?? 0) + 1, loadedAt: now }];
    });
    if (changed.length > 0) await tx.insert(ruleSets).values(changed);
    return { added: changed.length };
  });
}

const rowsOf = (kind: (typeof RULE_SET_KINDS)[number], bodies: readonly { key: string }[]): Row[] =>
  bodies.map((content) => ({ kind, key: content.key, hash: sha256(canonicalJson(content)), content }));
