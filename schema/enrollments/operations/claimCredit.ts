import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { CreditOfferId, EnrollmentId, LicenseId } from '../../../drizzle/ids.ts';
import { enrollments } from '../../../drizzle/schema.ts';
import { laterOf, type UserAct } from '../../act.ts';
import { type AwardRow, awardCredits, awardsOf, joinLicenses } from '../../credits/operations/awardCredits.ts';
import { recordEvents } from '../../events/operations.ts';
import { issueCertificates } from '../../issuance/operations/issueCertificate.ts';
import { printedSourcesOf } from '../../issuance/queries/printedSources.ts';
import { type CertificateRow, liveCertificates } from '../../issuance/queries.ts';
import { awardClaimKey, plainClaimKey } from '../../issuance/rules/claimKeys.ts';
import { BlockedError, EnrollmentClosedError, OffersBlockedError } from '../errors.ts';
import { type OfferSide, offerSideOf } from '../queries/offers.ts';
import { standingOf, type WholeRow } from '../queries.ts';
import { blockers, blockersOf } from '../rules/gate.ts';
import type { Refusal, Verdict } from '../rules/offers/judge.ts';
import { type Choice, decide } from './decideOffers.ts';
import { type LockedEnrollment, lockEnrollment } from './lockEnrollment.ts';
import { printedAwards } from './printAwards.ts';
import { requireName } from './signAttestation.ts';

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

export type Claimed = {
  enrollmentId: EnrollmentId;
  /** The plain certificate, which stands beside every award. */
  plain: CertificateRow;
  awards: { award: AwardRow; certificate: CertificateRow }[];
  refused: Refusal[];
};

/**
 * Grants the plain certificate of a finished enrollment and one for each offer that was named, each once: a second claim, or fifty
 * at once, return the same, and a later one may name further offers and licenses. Throws Blocked with the same list that the
 * learner sees, OffersBlocked when an offer cannot be given and the rest was not asked for, EnrollmentClosed for a withdrawn
 * enrollment, NotFound, NameUndrawable.
 */
export async function claimCredit(
  db: Database,
  act: UserAct,
  { offers = [], giveRest = false, ...facts }: Claim,
): Promise<Claimed> {
  return db.transaction(async (tx) => {
    const enrollment = await lockEnrollment(tx, { enrollmentId: facts.enrollmentId, userId: act.userId });
    const { id } = enrollment;
    const known = await liveCertificates(tx, [plainClaimKey(id)]);
    if (known[0] !== undefined && offers.length === 0)
      return { enrollmentId: id, plain: known[0], awards: [], refused: [] };
    if (enrollment.withdrawnAt !== null) throw new EnrollmentClosedError(enrollment.withdrawnAt);
    const [standing, side] = await Promise.all([
      standingOf(tx, id),
      offers.length === 0 ? NO_OFFERS : offerSideOf(tx, id),
    ]);
    if (enrollment.claimedAt === null) {
      const missing = blockers(standing);
      if (missing.length > 0) throw new BlockedError(blockersOf(id, missing));
    }
    requireName(standing, facts.confirmedName);
    const decided = decide({ standing, side, now: act.now }, offers);
    if (decided.refused.length > 0 && !giveRest) throw new OffersBlockedError(decided.refused);
    return give(tx, act, { ...facts, enrollment, standing, plain: known[0] ?? null, ...decided });
  });
}

const NO_OFFERS: OfferSide = {
  offers: [],
  licenses: [],
  earlier: [],
  exceptions: [],
  sittings: [],
  grants: [],
  test: null,
  lineage: null,
};

type Given = Pick<Claim, 'vault' | 'publicUrl'> & {
  enrollment: LockedEnrollment;
  standing: WholeRow;
  plain: CertificateRow | null;
  /** Offers to be given now. */
  granted: { choice: Choice; verdict: Verdict }[];
  /** Offers that were given before. */
  repeated: Choice[];
  refused: Refusal[];
};

async function give(tx: Database, act: UserAct, facts: Given): Promise<Claimed> {
  const { enrollment, standing, plain, granted, repeated, refused } = facts;
  const { id: enrollmentId, userId, organizationId } = enrollment;
  const { legalName, completedAt, signature } = standing;
  if (legalName === null || completedAt === null) throw new Error('the gate let an unfinished enrollment through');
  // The processes that saw the completion and the signature may have clocks ahead of this one.
  const at = laterOf(act.now, laterOf(completedAt, signature?.signedAt ?? completedAt));
  const earned = granted.map(earnedOf);
  const { versionId } = enrollment;
  // None of these depends on another, so that PostgreSQL is asked for all of them at once.
  const [sources, awards, printed] = await Promise.all([
    printedSourcesOf(tx, versionId),
    awardCredits(tx, { now: at }, { enrollmentId, earned }),
    printedAwards(tx, earned, { versionId, userId, vault: facts.vault }),
  ]);
  const before = await awardsOf(
    tx,
    enrollmentId,
    repeated.map(({ offerId }) => offerId),
  );
  const licensesOf = new Map(repeated.map(({ offerId, licenseIds }) => [offerId, licenseIds]));
  await joinLicenses(
    tx,
    at,
    before.map(({ id, offerId }) => ({ awardId: id, licenseIds: licensesOf.get(offerId) ?? [] })),
  );
  const toIssue = [
    ...(plain === null ? [{ claimKey: plainClaimKey(enrollmentId), award: null }] : []),
    ...earned.map(({ offerId }, index) => ({
      claimKey: awardClaimKey(enrollmentId, offerId),
      award: printed[index] ?? null,
    })),
  ];
  const issued =
    toIssue.length === 0
      ? []
      : await issueCertificates(
          tx,
          { ...act, now: at },
          {
            ...{ enrollmentId, userId, completedAt },
            sources,
            purpose: enrollment.purpose,
            specimen: enrollment.specimen,
            learnerName: legalName,
            assessed: standing.passedAt !== null,
            vault: facts.vault,
            publicUrl: facts.publicUrl,
          },
          toIssue,
        );
  const objectIds = issued.map(({ id }) => id);
  await Promise.all([
    enrollment.claimedAt === null &&
      tx.update(enrollments).set({ claimedAt: at }).where(eq(enrollments.id, enrollmentId)),
    recordEvents(tx, act, 'CERTIFICATE_ISSUED', { objectIds, organizationId }),
  ]);
  const earlier = await liveCertificates(
    tx,
    before.map(({ offerId }) => awardClaimKey(enrollmentId, offerId)),
  );
  const certificates = [...(plain === null ? [] : [plain]), ...issued, ...earlier];
  const byKey = new Map(certificates.map((certificate) => [certificate.claimKey, certificate]));
  const ofKey = (key: string): CertificateRow => {
    const found = byKey.get(key);
    if (found === undefined) throw new Error('an award has no certificate');
    return found;
  };
  return {
    enrollmentId,
    plain: ofKey(plainClaimKey(enrollmentId)),
    awards: [...before, ...awards].map((award) => ({
      award,
      certificate: ofKey(awardClaimKey(enrollmentId, award.offerId)),
    })),
    refused,
  };
}

function earnedOf({ choice, verdict: { offer, dates } }: Given['granted'][number]) {
  if (dates.completedAt === null || dates.countsOn === null) throw new Error('the gate let an undated award through');
  return {
    offerId: offer.id,
    lines: offer.lines,
    totalHundredths: offer.totalHundredths,
    completedAt: dates.completedAt,
    countsOn: dates.countsOn,
    organizationYears: offer.keepYears,
    bodyYears: offer.rules.retentionYears?.value ?? null,
    licenseIds: choice.licenseIds,
    rules: offer.rules,
    body: { key: offer.accreditor, name: offer.body },
  };
}
