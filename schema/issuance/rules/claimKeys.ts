import type { CreditOfferId, EnrollmentId } from '../../../drizzle/ids.ts';

// A certificate stands for one claim: the plain one of an enrollment, that of its attendance before it, or that of its award under an
// offer.

export const plainClaimKey = (enrollmentId: EnrollmentId): string => `${enrollmentId}:plain`;

export const attendanceClaimKey = (enrollmentId: EnrollmentId): string => `${enrollmentId}:attendance`;

export function awardClaimKey(enrollmentId: EnrollmentId, offerId: CreditOfferId): string {
  return `${enrollmentId}:${offerId}`;
}

/** plainClaimKey in SQL, of an enrollment's id. */
export const plainKeyInSql = (id: string): string => `${id} || ':plain'`;

/** awardClaimKey in SQL, of the row with this alias that has an enrollment_id and an offer_id. */
export const awardKeyInSql = (alias: string): string => `${alias}.enrollment_id || ':' || ${alias}.offer_id`;
