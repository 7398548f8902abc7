import type { CreditOfferId, EnrollmentId, QuizId } from '../../../../drizzle/ids.ts';
import { dateIn } from '../../../organizations/rules.ts';
import type { ExtraGrant } from '../attempts.ts';
import { attemptsLeft, retryAfter } from '../attempts.ts';
import { attendanceBlockers } from '../gate/attendance.ts';
import { type AttestationBlocker, isOfSignature, signatureBlockers } from '../gate/attestation.ts';
import { unevaluated } from '../gate/evaluation.ts';
import { licenseFindings } from '../gate/license.ts';
import { offerBlockers } from '../gate/offer.ts';
import { paymentBlockers } from '../gate/payment.ts';
import type { PostTestBlocker } from '../gate/postTest.ts';
import { teachingBlockers } from '../gate/teaching.ts';
import { type Blocker, blockers } from '../gate.ts';
import type { Standing } from '../standing.ts';
import type { Given } from './amounts.ts';
import { attendanceLack, givenFor } from './attended.ts';
import { asksEvaluation, type OfferDates, offerDates } from './dates.ts';
import { type MarkStanding, markStanding } from './mark.ts';
import type { ChosenLicense, EarlierAward, Exception, HeldAward, Offer, Sitting } from './offer.ts';
import { givenForTeaching, teachingLack } from './taught.ts';

/** The enrollment as the gate of offers looks at it. */
export type OfferedEnrollment = Standing & {
  enrolledAt: Date;
  contentDoneAt: Date | null;
  claimedAt: Date | null;
  lineage: EarlierAward['lineage'];
  /** Whether its completion was revoked: the plain certificate, or an award for a reason that lies in the person. */
  revoked: boolean;
  /** The version's post-test; null when it has none. */
  test: { quizId: QuizId; passPercent: number; cooldownSeconds: number | null } | null;
  sittings: readonly Sitting[];
  grants: readonly ExtraGrant[];
};

export type Verdict = {
  offer: Offer;
  dates: OfferDates;
  /** What it gives as things stand; nothing where the attendance of a training earns nothing. */
  given: Given;
  /** Everything that is missing; empty when the offer can be claimed now. */
  blockers: Blocker[];
  /** What the claimant should know although it stops nothing. */
  notices: Blocker[];
};

/** An offer that cannot be given now, and everything that is missing. */
export type Refusal = { enrollmentId: EnrollmentId; offerId: CreditOfferId; blockers: Blocker[] };

export type Case = {
  offer: Offer;
  enrollment: OfferedEnrollment;
  licenses: readonly (ChosenLicense & { cycle: { startsOn: string; endsOn: string } | null })[];
  earlier: readonly EarlierAward[];
  exceptions: readonly Exception[];
  now: Date;
};

/**
 * Whether an enrollment can claim an offer, and everything that is missing. One function answers learner, organizer and claim. The
 * version's own requirements come first; the offer may only ask for more.
 */
export function judge({ offer, enrollment, licenses, earlier, exceptions, now }: Case): Verdict {
  const mark = standingAt(offer, enrollment);
  const dates = offerDates(offer, enrollment, mark);
  const today = dateIn(offer.timeZone, now);
  const license = licenseFindings(offer, licenses, dates.countsOn ?? today);
  const own = enrollment.claimedAt === null ? blockers(enrollment, now) : standsStill(enrollment, now);
  const { training, teaching, test } = enrollment;
  const given =
    teaching === null ? givenFor(offer, { training, assessed: test !== null }) : givenForTeaching(offer, teaching);
  const over = !own.some(({ code }) => code === 'ATTENDANCE_OPEN');
  const lack =
    teaching === null
      ? attendanceLack(offer, { training: over ? training : null, given })
      : { blockers: over ? teachingLack(offer, { teaching, given }) : [], notices: [] };
  const found: Blocker[] = [
    ...own,
    ...lack.blockers,
    ...(teaching !== null && asksEvaluation(offer.rules, true) ? unevaluated(enrollment) : []),
    ...(asksTest(offer, enrollment) ? markBlockers(enrollment, mark, own) : []),
    ...signedBefore(offer, enrollment, mark, own),
    ...offerBlockers({
      ...{ enrollmentId: enrollment.id, offer, dates, licenses, today, now, givenHundredths: given.totalHundredths },
      enrolledOn: dateIn(offer.timeZone, teaching?.endsAt ?? enrollment.enrolledAt),
      basis: enrollment.basis,
      intensiveId: (teaching ?? training)?.intensiveId ?? null,
      evaluatedAt: enrollment.evaluatedAt,
      earlier: earlier.filter((one) => one.enrollmentId !== enrollment.id || one.offerId !== offer.id),
      lineage: enrollment.lineage,
      revoked: enrollment.revoked,
    }),
    ...license.blockers,
  ];
  const notices = [...license.notices, ...lack.notices];
  return { offer, dates, given, blockers: notWaived(found, { offer, exceptions, now }), notices };
}

/** What an offer asks of the place at a training also after the first claim: it stands on the attendance as it is then. */
function standsStill(enrollment: OfferedEnrollment, now: Date): Blocker[] {
  return [...attendanceBlockers(enrollment, now), ...teachingBlockers(enrollment, now), ...paymentBlockers(enrollment)];
}

type Waiving = Pick<Case, 'offer' | 'exceptions' | 'now'>;

/** The blockers that no exception lets pass today. */
function notWaived(found: readonly Blocker[], { offer, exceptions, now }: Waiving): Blocker[] {
  const today = dateIn(offer.timeZone, now);
  const waived = exceptions.filter((one) => (one.offerId ?? offer.id) === offer.id && one.untilOn >= today);
  return found.filter(({ code }) => !waived.some((one) => one.blocker === code));
}

/**
 * What keeps an award that was given from counting for further licenses: what would have kept a claim of all of them. Nothing for
 * licenses that it counts for already.
 */
export function joinBlockers(
  { countsOn, licenses }: HeldAward,
  chosen: readonly ChosenLicense[],
  waiving: Waiving,
): Blocker[] {
  const added = chosen.filter(({ id }) => !licenses.some((one) => one.id === id));
  if (added.length === 0) return [];
  // A license that was joined before the approval was compared with it keeps no other out.
  const found = licenseFindings(waiving.offer, [...licenses, ...added], countsOn).blockers.filter(
    (one) => one.code !== 'LICENSE_PROFESSION_MISMATCH' || added.some(({ id }) => id === one.licenseId),
  );
  return notWaived(found, waiving);
}

/** Whether an offer asks for the post-test: of instructors only where its rule for them says so. */
const asksTest = ({ rules }: Offer, { test, teaching }: OfferedEnrollment): boolean =>
  test !== null && (teaching === null || rules.teaching?.value.testRequired === true);

const NOTHING_ASKED = { satAt: null, used: 0, allowed: null, bestScorePercent: null };

function standingAt(offer: Offer, enrollment: OfferedEnrollment): MarkStanding {
  const { rules } = offer;
  const { test, contentDoneAt, passedAt, sittings, grants, id } = enrollment;
  if (test === null || !asksTest(offer, enrollment)) return { ...NOTHING_ASKED, passedAt: contentDoneAt };
  const asked = rules.passPercent?.value ?? 'NONE';
  const attempts = rules.maxAttempts?.value ?? 'NONE';
  // The offer may only ask for more than the version does.
  const passPercent = asked === 'NONE' ? test.passPercent : Math.max(asked, test.passPercent);
  const maxAttempts = attempts === 'NONE' ? null : attempts;
  if (passPercent === test.passPercent && maxAttempts === null) return { ...NOTHING_ASKED, passedAt };
  return markStanding({ passPercent, maxAttempts }, { sittings, grants, enrollmentId: id });
}

/** The signature must speak for the sitting that reached the offer's own mark, also when it was claimed without the offer before. */
function signedBefore(
  { rules, body }: Offer,
  enrollment: OfferedEnrollment,
  { satAt }: MarkStanding,
  own: readonly Blocker[],
): AttestationBlocker[] {
  if (rules.attestationRequired?.value === false || own.some(isOfSignature)) return [];
  return signatureBlockers(enrollment, { body, satAt });
}

/** An offer's own mark, where the version's was reached and this one was not. */
function markBlockers(
  { test, sittings, id }: OfferedEnrollment,
  { passedAt, used, allowed, bestScorePercent }: MarkStanding,
  own: readonly Blocker[],
): PostTestBlocker[] {
  if (test === null || passedAt !== null || own.some(({ code }) => code === 'POST_TEST_NOT_PASSED')) return [];
  const left = attemptsLeft(used, allowed);
  const last = sittings.filter(({ enrollmentId }) => enrollmentId === id).at(-1)?.submittedAt ?? null;
  const facts = { quizId: test.quizId, attemptsUsed: used, deadline: null };
  const missing: PostTestBlocker = {
    ...facts,
    code: 'POST_TEST_NOT_PASSED',
    message: 'The post-test has not been passed with the mark that this body asks for.',
    attemptsAllowed: allowed,
    attemptsLeft: left,
    retryAt: left === 0 ? null : retryAfter(last, test.cooldownSeconds),
    bestScorePercent,
    passPercent: null,
  };
  if (allowed === null || left !== 0) return [missing];
  const message = `All ${allowed} attempts that this body allows are used.`;
  return [missing, { ...facts, code: 'ATTEMPTS_USED', message, attemptsAllowed: allowed }];
}
