import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { AccommodationRequestId, UserId } from '../../../drizzle/ids.ts';
import { accommodationRequests, users } from '../../../drizzle/schema.ts';

/** Locks a person against their erasure, before anything of theirs is locked. False when the account is closed. */
export async function holdPerson(tx: Database, userId: UserId): Promise<boolean> {
  const open = and(eq(users.id, userId), isNull(users.disabledAt));
  return (await tx.select({ id: users.id }).from(users).where(open).for('share')).length > 0;
}

/** Locks a request, its person first, as in an erasure. False for an unknown one, and for that of a closed account. */
export async function lockRequest(tx: Database, id: AccommodationRequestId | null): Promise<boolean> {
  if (id === null) return false;
  const whose = sql`(select q.user_id from accommodation_requests q where q.id = ${id})`;
  const held = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, whose), isNull(users.disabledAt)))
    .for('share');
  if (held.length === 0) return false;
  const locked = await tx
    .select({ id: accommodationRequests.id })
    .from(accommodationRequests)
    .where(eq(accommodationRequests.id, id))
    .for('no key update');
  return locked.length > 0;
}
