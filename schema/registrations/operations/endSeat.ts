import { and, eq, isNull, ne, or, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { holds, registrations, waitlistEntries } from '../../../drizzle/schema.ts';
import { LIVE_STATES, type RegistrationState } from '../../../drizzle/tables/registrations.ts';
import { RegistrationStateError } from '../errors.ts';
import { toldTo } from '../rules/ends.ts';
import type { Because, By } from '../rules/states.ts';
import { changeStates, type Moved } from './changeState.ts';
import { endEntry } from './endEntry.ts';
import { lockRegistration, type RegistrationRow } from './lock.ts';
import { offerSeatsOf } from './offerSeats.ts';
import { endPairs } from './pairEnds.ts';
import { answerOffer } from './releaseHold.ts';

type End = {
  registrationId: RegistrationId;
  to: 'CANCELLED' | 'DECLINED';
  because: Because;
  by: By;
  at: Date;
  /** Who acted, when it was not the person of this place; null for nobody of them. */
  whose?: UserId | null;
};

/**
 * Ends a registration and, because a pair is never split, the other one of its pair. Gives back what they had of a hold, ends what they
 * waited for, and offers the seat to who waits. Money is the caller's part. A second call ends nothing. Throws NotFound, and
 * RegistrationState for one that has ended otherwise. Answers what ended.
 */
export async function endSeat(tx: Database, { registrationId, to, because, by, at, ...end }: End): Promise<Moved[]> {
  const { row, intensive } = await lockRegistration(tx, registrationId);
  if (row.state === to) return [];
  const whose = end.whose === undefined ? row.userId : end.whose;
  const act = { because, by, whose, isPair: row.pairId !== null };
  const ended = await changeStates(tx, { ids: [row.id], to, at, ...toldTo(row.userId, act) });
  if (ended.length === 0) throw new RegistrationStateError(row.state);
  for (const { id, userId } of await othersOf(tx, row)) {
    const other = { ids: [id], to, at, ...toldTo(userId, act), from: LIVE_STATES };
    ended.push(...(await changeStates(tx, other)));
  }
  await endPairs(tx, ended, { because, whose, at });
  await giveBack(tx, ended, { because, at });
  if (row.state === 'APPLIED') await endWaiting(tx, row, at);
  await offerSeatsOf(tx, intensive, at);
  return ended;
}

async function othersOf(tx: Database, { id, pairId }: RegistrationRow) {
  if (pairId === null) return [];
  const others = and(eq(registrations.pairId, pairId), ne(registrations.id, id), isNull(registrations.endedAt));
  return tx.select({ id: registrations.id, userId: registrations.userId }).from(registrations).where(others);
}

const hadHold = (state: RegistrationState) => state === 'OFFERED' || state === 'HELD' || state === 'AWAITING_PAYMENT';

/** Takes the seats of ended registrations out of their open holds. A hold without a seat is released. */
async function giveBack(
  tx: Database,
  ended: readonly Moved[],
  { because, at }: { because: Because; at: Date },
): Promise<void> {
  const seats = Map.groupBy(
    ended.filter(({ was }) => hadHold(was)),
    ({ holdId }) => holdId,
  );
  for (const [holdId, rows] of seats) {
    if (holdId === null) continue;
    const [hold] = await tx
      .update(holds)
      .set({
        seats: sql`greatest(${holds.seats} - ${rows.length}::int, 1)`,
        releasedAt: sql`case when ${holds.seats} <= ${rows.length}::int then clock_timestamp() end`,
      })
      .where(and(eq(holds.id, holdId), isNull(holds.releasedAt), isNull(holds.usedAt)))
      .returning({ releasedAt: holds.releasedAt });
    const answer = because === 'OFFER_DECLINED' ? 'DECLINED' : 'WITHDRAWN';
    if (hold?.releasedAt != null) await answerOffer(tx, { holdId, answer, at, told: true });
  }
}

/** Ends the entry of the waitlist on which an accepted application waits. */
async function endWaiting(tx: Database, row: RegistrationRow, at: Date): Promise<void> {
  const whose = or(
    row.userId === null ? undefined : eq(waitlistEntries.userId, row.userId),
    row.pairId === null ? undefined : eq(waitlistEntries.pairId, row.pairId),
  );
  if (whose === undefined) return;
  const open = and(eq(waitlistEntries.intensiveId, row.intensiveId), isNull(waitlistEntries.endedAt));
  const entries = await tx.select({ id: waitlistEntries.id }).from(waitlistEntries).where(and(open, whose));
  for (const { id } of entries) await endEntry(tx, { entryId: id, endedBy: 'LEFT', at });
}
