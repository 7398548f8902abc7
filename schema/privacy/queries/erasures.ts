import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { certificates, creditAwards, erasureRequests, organizations } from '../../../drizzle/schema.ts';
import { statement } from '../../../drizzle/statement.ts';
import { awardKeyInSql } from '../../issuance/rules/claimKeys.ts';
import { type CertificateOnRecord, type Erasure, mayErase, type OrderOnRecord, standingErasure } from '../rules.ts';

/** A certificate of completion takes the place of one of attendance, which was another claim. */
const FIRST_OF_CLAIM = sql`not exists (select from certificates f where f.id = ${certificates.supersedesId}
  and f.claim_key = ${certificates.claimKey})`;

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
    .where(and(eq(certificates.userId, userId), FIRST_OF_CLAIM));
}

const kept = statement<{ userId: UserId }, OrderOnRecord>(
  'orders_on_record',
  (p) => sql`select o.id as "orderId", g.legal_name as organization, o.kept_until::text as "keptUntil"
    from orders o join organizations g on g.id = o.organization_id join intensives i on i.id = o.intensive_id
    where o.placed_by = ${p('userId')} and (o.total_minor > 0 or i.kind = 'TRAINING')
      and (exists (select from payments m where m.order_id = o.id) or exists (select from invoices v where v.order_id = o.id))`,
);

/**
 * The orders of a person with a payment or a document. A free order of an event without a course is no record of money, and neither is
 * one that came to nothing.
 */
export const ordersOnRecord = (db: Database, userId: UserId): Promise<OrderOnRecord[]> => kept(db, { userId });

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
  const [certificates, orders] = [await certificatesOnRecord(db, userId), await ordersOnRecord(db, userId)];
  return standingErasure({ requestedAt, dueAt, carriedOutAt }, mayErase(certificates, now, orders));
}
