import { randomBytes } from 'node:crypto';
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { nameOf, ownedBy, policies } from '../../../drizzle/policies.ts';
import { blanksOf, type Policy } from '../../../drizzle/policy.ts';
import { certificates, enrollments, erasureRequests, users, verifications } from '../../../drizzle/schema.ts';
import { forgetActs } from '../../accounts/operations.ts';
import { recoveriesKey, requirementsKey } from '../../accounts/rules/recovery.ts';
import { destroyCareOf } from '../../care/operations/destroyRecords.ts';
import { correctionsKey } from '../../credits/rules/correction.ts';
import { openInSql } from '../../enrollments/rules/open.ts';
import { NotFoundError } from '../../errors.ts';
import { nameCorrectionsKey } from '../../issuance/rules/nameCorrections.ts';
import { enqueue } from '../../jobs/operations.ts';
import { leaveEverything } from '../../orders/operations/leaveEverything.ts';
import { certificatesOnRecord, ordersOnRecord } from '../queries/erasures.ts';
import { cancellationsKey, type ErasureDecision, exportsKey, mayErase } from '../rules.ts';
import { lockPerson } from './lockPerson.ts';
import { noteErasure } from './noteErasure.ts';

type Person = { userId: UserId; now: Date };

/** Takes every lock and decides whether this person may be erased now. Throws NotFound. */
export async function decideUnderLock(tx: Database, { userId, now }: Person): Promise<ErasureDecision> {
  if (!(await lockPerson(tx, userId))) throw new NotFoundError('The person');
  return mayErase(await certificatesOnRecord(tx, userId), now, await ordersOnRecord(tx, userId));
}

/**
 * Deletes a person's data permanently: the keys of their certificates, what they wrote, what names them and every way to sign in.
 * Numbers, hours, dates, hashes and the salted commitments stay, without a link to a person. The tables refuse this without the
 * request's row, and while a retention rule applies. The caller holds the locks of decideUnderLock. A second call changes
 * nothing.
 */
export async function erasePerson(tx: Database, person: Person): Promise<void> {
  if (!(await markCarriedOut(tx, person))) return;
  await leaveEverything(tx, { userId: person.userId, at: person.now });
  await destroyCareOf(tx, person);
  await destroyKeys(tx, person);
  await withdrawOpenEnrollments(tx, person);
  await blankAsPoliciesSay(tx, person);
  await deleteCodesAndCounts(tx, person);
  await deleteAsPoliciesSay(tx, person);
  await blankUser(tx, person);
  const { userId, now } = person;
  await enqueue(tx, noteErasure, { userId, carriedOutAt: now.toISOString() }, { key: userId });
}

/** False when it was carried out earlier. */
async function markCarriedOut(tx: Database, { userId, now }: Person): Promise<boolean> {
  const marked = await tx
    .insert(erasureRequests)
    .values({ userId, requestedAt: now, dueAt: now, carriedOutAt: now })
    .onConflictDoUpdate({
      target: erasureRequests.userId,
      set: { dueAt: sql`least(${erasureRequests.dueAt}, excluded.due_at)`, carriedOutAt: now },
      setWhere: isNull(erasureRequests.carriedOutAt),
    })
    .returning({ id: erasureRequests.id });
  return marked.length > 0;
}

async function destroyKeys(tx: Database, { userId }: Person): Promise<void> {
  await tx
    .update(certificates)
    .set({ wrappedDataKey: null, nameShared: false, userId: null })
    .where(eq(certificates.userId, userId));
}

async function withdrawOpenEnrollments(tx: Database, { userId, now }: Person): Promise<void> {
  await tx
    .update(enrollments)
    .set({ withdrawnAt: now })
    .where(and(eq(enrollments.userId, userId), sql.raw(openInSql('enrollments'))));
}

/** The person's rows in a table, found as its policy says. */
function rowsOf(policy: Policy, { userId }: Person): SQL {
  const condition = ownedBy(policy, sql`${userId}`);
  if (condition === null) throw new Error(`erasure cannot find the rows of ${nameOf(policy)} by person`);
  return condition;
}

async function blankAsPoliciesSay(tx: Database, person: Person): Promise<void> {
  for (const policy of policies) {
    const blanks = blanksOf(policy);
    if (blanks !== null) await tx.update(policy.table).set(blanks).where(rowsOf(policy, person));
  }
}

async function deleteAsPoliciesSay(tx: Database, person: Person): Promise<void> {
  for (const policy of policies)
    if (policy.about?.erasure === 'goes') await tx.delete(policy.table).where(rowsOf(policy, person));
}

/** Codes and challenges that name the person, and the counts of what they did. No key links a person to these rows. */
async function deleteCodesAndCounts(tx: Database, { userId }: Person): Promise<void> {
  const [user] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId));
  const mentions = (text: string) =>
    sql`position(${text} in ${verifications.identifier} || ${verifications.value}) > 0`;
  await tx.delete(verifications).where(sql`${mentions(userId)} or ${mentions(user?.email ?? userId)}`);
  const keys = [exportsKey, cancellationsKey, recoveriesKey, requirementsKey, correctionsKey, nameCorrectionsKey];
  await forgetActs(
    tx,
    keys.map((key) => key(userId)),
  );
}

/** Afterwards a new person may use the address. */
async function blankUser(tx: Database, { userId, now }: Person): Promise<void> {
  await tx
    .update(users)
    .set({
      name: '',
      // No address has such a domain (RFC 2606), so no code can be sent there.
      email: `erased-${randomBytes(16).toString('hex')}@invalid`,
      mailAddress: null,
      passkeyRequiredAt: null,
      emailVerified: false,
      image: null,
      disabledAt: now,
      updatedAt: now,
    })
    .where(eq(users.id, userId));
}
