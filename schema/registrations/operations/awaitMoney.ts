import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId } from '../../../drizzle/ids.ts';
import { holds } from '../../../drizzle/schema.ts';
import { changeStatesOf } from './changeState.ts';

/** Keeps the seats of an open hold until its money has come or failed. A hold that has ended stays as it is. */
export async function awaitMoney(tx: Database, { holdId, at }: { holdId: HoldId; at: Date }): Promise<void> {
  const open = sql`(${holds.freesAt} is null or ${holds.freesAt} > clock_timestamp())`;
  const [kept] = await tx
    .update(holds)
    .set({ kind: 'MONEY', expiresAt: null, freesAt: null })
    .where(and(eq(holds.id, holdId), isNull(holds.releasedAt), isNull(holds.usedAt), open))
    .returning({ id: holds.id });
  if (kept === undefined) return;
  const from = ['OFFERED', 'HELD'] as const;
  await changeStatesOf(tx, { holdId, from, to: 'AWAITING_PAYMENT', because: 'MONEY_EXPECTED', by: 'system', at });
}
