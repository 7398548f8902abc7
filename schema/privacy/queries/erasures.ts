import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { certificates, creditAwards, erasureRequests, organizations } from '../../../drizzle/schema.ts';
import { awardKeyInSql } from '../../issuance/rules/claimKeys.ts';
import { type CertificateOnRecord, type Erasure, mayErase, standingErasure } from '../rules.ts';

/**
 * The certificates of a person, with the facts that retention looks at. One that corrects another is no further record: the first
 * one says how long the record is kept.
 */
export function certificatesOnRecord(db: Database, userId: UserId): Promise<CertificateOnRecord[]> {
  return db
    .select({
      number: certificates.number,
      organization: organizations.legalName,
      purpose: certificates.purpose,
      specimen: certificates.specimen,
      issuedAt: certificates.issuedAt,
      retentionYears: organizations.retentionYears,
      keptUntil: creditAwards.keptUntil,
    })
    .from(certificates)
    .innerJoin(organizations, eq(organizations.id, certificates.organizationId))
    .leftJoin(
      creditAwards,
      and(
        eq(creditAwards.enrollmentId, certificates.enrollmentId),
        sql`${certificates.claimKey} = ${sql.raw(awardKeyInSql('credit_awards'))}`,
      ),
    )
    .where(and(eq(certificates.userId, userId), isNull(certificates.supersedesId)));
}

/** A person's request for erasure, waiting or carried out. */
export async function erasureRequestOf(db: Database, userId: UserId) {
  const [row] = await db.select().from(erasureRequests).where(eq(erasureRequests.userId, userId));
  return row ?? null;
}

/** A request of this person that was neither carried out nor canceled. */
export function isWaiting(userId: UserId) {
  return and(eq(erasureRequests.userId, userId), isNull(erasureRequests.carriedOutAt));
}

/** What a person sees of their request; null when there is none. */
export async function erasureOf(db: Database, { userId, now }: { userId: UserId; now: Date }): Promise<Erasure | null> {
  const request = await erasureRequestOf(db, userId);
  if (request === null) return null;
  const { requestedAt, dueAt, carriedOutAt } = request;
  return standingErasure({ requestedAt, dueAt, carriedOutAt }, mayErase(await certificatesOnRecord(db, userId), now));
}
