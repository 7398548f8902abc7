import { and, asc, eq, isNull, lte } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { CertificateId, EnrollmentId, ModuleId, UserId } from '../../../drizzle/ids.ts';
import { erasureRequests } from '../../../drizzle/schema.ts';
import { countAct } from '../../accounts/operations.ts';
import { accountOf } from '../../accounts/queries.ts';
import { normalizedEmail } from '../../accounts/rules.ts';
import { readReflection } from '../../enrollments/operations/saveReflection.ts';
import { InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { recordUntypedEvent } from '../../events/operations.ts';
import { parseInput } from '../../input.ts';
import { openFacts } from '../../issuance/operations/sealFacts.ts';
import { reasonText, speaksOf } from '../../plainText.ts';
import { RecordKeptError } from '../errors.ts';
import { certificatesOnRecord, erasureOf, erasureRequestOf, type Kept, keptOf } from '../queries.ts';
import { type Erasure, exportsKey, mayErase } from '../rules.ts';
import { erasePerson, lockPerson } from './erasePerson.ts';

/** As many exports as a person may ask for in a day. */
const EXPORTS = { max: 10, seconds: 24 * 3600 };

type Ask = { userId: UserId; vault: Vault; now: Date; requestId: string };

/**
 * Everything kept about a person, as JSON: account, profile, enrollments with study time, answers and reflections, certificates.
 * Written to the audit trail. Throws RateLimited after ten in a day.
 */
export const exportData = async (
  db: Database,
  { userId, vault, now, requestId }: Ask,
): Promise<{ createdAt: Date; json: string }> => {
  const { count, windowStartedAt } = await countAct(db, { key: exportsKey(userId), seconds: EXPORTS.seconds, now });
  if (count > EXPORTS.max) throw new RateLimitedError(new Date(windowStartedAt.getTime() + EXPORTS.seconds * 1000));
  const kept = await db.transaction(async (tx) => {
    await recordUntypedEvent(tx, {
      verb: 'DATA_EXPORTED',
      objectType: 'User',
      objectId: userId,
      actorUserId: userId,
      at: now,
      requestId,
    });
    return (await keptOf(tx, { userId }))[0];
  });
  if (kept === undefined) throw new Error('a select of one row gave none');
  return { createdAt: now, json: JSON.stringify({ createdAt: now, ...opened(kept, vault) }, null, 2) };
};

const opened = (kept: Kept, vault: Vault) => ({
  ...kept,
  rounds: kept.rounds.map(({ reflections, ...round }) => ({
    ...round,
    reflections: reflections.map(({ moduleId, sealedText, updatedAt }) => ({
      moduleId,
      updatedAt,
      text: readReflection(vault, {
        enrollmentId: round.id as EnrollmentId,
        moduleId: moduleId as ModuleId,
        sealedText: Buffer.from(sealedText, 'base64'),
      }),
    })),
  })),
  certificates: kept.certificates.map(({ sealedFacts, wrappedDataKey, ...certificate }) => ({
    ...certificate,
    printed:
      openFacts(vault, {
        id: certificate.id as CertificateId,
        sealedFacts: Buffer.from(sealedFacts, 'base64'),
        wrappedDataKey: wrappedDataKey === null ? null : Buffer.from(wrappedDataKey, 'base64'),
      })?.facts ?? null,
  })),
});

type Person = { userId: UserId; now: Date };

/** Takes every lock and reads what keeps the record. Throws NotFound. */
const verdictUnderLock = async (tx: Database, { userId, now }: Person) => {
  if (!(await lockPerson(tx, userId))) throw new NotFoundError('The person');
  return mayErase(await certificatesOnRecord(tx, userId), now);
};

const standing = async (tx: Database, person: Person): Promise<Erasure> => {
  const erasure = await erasureOf(tx, person);
  if (erasure === null) throw new Error('a request for erasure is gone within its own transaction');
  return erasure;
};

const aboutUser = (verb: string, { userId, now }: Person) => ({
  verb,
  objectType: 'User',
  objectId: userId,
  at: now,
});

/**
 * A person asks to be erased, typing their own address once more. Carried out at once when no rule keeps their record, else it
 * waits for the day the last one ends. One request for each person: a second call answers the first. Throws InvalidInput.
 */
export const requestErasure = async (
  db: Database,
  { confirmation, requestId, ...person }: Person & { confirmation: string; requestId: string },
): Promise<Erasure> =>
  db.transaction(async (tx) => {
    const { userId, now } = person;
    const verdict = await verdictUnderLock(tx, person);
    const earlier = await erasureRequestOf(tx, userId);
    if (earlier !== null && earlier.carriedOutAt !== null) return standing(tx, person);
    await requireOwnAddress(tx, userId, confirmation);
    const byThem = { actorUserId: userId, requestId };
    if (earlier === null) await recordUntypedEvent(tx, { ...aboutUser('ERASURE_REQUESTED', person), ...byThem });
    if (verdict.ok) {
      await erasePerson(tx, person);
      await recordUntypedEvent(tx, { ...aboutUser('PERSON_ERASED', person), ...byThem });
    } else if (earlier === null) {
      await tx.insert(erasureRequests).values({ userId, requestedAt: now, dueAt: verdict.dueAt });
    }
    return standing(tx, person);
  });

const requireOwnAddress = async (tx: Database, userId: UserId, confirmation: string): Promise<void> => {
  const typed = normalizedEmail(confirmation);
  const account = await accountOf(tx, userId);
  if (typed.ok && typed.email === account?.email) return;
  const message = 'Type the address you sign in with, to show that you mean it. Nothing was changed.';
  throw new InvalidInputError([{ path: 'confirmation', message }]);
};

const stillWaits = (userId: UserId) => and(eq(erasureRequests.userId, userId), isNull(erasureRequests.carriedOutAt));

/** Takes a waiting request back; a second call changes nothing. Throws InvalidInput when another request waits. */
export const cancelErasure = async (
  db: Database,
  { requestId, requestedAt, ...person }: Person & { requestedAt: Date; requestId: string },
): Promise<void> =>
  db.transaction(async (tx) => {
    const [waiting] = await tx.select().from(erasureRequests).where(stillWaits(person.userId)).for('update');
    if (waiting === undefined) return;
    if (waiting.requestedAt.getTime() !== requestedAt.getTime()) {
      const message = `The request that waits was made at ${waiting.requestedAt.toISOString()}.`;
      throw new InvalidInputError([{ path: 'requestedAt', message }]);
    }
    await tx.delete(erasureRequests).where(eq(erasureRequests.id, waiting.id));
    await recordUntypedEvent(tx, { ...aboutUser('ERASURE_CANCELLED', person), actorUserId: person.userId, requestId });
  });

/** As many people as one run erases; the rest wait for the next. */
const PER_RUN = 500;

/**
 * Erases everyone whose day has come, each in a transaction of their own; who earned further credit meanwhile waits on. One that
 * fails does not stop the others: it is thrown at the end, and tried again by the next run.
 */
export const carryOutErasures = async (db: Database, { now }: { now: Date }): Promise<void> => {
  const due = await db
    .select({ userId: erasureRequests.userId })
    .from(erasureRequests)
    .where(and(lte(erasureRequests.dueAt, now), isNull(erasureRequests.carriedOutAt)))
    .orderBy(asc(erasureRequests.dueAt))
    .limit(PER_RUN);
  const failures: unknown[] = [];
  for (const { userId } of due)
    await carryOut(db, { userId, now }).catch((error: unknown) => {
      failures.push(error);
    });
  if (failures.length > 0) throw failures[0];
};

const carryOut = (db: Database, person: Person): Promise<void> =>
  db.transaction(async (tx) => {
    const verdict = await verdictUnderLock(tx, person);
    const request = await erasureRequestOf(tx, person.userId);
    if (request === null || request.carriedOutAt !== null) return;
    if (!verdict.ok) {
      await tx.update(erasureRequests).set({ dueAt: verdict.dueAt }).where(stillWaits(person.userId));
      return;
    }
    await erasePerson(tx, person);
    await recordUntypedEvent(tx, aboutUser('PERSON_ERASED', person));
  });

const Order = z.object({ reason: reasonText });

/**
 * An operator erases a person, by the same rules. The reason goes into the audit trail and may not name them. Throws InvalidInput,
 * NotFound, RecordKept.
 */
export const eraseByOperator = async (
  db: Database,
  { userId, now, ...terms }: Person & { reason: string },
): Promise<void> => {
  const { reason } = parseInput(Order, terms);
  await db.transaction(async (tx) => {
    const verdict = await verdictUnderLock(tx, { userId, now });
    await requireNameless(tx, userId, reason);
    if (!verdict.ok) throw new RecordKeptError(verdict);
    await erasePerson(tx, { userId, now });
    await recordUntypedEvent(tx, { ...aboutUser('PERSON_ERASED', { userId, now }), actor: 'operator', reason });
  });
};

const requireNameless = async (tx: Database, userId: UserId, reason: string): Promise<void> => {
  const account = await accountOf(tx, userId);
  const names = [account?.email, account?.profile.legalName].filter((text) => text !== undefined && text !== null);
  if (!speaksOf(reason, names)) return;
  const message = 'Leave the name and the address out: the reason stays on record for ever.';
  throw new InvalidInputError([{ path: 'reason', message }]);
};
