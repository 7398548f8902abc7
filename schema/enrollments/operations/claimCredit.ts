import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { CreditOfferId, EnrollmentId, LicenseId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { lockIntensive } from '../../intensives/queries.ts';
import { liveCertificates } from '../../issuance/queries.ts';
import { plainClaimKey } from '../../issuance/rules/claimKeys.ts';
import { lockHolder } from '../../licenses/operations/holding.ts';
import { BlockedError, EnrollmentClosedError, OffersBlockedError } from '../errors.ts';
import { type OfferSide, offerSideOf } from '../queries/offers.ts';
import { standingOf, type WholeRow } from '../queries.ts';
import { blockers, blockersOf } from '../rules/gate.ts';
import { decide } from './decideOffers.ts';
import { type Claimed, giveCredit } from './giveCredit.ts';
import { lockEnrollment } from './lockEnrollment.ts';
import { requireName } from './signAttestation.ts';
import { lockPlaceOf } from './tiePlace.ts';

export type Claim = {
  enrollmentId: EnrollmentId | null;
  /**
   * The legal name, typed by the learner to confirm what will be printed. It is compared with the profile's legal name and then
   * dropped: the certificate prints the profile's spelling.
   */
  confirmedName: string;
  offers?: readonly { offerId: CreditOfferId | null; licenseIds: readonly (LicenseId | null)[] }[];
  /** Give what can be given when some offer cannot; otherwise nothing is given then. */
  giveRest?: boolean;
  vault: Vault;
  publicUrl: string;
};

/**
 * Grants the plain certificate of a finished enrollment and one for each offer that was named, each once: a second claim, or fifty
 * at once, return the same, and a later one may name further offers and licenses. Throws Blocked with the same list that the
 * learner sees, OffersBlocked when an offer cannot be given and the rest was not asked for, EnrollmentClosed for a withdrawn
 * enrollment, NotFound, NameUndrawable, InvalidInput for a license number that no certificate can print.
 */
export async function claimCredit(
  db: Database,
  act: UserAct,
  { offers = [], giveRest = false, ...facts }: Claim,
): Promise<Claimed> {
  return db.transaction(async (tx) => {
    // Limits of a day and repeats look at all enrollments of a person, and so does what somebody taught and attended.
    await lockHolder(tx, act.userId);
    const enrollment = await lockEnrollment(tx, { enrollmentId: facts.enrollmentId, userId: act.userId });
    const { id } = enrollment;
    const known = await liveCertificates(tx, [plainClaimKey(id)]);
    if (known[0] !== undefined && offers.length === 0)
      return { enrollmentId: id, plain: known[0], awards: [], refused: [] };
    if (enrollment.withdrawnAt !== null) throw new EnrollmentClosedError(enrollment.withdrawnAt);
    const [standing, side] = await Promise.all([
      settledStanding(tx, id),
      offers.length === 0 ? NO_OFFERS : offerSideOf(tx, id),
    ]);
    if (enrollment.claimedAt === null) {
      const missing = blockers(standing, act.now);
      if (missing.length > 0) throw new BlockedError(blockersOf(id, missing));
    }
    requireName(standing, facts.confirmedName);
    const decided = decide({ standing, side, now: act.now }, offers);
    if (decided.refused.length > 0 && !giveRest) throw new OffersBlockedError(decided.refused);
    return giveCredit(tx, act, { ...facts, ...decided, enrollment, standing, side, plain: known[0] ?? null });
  });
}

/**
 * The standing; of a training under the lock of its place or, for whoever taught it, of the training, so that a correction or a
 * statement is in it whole or comes after it.
 */
export async function settledStanding(tx: Database, id: EnrollmentId): Promise<WholeRow> {
  const standing = await standingOf(tx, id);
  const { training, teaching } = standing;
  if (training === null && teaching === null) return standing;
  if (teaching !== null) await lockIntensive(tx, teaching.intensiveId);
  if (training !== null) await lockPlaceOf(tx, training.registrationId);
  return standingOf(tx, id);
}

const NO_OFFERS: OfferSide = {
  offers: [],
  licenses: [],
  held: [],
  earlier: [],
  exceptions: [],
  sittings: [],
  grants: [],
  test: null,
  lineage: null,
  signature: null,
  revoked: false,
};
