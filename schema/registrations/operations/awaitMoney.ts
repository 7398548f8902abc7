import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId } from '../../../drizzle/ids.ts';
import { holds, registrations } from '../../../drizzle/schema.ts';
import { changeStates } from './changeState.ts';

/** Keeps the seats of an open hold until its money has come or failed. A hold that has ended stays as it is. */
export async function awaitMoney(tx: Database, { holdId, at }: { holdId: HoldId; at: Date }): Promise<void> {
  const kept = await keep(tx, { holdId, kind: 'MONEY', until: null });
  if (kept) await expectMoney(tx, { holdId, because: 'MONEY_EXPECTED', at });
}

/** Keeps the seats of an open hold until an invoice is due. False when the hold has ended. */
export async function awaitInvoice(
  tx: Database,
  { holdId, until, at }: { holdId: HoldId; until: Date; at: Date },
): Promise<boolean> {
  const kept = await keep(tx, { holdId, kind: 'INVOICE', until });
  if (kept) await expectMoney(tx, { holdId, because: 'INVOICED', at });
  return kept;
}

type Kept = { holdId: HoldId; kind: 'MONEY' | 'INVOICE'; until: Date | null };

async function keep(tx: Database, { holdId, kind, until }: Kept): Promise<boolean> {
  const open = sql`(${holds.freesAt} is null or ${holds.freesAt} > clock_timestamp())`;
  const kept = await tx
    .update(holds)
    .set({ kind, expiresAt: until, freesAt: until })
    .where(and(eq(holds.id, holdId), isNull(holds.releasedAt), isNull(holds.usedAt), open))
    .returning({ id: holds.id });
  return kept.length > 0;
}

type Expected = { holdId: HoldId; because: 'MONEY_EXPECTED' | 'INVOICED'; at: Date };

async function expectMoney(tx: Database, { holdId, because, at }: Expected): Promise<void> {
  const waiting = and(eq(registrations.holdId, holdId), inArray(registrations.state, ['OFFERED', 'HELD']));
  const rows = await tx.select({ id: registrations.id }).from(registrations).where(waiting);
  const change = { to: 'AWAITING_PAYMENT', because, by: 'system', at } as const;
  await changeStates(tx, { ids: rows.map(({ id }) => id), ...change });
}
