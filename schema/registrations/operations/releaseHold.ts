import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId } from '../../../drizzle/ids.ts';
import { holds } from '../../../drizzle/schema.ts';
import { changeStatesOf } from './changeState.ts';

const LAPSES = ['HOLD_ENDED', 'INVOICE_UNPAID', 'PAYMENT_FAILED'];

/** Gives back the seats of a hold before its end. A second call changes nothing. */
export async function releaseHold(
  tx: Database,
  { holdId, because, at }: { holdId: HoldId; because: string; at: Date },
): Promise<void> {
  const [released] = await tx
    .update(holds)
    .set({ releasedAt: at })
    .where(and(eq(holds.id, holdId), isNull(holds.releasedAt), isNull(holds.usedAt)))
    .returning({ id: holds.id });
  if (released === undefined) return;
  const to = LAPSES.includes(because) ? 'LAPSED' : 'CANCELLED';
  const from = ['OFFERED', 'HELD', 'AWAITING_PAYMENT'] as const;
  await changeStatesOf(tx, { holdId, from, to, because, by: 'system', at });
}
