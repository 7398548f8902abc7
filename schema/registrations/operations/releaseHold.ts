import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId, PairId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { holds, registrations, waitlistEntries, waitlistOffers } from '../../../drizzle/schema.ts';
import { lockIntensive } from '../../intensives/queries.ts';
import { payerOf } from '../queries/paid.ts';
import { endOf, toldTo } from '../rules/ends.ts';
import { factsOf } from '../rules/mails.ts';
import { type Because, type By, KEPT_STATES } from '../rules/states.ts';
import { changeStates, type Moved } from './changeState.ts';
import { type Answer, endEntry } from './endEntry.ts';
import { lockOfHold } from './lock.ts';
import { offerSeatsOf } from './offerSeats.ts';
import { endPairs } from './pairEnds.ts';
import { eventMail } from './writeMail.ts';

type Lapse = {
  holdId: HoldId;
  because: Because;
  at: Date;
  by?: By;
  answer?: Answer;
  /** Who acted; whoever was to pay when absent; null for nobody of them. */
  whose?: UserId | null;
};

/**
 * Ends a hold with the registrations that it kept and the offer that it stood for, under the intensive's lock. A hold that was used or
 * has ended stays as it is. Answers what ended.
 */
export async function lapseHold(
  tx: Database,
  { holdId, because, at, by = 'system', answer = 'LAPSED', whose }: Lapse,
): Promise<Moved[]> {
  const [hold] = await tx
    .update(holds)
    .set({ releasedAt: sql`least(${holds.freesAt}, clock_timestamp())` })
    .where(and(eq(holds.id, holdId), isNull(holds.releasedAt), isNull(holds.usedAt)))
    .returning({ userId: holds.userId });
  if (hold === undefined) return [];
  const kept = and(eq(registrations.holdId, holdId), inArray(registrations.state, KEPT_STATES));
  const { id, userId, pairId } = registrations;
  const rows = await tx.select({ id, userId, pairId }).from(registrations).where(kept);
  const alone = rows.every((row) => row.userId === null || row.userId === hold.userId);
  const payer = alone || whose !== undefined ? null : await payerOf(tx, holdId);
  const actor = whose === undefined ? (payer ?? hold.userId) : whose;
  const ended = await endEach(tx, rows, { because, by, at, whose: actor });
  await endPairs(tx, ended, { because, whose: actor, at });
  await answerOffer(tx, { holdId, answer, at, told: ended.length > 0 });
  return ended;
}

type Kept = { id: RegistrationId; userId: UserId | null; pairId: PairId | null };
type Ending = { because: Because; by: By; at: Date; whose: UserId | null };

/** Ends the places that a hold kept, each with what its person may know. Those who are told the same end by one statement. */
async function endEach(tx: Database, rows: readonly Kept[], { at, ...ending }: Ending): Promise<Moved[]> {
  const ended: Moved[] = [];
  const told = rows.map(({ id, userId, pairId }) => ({
    id,
    ...toldTo(userId, { ...ending, isPair: pairId !== null }),
  }));
  for (const [because, same] of Map.groupBy(told, (one) => one.because)) {
    const by = same[0]?.by ?? ending.by;
    ended.push(...(await changeStates(tx, { ids: same.map(({ id }) => id), to: endOf(because), because, by, at })));
  }
  return ended;
}

type OfHold = { holdId: HoldId; answer: Answer; at: Date; told: boolean };

/** Whoever let an offer of the waitlist pass goes from the list, and may join it again at its end. */
export async function answerOffer(tx: Database, { holdId, answer, at, told }: OfHold): Promise<void> {
  const [offer] = await tx
    .select({
      entryId: waitlistOffers.entryId,
      userId: waitlistEntries.userId,
      intensiveId: waitlistEntries.intensiveId,
    })
    .from(waitlistOffers)
    .innerJoin(waitlistEntries, eq(waitlistEntries.id, waitlistOffers.entryId))
    .where(and(eq(waitlistOffers.holdId, holdId), isNull(waitlistOffers.answeredAt)));
  if (offer === undefined) return;
  const { entryId, userId, intensiveId } = offer;
  const endedBy = answer === 'TAKEN' ? 'TAKEN' : 'LEFT';
  if ((await endEntry(tx, { entryId, endedBy, answer, at })) === null || answer !== 'LAPSED' || told) return;
  const intensive = await lockIntensive(tx, intensiveId);
  const facts = { ...factsOf(intensive), intensiveId };
  await eventMail(tx, { key: `passed ${entryId}`, text: 'WAITLIST_PASSED', userId, facts });
}

/** Gives back the seats of a hold before its end, and offers them to who waits. A second call changes nothing. */
export async function releaseHold(tx: Database, release: Lapse): Promise<void> {
  const intensive = await lockOfHold(tx, release.holdId);
  if (intensive === null) return;
  await lapseHold(tx, release);
  await offerSeatsOf(tx, intensive, release.at);
}
