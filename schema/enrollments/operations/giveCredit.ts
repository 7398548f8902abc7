import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { EnrollmentId } from '../../../drizzle/ids.ts';
import { enrollments } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import {
  type AwardRow,
  awardCredits,
  awardsOf,
  type Join,
  joinLicenses,
} from '../../credits/operations/awardCredits.ts';
import type { Earned } from '../../credits/rules/earned.ts';
import { recordEvents } from '../../events/operations.ts';
import { issueCertificates, type ToIssue } from '../../issuance/operations/issueCertificate.ts';
import { printedSourcesOf } from '../../issuance/queries/printedSources.ts';
import { type CertificateRow, liveCertificates } from '../../issuance/queries.ts';
import type { PrintedSources } from '../../issuance/rules/certificateFacts.ts';
import { awardClaimKey, plainClaimKey } from '../../issuance/rules/claimKeys.ts';
import type { OfferSide } from '../queries/offers.ts';
import type { WholeRow } from '../queries.ts';
import { hoursAttended } from '../rules/gate/attendance.ts';
import { latestOf } from '../rules/gate/content.ts';
import { hoursTaught } from '../rules/gate/teaching.ts';
import { earnedUnder } from '../rules/offers/earned.ts';
import type { Refusal, Verdict } from '../rules/offers/judge.ts';
import { heldOf } from '../rules/sessions.ts';
import type { Choice } from './decideOffers.ts';
import { keepAttendance } from './keepAttendance.ts';
import { keepTeaching } from './keepTeaching.ts';
import type { LockedEnrollment } from './lockEnrollment.ts';
import { printedAwards } from './printAwards.ts';
import { attendanceCertificate, replaceAttendance } from './replaceAttendance.ts';

export type Claimed = {
  enrollmentId: EnrollmentId;
  /** The plain certificate, which stands beside every award. */
  plain: CertificateRow;
  awards: { award: AwardRow; certificate: CertificateRow }[];
  refused: Refusal[];
};

export type ToGive = {
  enrollment: LockedEnrollment;
  standing: WholeRow;
  side: Pick<OfferSide, 'signature'>;
  /** The plain certificate, if it was issued before. */
  plain: CertificateRow | null;
  /** Offers to be given now. */
  granted: { choice: Choice; verdict: Verdict }[];
  /** Offers that were given before. */
  repeated: Choice[];
  refused: Refusal[];
  vault: Vault;
  publicUrl: string;
};

/**
 * Writes what a claim gives: an award and a certificate for each offer granted, and the plain certificate unless there is one.
 * Offers that were given before only get their licenses. The caller holds the locks and has asked the gate.
 */
export async function giveCredit(tx: Database, act: UserAct, facts: ToGive): Promise<Claimed> {
  const { enrollment, plain, granted, refused } = facts;
  const { id: enrollmentId } = enrollment;
  const now = momentOf(act.now, facts);
  const earned = granted.map(({ verdict, choice }) => earnedUnder(verdict, choice.licenseIds, facts.standing));
  const { versionId, userId, basis } = enrollment;
  // None of these depends on another, so that PostgreSQL is asked for all of them at once.
  const [sources, awards, printed] = await Promise.all([
    printedSourcesOf(tx, versionId),
    awardCredits(tx, { now }, { enrollmentId, basis, earned }),
    printedAwards(tx, earned, { versionId, userId, basis, vault: facts.vault }),
  ]);
  const { before, joined } = await joinFurther(tx, now, facts);
  const awarded = earned.map(({ offerId }, at) => ({
    claimKey: awardClaimKey(enrollmentId, offerId),
    award: printed[at] ?? null,
  }));
  const attendance =
    plain === null && facts.standing.training !== null ? await attendanceCertificate(tx, enrollmentId) : null;
  const issued = await issue(tx, { ...act, now }, { ...facts, sources, awarded, attendance });
  await replaceAttendance(tx, { ...act, now }, { old: attendance, issued });
  const { training, teaching } = facts.standing;
  await Promise.all([
    closeEnrollment(tx, enrollment, now),
    recordIssued(tx, act, enrollment, { issued, earned }),
    ...(training !== null && issued.length > 0 ? [keepAttendance(tx, enrollmentId, { training, takenAt: now })] : []),
    ...(teaching !== null && issued.length > 0 ? [keepTeaching(tx, enrollmentId, { teaching, takenAt: now })] : []),
  ]);
  const earlier = await liveCertificates(
    tx,
    before.map(({ offerId }) => awardClaimKey(enrollmentId, offerId)),
  );
  const certificateOf = byClaimKey([...(plain === null ? [] : [plain]), ...issued, ...earlier]);
  const certificateOfAward = ({ offerId }: AwardRow) => certificateOf(awardClaimKey(enrollmentId, offerId));
  await recordJoined(
    tx,
    act,
    enrollment,
    before.map((award) => ({ certificate: certificateOfAward(award), joins: joined.get(award.id) ?? [] })),
  );
  return {
    enrollmentId,
    plain: certificateOf(plainClaimKey(enrollmentId)),
    awards: [...before, ...awards].map((award) => ({ award, certificate: certificateOfAward(award) })),
    refused,
  };
}

/** The processes that saw the completion and the signature may have clocks ahead of this one. */
function momentOf(now: Date, { standing, side, granted }: ToGive): Date {
  const signed = [standing.signature, side.signature].flatMap((signature) => signature?.signedAt ?? []);
  const completed = [standing.completedAt, ...granted.map(({ verdict }) => verdict.dates.completedAt)];
  return latestOf([now, ...signed, ...completed.flatMap((at) => at ?? [])]) ?? now;
}

/** The awards that were given before, joined to the licenses that this claim adds. */
async function joinFurther(tx: Database, now: Date, { enrollment, repeated }: ToGive) {
  const before = await awardsOf(
    tx,
    enrollment.id,
    repeated.map(({ offerId }) => offerId),
  );
  const licensesOf = new Map(repeated.map(({ offerId, licenseIds }) => [offerId, licenseIds]));
  const joins = before.map(({ id, offerId }) => ({ awardId: id, licenseIds: licensesOf.get(offerId) ?? [] }));
  return { before, joined: Map.groupBy(await joinLicenses(tx, now, joins), ({ awardId }) => awardId) };
}

type ToIssueOf = ToGive & { sources: PrintedSources; awarded: ToIssue[]; attendance: CertificateRow | null };

async function issue(
  tx: Database,
  act: UserAct,
  { enrollment, standing, plain, sources, awarded, attendance, vault, publicUrl }: ToIssueOf,
): Promise<CertificateRow[]> {
  const { id: enrollmentId, userId, purpose, specimen } = enrollment;
  const { legalName, completedAt, passedAt } = standing;
  if (legalName === null || completedAt === null) throw new Error('the gate let an unfinished enrollment through');
  const replaces = attendance === null ? {} : { supersedesId: attendance.id };
  const completion = { claimKey: plainClaimKey(enrollmentId), award: null, ...replaces };
  const toIssue = [...(plain === null ? [completion] : []), ...awarded];
  if (toIssue.length === 0) return [];
  const claim = { enrollmentId, userId, sources, purpose, specimen, completedAt, vault, publicUrl };
  const attendedHundredths = hoursAttended(standing);
  const learned = { learnerName: legalName, assessed: passedAt !== null, attendedHundredths };
  const taughtHundredths = hoursTaught(standing);
  const stated = { ...learned, taughtHundredths, held: heldOf(standing) };
  return issueCertificates(tx, act, { ...claim, ...stated }, toIssue);
}

async function closeEnrollment(tx: Database, { id, claimedAt }: LockedEnrollment, now: Date): Promise<void> {
  if (claimedAt === null) await tx.update(enrollments).set({ claimedAt: now }).where(eq(enrollments.id, id));
}

async function recordIssued(
  tx: Database,
  act: UserAct,
  { id: enrollmentId, organizationId }: LockedEnrollment,
  { issued, earned }: { issued: readonly CertificateRow[]; earned: readonly Earned[] },
): Promise<void> {
  const printed = new Map(
    earned.map(({ offerId, licenseIds }) => [awardClaimKey(enrollmentId, offerId), { licenseIds }]),
  );
  const objects = issued.map(({ id, claimKey }) => ({ id, details: printed.get(claimKey) ?? null }));
  await recordEvents(tx, act, 'CERTIFICATE_ISSUED', { objects, organizationId });
}

/** Records each license that an award counts for since this claim. The certificate does not print it. */
async function recordJoined(
  tx: Database,
  act: UserAct,
  { organizationId }: LockedEnrollment,
  joined: readonly { certificate: CertificateRow; joins: readonly Join[] }[],
): Promise<void> {
  const objects = joined.flatMap(({ certificate: { id }, joins }) =>
    joins.map(({ licenseId }) => ({ id, details: { licenseId } })),
  );
  await recordEvents(tx, act, 'LICENSE_JOINED', { objects, organizationId });
}

function byClaimKey(certificates: readonly CertificateRow[]): (key: string) => CertificateRow {
  const byKey = new Map(certificates.map((certificate) => [certificate.claimKey, certificate]));
  return (key) => {
    const found = byKey.get(key);
    if (found === undefined) throw new Error('an award has no certificate');
    return found;
  };
}
