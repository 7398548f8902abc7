import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { type CreditExceptionId, type CreditOfferId, type EnrollmentId, newId } from '../../../drizzle/ids.ts';
import { creditExceptions, creditOffers, enrollments } from '../../../drizzle/schema.ts';
import type { Rules } from '../../accreditation/rules/bodies.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { organizationsByIds } from '../../organizations/queries.ts';
import { dateIn } from '../../organizations/rules.ts';
import { NotWaivableError } from '../errors.ts';
import { type WaivableBlocker, waivableUnder } from '../rules/waiving.ts';

/** They are read with every look at the offers of an enrollment. */
const MOST_EXCEPTIONS = 100;

type Grant = {
  enrollmentId: EnrollmentId | null;
  offerId: CreditOfferId | null;
  blocker: WaivableBlocker;
  /** The last day of the exception, in the organization's zone. */
  untilOn: string;
  reason: string;
};

/**
 * Lets one blocker of one offer pass for one enrollment until the end of a day, for a member who may. The same exception
 * again changes nothing. Throws NotFound, Forbidden, NotWaivable, InvalidInput for a day that has passed and after a hundred.
 */
export async function grantException(
  db: Database,
  act: UserAct,
  { enrollmentId, offerId, blocker, untilOn, reason }: Grant,
): Promise<{ id: CreditExceptionId; untilOn: string }> {
  return db.transaction(async (tx) => {
    // Exceptions follow each other and an erasure: nothing is written about an erased person.
    if (enrollmentId !== null)
      await tx
        .select({ id: enrollments.id })
        .from(enrollments)
        .where(eq(enrollments.id, enrollmentId))
        .for('no key update');
    const [offer] =
      offerId === null || enrollmentId === null
        ? []
        : await tx
            .select({
              organizationId: creditOffers.organizationId,
              rules: creditOffers.rules,
              erased: sql<boolean>`is_erased(${enrollments.userId})`,
            })
            .from(creditOffers)
            .innerJoin(
              enrollments,
              and(eq(enrollments.versionId, creditOffers.versionId), eq(enrollments.id, enrollmentId)),
            )
            .where(eq(creditOffers.id, offerId));
    const asked = { permission: 'GRANT_EXCEPTIONS', what: 'The enrollment or the offer' } as const;
    const { organizationId, as } = await requirePermission(tx, act, {
      ...asked,
      organizationId: offer?.organizationId ?? null,
    });
    if (offer === undefined || offer.erased || enrollmentId === null) throw new NotFoundError(asked.what);
    // The offer's rules are stored as they were validated when it was made.
    if (!waivableUnder(offer.rules as Rules).includes(blocker)) throw new NotWaivableError(blocker);
    const [organization] = await organizationsByIds(tx, [organizationId]);
    const today = dateIn(organization?.timeZone ?? 'UTC', act.now);
    if (untilOn < today) throw new InvalidInputError([{ path: 'untilOn', message: `Write ${today} or a later day.` }]);
    const known = await tx.select().from(creditExceptions).where(eq(creditExceptions.enrollmentId, enrollmentId));
    const same = known.find((one) => one.offerId === offerId && one.blocker === blocker && one.untilOn === untilOn);
    if (same !== undefined) return { id: same.id, untilOn };
    if (known.length >= MOST_EXCEPTIONS)
      throw new InvalidInputError([
        { path: 'enrollmentId', message: `An enrollment has at most ${MOST_EXCEPTIONS} exceptions.` },
      ]);
    const id = newId<CreditExceptionId>();
    const facts = { id, enrollmentId, offerId, blocker, untilOn, reason };
    await tx.insert(creditExceptions).values({ ...facts, grantedBy: act.userId, grantedAt: act.now });
    await recordEvent(tx, act, 'EXCEPTION_GRANTED', {
      objectId: id,
      organizationId,
      as,
      reason,
      details: { enrollmentId, offerId, blocker, untilOn },
    });
    return { id, untilOn };
  });
}
