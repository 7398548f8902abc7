import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { calendarFeeds, registrations } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { newSecret } from './secrets.ts';

type Asked = { registrationId: RegistrationId | null };

/**
 * Switches the calendar feed of an own registration on. Its secret is told once, and only a hash is stored. A feed that was on ends
 * at once. It shows nothing before the seat is confirmed. Throws NotFound.
 */
export async function makeCalendarFeed(
  db: Database,
  act: UserAct,
  asked: Asked,
): Promise<{ registrationId: RegistrationId; secret: string }> {
  return db.transaction(async (tx) => {
    const registrationId = await lockOwn(tx, act, asked);
    await endFeed(tx, registrationId, act.now);
    const { secret, hash } = newSecret();
    await tx.insert(calendarFeeds).values({ registrationId, secretHash: hash, madeAt: act.now });
    await recordEvent(tx, act, 'CALENDAR_FEED_MADE', { objectId: registrationId, organizationId: null });
    return { registrationId, secret };
  });
}

/** Switches the calendar feed of an own registration off, at once. A second call changes nothing. Throws NotFound. */
export async function revokeCalendarFeed(
  db: Database,
  act: UserAct,
  asked: Asked,
): Promise<{ registrationId: RegistrationId }> {
  return db.transaction(async (tx) => {
    const registrationId = await lockOwn(tx, act, asked);
    if (await endFeed(tx, registrationId, act.now))
      await recordEvent(tx, act, 'CALENDAR_FEED_REVOKED', { objectId: registrationId, organizationId: null });
    return { registrationId };
  });
}

/** Locked, because a registration has at most one feed that is on. */
async function lockOwn(tx: Database, { userId }: UserAct, { registrationId: id }: Asked): Promise<RegistrationId> {
  const own = id === null ? undefined : and(eq(registrations.id, id), eq(registrations.userId, userId));
  const [row] =
    own === undefined
      ? []
      : await tx.select({ id: registrations.id }).from(registrations).where(own).for('no key update');
  if (row === undefined) throw new NotFoundError('The registration');
  return row.id;
}

/** Whether one was on. */
async function endFeed(tx: Database, registrationId: RegistrationId, now: Date): Promise<boolean> {
  const ended = await tx
    .update(calendarFeeds)
    .set({ revokedAt: now })
    .where(and(eq(calendarFeeds.registrationId, registrationId), isNull(calendarFeeds.revokedAt)))
    .returning({ id: calendarFeeds.id });
  return ended.length > 0;
}
