import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId, IntensiveId, WaitlistEntryId } from '../../../drizzle/ids.ts';
import { waitlistEntries } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError, RateLimitedError } from '../../errors.ts';
import { lockIntensive } from '../../intensives/queries.ts';
import { AlreadyRegisteredError, ApplicationNeededError, PlacesLeftError } from '../errors.ts';
import { liveRegistration } from '../queries/own.ts';
import { publicSeats } from '../queries/seats.ts';
import { BEGUN_A_DAY } from '../rules/limits.ts';
import { registrationWindow } from '../rules/window.ts';
import { type Answer, endEntry, openEntryOf } from './endEntry.ts';
import { endSeat } from './endSeat.ts';
import { offerSeats } from './offerSeats.ts';
import { registrationClosed } from './registrationClosed.ts';
import { lapseHold } from './releaseHold.ts';

type Place = { intensiveId: IntensiveId | null };
type Entry = { entryId: WaitlistEntryId };

/**
 * Puts a person at the end of the waitlist. A second call answers the same entry, and the place stays. Throws NotFound,
 * RegistrationClosed, ApplicationNeeded, AlreadyRegistered, PlacesLeft, RateLimited after ten entries in a day.
 */
export async function joinWaitlist(db: Database, act: UserAct, { intensiveId }: Place): Promise<Entry> {
  return db.transaction(async (tx) => {
    const intensive = await lockIntensive(tx, intensiveId);
    if (intensive.publishedAt === null) throw new NotFoundError('The intensive');
    const own = { intensiveId: intensive.id, userId: act.userId };
    const entry = await openEntryOf(tx, own);
    if (entry !== null) return { entryId: entry.id };
    const window = registrationWindow(intensive, act.now);
    if (!window.ok) throw registrationClosed(window.because, intensive);
    if (intensive.admission === 'APPLICATION') throw new ApplicationNeededError();
    const live = await liveRegistration(tx, own);
    if (live !== null) throw new AlreadyRegisteredError(live.id);
    const [seats] = await publicSeats(tx, [intensive.id]);
    if (seats !== undefined && seats.left > 0) throw new PlacesLeftError(seats.left);
    await requireFewEntries(tx, act, intensive.id);
    const [row] = await tx
      .insert(waitlistEntries)
      .values({ ...own, seats: 1, joinedAt: act.now })
      .returning({ id: waitlistEntries.id });
    if (row === undefined) throw new Error('an inserted entry came back empty');
    return { entryId: row.id };
  });
}

async function requireFewEntries(tx: Database, { userId, now }: UserAct, intensiveId: IntensiveId): Promise<void> {
  const day = new Date(now.getTime() - 24 * 3_600_000);
  const own = and(eq(waitlistEntries.userId, userId), eq(waitlistEntries.intensiveId, intensiveId));
  const lately = and(own, sql`${waitlistEntries.joinedAt} > ${day.toISOString()}::timestamptz`);
  if ((await tx.$count(waitlistEntries, lately)) >= BEGUN_A_DAY)
    throw new RateLimitedError(new Date(now.getTime() + 24 * 3_600_000));
}

/**
 * Takes a person off a waitlist, and gives an offer that they had to the next. A second call changes nothing. Throws NotFound for
 * somebody who never waited.
 */
export async function leaveWaitlist(db: Database, act: UserAct, { intensiveId }: Place): Promise<Entry> {
  return db.transaction(async (tx) => {
    const intensive = await lockIntensive(tx, intensiveId);
    const own = { intensiveId: intensive.id, userId: act.userId };
    const entry = await openEntryOf(tx, own);
    if (entry !== null) await leave(tx, { ...own, entryId: entry.id, answer: 'WITHDRAWN', at: act.now });
    const [last] = await tx
      .select({ id: waitlistEntries.id })
      .from(waitlistEntries)
      .where(and(eq(waitlistEntries.intensiveId, intensive.id), eq(waitlistEntries.userId, act.userId)))
      .orderBy(sql`${waitlistEntries.turn} desc`)
      .limit(1);
    if (last === undefined) throw new NotFoundError('The entry');
    return { entryId: last.id };
  });
}

type Leaving = { intensiveId: IntensiveId; entryId: WaitlistEntryId; answer: Answer; at: Date };

/** Ends an entry with its offer. An application that waited or was offered a place ends with it, and so does its pair. */
export async function leave(tx: Database, { intensiveId, entryId, answer, at }: Leaving): Promise<void> {
  const [entry] = await tx.select().from(waitlistEntries).where(eq(waitlistEntries.id, entryId));
  const because = answer === 'DECLINED' ? 'OFFER_DECLINED' : 'WITHDRAWN';
  const live = entry && (await liveRegistration(tx, { intensiveId, userId: entry.userId }));
  if (live != null && (live.state === 'APPLIED' || live.state === 'OFFERED')) {
    await endSeat(tx, { registrationId: live.id, to: 'CANCELLED', because, by: 'user', at });
    return;
  }
  const ended = await endEntry(tx, { entryId, endedBy: 'LEFT', answer, at });
  if (ended?.holdId != null) await endHoldOf(tx, ended.holdId, at);
  await offerSeats(tx, intensiveId, at);
}

const endHoldOf = (tx: Database, holdId: HoldId, at: Date) => lapseHold(tx, { holdId, because: 'OFFER_DECLINED', at });
