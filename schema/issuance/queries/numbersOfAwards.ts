import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CreditAwardId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { awardKeyInSql } from '../rules/claimKeys.ts';

const numbers = statement<{ ids: readonly CreditAwardId[] }, { id: CreditAwardId; number: string }>(
  'numbers_of_awards',
  (p) => sql`select w.id, k.number from credit_awards w join certificates k on k.enrollment_id = w.enrollment_id
      and k.superseded_at is null and k.claim_key = ${sql.raw(awardKeyInSql('w'))}
    where w.id = any(${p('ids')}::uuid[])`,
);

/** The numbers of the certificates that stand for these awards, revoked ones too. Whoever calls this asks for the permission. */
export async function numbersOfAwards(
  db: Database,
  ids: readonly CreditAwardId[],
): Promise<Map<CreditAwardId, string>> {
  return new Map((await numbers(db, { ids })).map(({ id, number }) => [id, number]));
}
