import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId, RegistrationId } from '../../../drizzle/ids.ts';
import { holds } from '../../../drizzle/schema.ts';
import { NotFoundError } from '../../errors.ts';
import { lockIntensive } from '../../intensives/queries.ts';
import { seatsTaken } from '../queries/seats.ts';
import { changeStatesOf } from './changeState.ts';

/**
 * Confirms the registrations of a hold. One that has ended takes its seats anew when they are left; otherwise there is no seat, and
 * the caller gives the money back.
 */
export async function confirmSeats(
  tx: Database,
  { holdId, at, because }: { holdId: HoldId; at: Date; because: string },
): Promise<{ confirmed: RegistrationId[] } | { noSeat: true }> {
  const [before] = await tx.select({ intensiveId: holds.intensiveId }).from(holds).where(eq(holds.id, holdId));
  if (before === undefined) throw new NotFoundError('The hold');
  const intensive = await lockIntensive(tx, before.intensiveId);
  const open = sql<boolean>`${holds.releasedAt} is null and ${holds.usedAt} is null and (${holds.freesAt} is null or ${holds.freesAt} > clock_timestamp())`;
  const [hold] = await tx.select({ seats: holds.seats, open }).from(holds).where(eq(holds.id, holdId));
  if (hold === undefined) throw new NotFoundError('The hold');
  const left = intensive.capacity - (await seatsTaken(tx, intensive.id));
  if (!hold.open && (hold.seats > left || intensive.cancelledAt !== null)) return { noSeat: true };
  await tx
    .update(holds)
    .set({ usedAt: at })
    .where(and(eq(holds.id, holdId), isNull(holds.releasedAt), isNull(holds.usedAt)));
  const from = ['OFFERED', 'HELD', 'AWAITING_PAYMENT', 'LAPSED'] as const;
  const confirmed = await changeStatesOf(tx, { holdId, from, to: 'CONFIRMED', because, by: 'system', at });
  return confirmed.length === 0 ? { noSeat: true } : { confirmed };
}
