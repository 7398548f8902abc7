import { randomBytes } from 'node:crypto';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import {
  accommodationGrants,
  accounts,
  attestations,
  certificates,
  enrollments,
  erasureRequests,
  extraAttempts,
  memberships,
  passkeys,
  profiles,
  reflections,
  sessions,
  throttles,
  users,
  verifications,
} from '../../../drizzle/schema.ts';
import { openInSql } from '../../enrollments/rules/open.ts';
import { exportsKey } from '../rules.ts';

/** What stands where a text about somebody stood. The triggers know this word. */
const ERASED = 'erased';

type Erase = { userId: UserId; now: Date };

/**
 * Takes the locks of everything that can race with an erasure, in one order: the person, their enrollments, their certificates. The
 * person's is the weaker kind, which a claim in the middle of its insert does not wait for. False when there is no such person.
 */
export const lockPerson = async (tx: Database, userId: UserId): Promise<boolean> => {
  const found = await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update');
  await tx
    .select({ id: enrollments.id })
    .from(enrollments)
    .where(eq(enrollments.userId, userId))
    .orderBy(enrollments.id)
    .for('update');
  await tx
    .select({ id: certificates.id })
    .from(certificates)
    .where(eq(certificates.userId, userId))
    .orderBy(certificates.id)
    .for('update');
  return found.length > 0;
};

/**
 * Erases a person for good: the keys of their certificates, what they wrote, what names them and every way in. Numbers, hours,
 * dates, hashes and the salted commitments stay, tied to nobody. The request's row is the witness without which the tables refuse
 * this; they refuse it too while a rule of retention stands. The caller holds lockPerson. A second call changes nothing.
 */
export const erasePerson = async (tx: Database, { userId, now }: Erase): Promise<void> => {
  const request = { userId, requestedAt: now, dueAt: now, carriedOutAt: now };
  const witnessed = await tx
    .insert(erasureRequests)
    .values(request)
    .onConflictDoUpdate({
      target: erasureRequests.userId,
      set: { dueAt: sql`least(${erasureRequests.dueAt}, excluded.due_at)`, carriedOutAt: now },
      setWhere: isNull(erasureRequests.carriedOutAt),
    })
    .returning({ id: erasureRequests.id });
  if (witnessed.length === 0) return;
  await destroyKeys(tx, userId);
  await blankWhatStays(tx, { userId, now });
  await closeEveryWayIn(tx, { userId, now });
};

const destroyKeys = async (tx: Database, userId: UserId): Promise<void> => {
  await tx
    .update(certificates)
    .set({ wrappedDataKey: null, nameShared: false, userId: null })
    .where(eq(certificates.userId, userId));
};

const blankWhatStays = async (tx: Database, { userId, now }: Erase): Promise<void> => {
  const own = tx.select({ id: enrollments.id }).from(enrollments).where(eq(enrollments.userId, userId));
  await tx.delete(reflections).where(inArray(reflections.enrollmentId, own));
  await tx
    .update(attestations)
    .set({ typedName: ERASED, ipAddress: null, userAgent: null })
    .where(inArray(attestations.enrollmentId, own));
  await tx
    .update(enrollments)
    .set({ withdrawnAt: now })
    .where(and(eq(enrollments.userId, userId), sql.raw(openInSql('enrollments'))));
  await tx.update(extraAttempts).set({ reason: ERASED, grantedBy: ERASED }).where(eq(extraAttempts.userId, userId));
  await tx
    .update(accommodationGrants)
    .set({ alternateFormat: null, grantedBy: ERASED })
    .where(eq(accommodationGrants.userId, userId));
};

/** Every way in, and what the ways in know of them. The address is free for a new person afterwards. */
const closeEveryWayIn = async (tx: Database, { userId, now }: Erase): Promise<void> => {
  const [user] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId));
  const speaksOf = (text: string) =>
    sql`position(${text} in ${verifications.identifier} || ${verifications.value}) > 0`;
  await tx.delete(verifications).where(sql`${speaksOf(userId)} or ${speaksOf(user?.email ?? userId)}`);
  for (const table of [sessions, passkeys, accounts, memberships, profiles])
    await tx.delete(table).where(eq(table.userId, userId));
  await tx.delete(throttles).where(eq(throttles.key, exportsKey(userId)));
  await tx
    .update(users)
    .set({
      name: '',
      // No address has such a domain (RFC 2606), so no code can be sent there.
      email: `erased-${randomBytes(16).toString('hex')}@invalid`,
      emailVerified: false,
      image: null,
      disabledAt: now,
      updatedAt: now,
    })
    .where(eq(users.id, userId));
};
