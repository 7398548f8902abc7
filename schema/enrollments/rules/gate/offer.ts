import type { CreditOfferId, EnrollmentId, IntensiveId } from '../../../../drizzle/ids.ts';
import type { EnrollmentBasis } from '../../../../drizzle/tables/enrollments.ts';
import { inForceOn, type NotInForce } from '../../../accreditation/rules/approval.ts';
import type { OfferDates } from '../offers/dates.ts';
import type { ChosenLicense, EarlierAward, Offer } from '../offers/offer.ts';
import type { BlockerBase, BlockerWords } from './blocker.ts';

type Cycle = { startsOn: string; endsOn: string };
type OfOffer<Code extends string> = BlockerBase<Code> & { offerId: CreditOfferId };
type Revoked = OfOffer<'COMPLETION_REVOKED'>;
type Withdrawn = OfOffer<'OFFER_WITHDRAWN'>;
type NotOpen = OfOffer<'OFFER_NOT_OPEN'> & { day: string };
type NotApproved = OfOffer<'APPROVAL_NOT_IN_FORCE'> & { day: string };
type ClaimLate = OfOffer<'CLAIM_DEADLINE_PASSED'> & { day: string };
type EvaluatedLate = OfOffer<'EVALUATION_DEADLINE_PASSED'>;
type DailyLimit = OfOffer<'DAILY_LIMIT'> & { day: string };
type Repeat = OfOffer<'REPEAT_CREDIT'> & { day: string };
export type OfferBlocker =
  | Revoked
  | Withdrawn
  | NotOpen
  | NotApproved
  | ClaimLate
  | EvaluatedLate
  | DailyLimit
  | Repeat;

const offerId = { type: 'ID', node: 'CreditOffer', description: 'The offer.' } as const;
const day = (description: string) => ({ type: 'Date', description });

export const OFFER_WORDS = {
  COMPLETION_REVOKED: {
    type: 'CompletionRevokedBlocker',
    meaning:
      'The organization revoked the certificate of completion of this enrollment, or one of its awards for dishonesty or a false identity.',
    facts: { offerId },
  } satisfies BlockerWords<Revoked>,
  OFFER_WITHDRAWN: {
    type: 'OfferWithdrawnBlocker',
    meaning: 'The organization withdrew the offer before everything was done.',
    facts: { offerId },
  } satisfies BlockerWords<Withdrawn>,
  OFFER_NOT_OPEN: {
    type: 'OfferNotOpenBlocker',
    meaning:
      'The enrollment began before the offer opened, or after its last day for enrollment. For instructors: the training ended before the offer opened.',
    facts: {
      offerId,
      day: day('The day of the enrollment, of an instructor the last of the training, in the organization’s zone.'),
    },
  } satisfies BlockerWords<NotOpen>,
  APPROVAL_NOT_IN_FORCE: {
    type: 'ApprovalNotInForceBlocker',
    meaning: 'The approval that the offer stands on was not in force on the day that counts.',
    facts: { offerId, day: day('The day that counts, in the organization’s zone.') },
  } satisfies BlockerWords<NotApproved>,
  CLAIM_DEADLINE_PASSED: {
    type: 'ClaimDeadlineBlocker',
    meaning: 'Everything was done after the last day for completion that the offer set.',
    facts: { offerId, day: day('The last day for completion, in the organization’s zone.') },
  } satisfies BlockerWords<ClaimLate>,
  EVALUATION_DEADLINE_PASSED: {
    type: 'EvaluationDeadlineBlocker',
    meaning: 'The evaluation was given later than the body allows; `deadline` says until when.',
    facts: { offerId },
  } satisfies BlockerWords<EvaluatedLate>,
  DAILY_LIMIT: {
    type: 'DailyLimitBlocker',
    meaning: 'The body allows no more credit for online study on the day that counts.',
    facts: { offerId, day: day('The day that counts, in the organization’s zone.') },
  } satisfies BlockerWords<DailyLimit>,
  REPEAT_CREDIT: {
    type: 'RepeatCreditBlocker',
    meaning: 'The body gives no credit again for the same content.',
    facts: { offerId, day: day('The day that counted for the first credit.') },
  } satisfies BlockerWords<Repeat>,
};

export type OfferCase = {
  enrollmentId: EnrollmentId;
  offer: Offer;
  dates: OfferDates;
  /** What it gives, in hundredths. */
  givenHundredths: number;
  /** Whether what the enrollment certified was revoked as a whole. */
  revoked: boolean;
  /** The day of the enrollment; for instructors that of the training, which they may claim long after it. */
  enrolledOn: string;
  evaluatedAt: Date | null;
  /** Credit that the person has already, without this offer's own. */
  earlier: readonly EarlierAward[];
  lineage: EarlierAward['lineage'];
  basis: EnrollmentBasis;
  /** The training that the enrollment attends or taught. */
  intensiveId: IntensiveId | null;
  licenses: readonly (ChosenLicense & { cycle?: Cycle | null })[];
  /** The day of the claim, in the organization's zone. */
  today: string;
  now: Date;
};

/** What keeps an enrollment from an offer beside its study: dates, the approval, and credit that was given before. */
export function offerBlockers(facts: OfferCase): OfferBlocker[] {
  return PARTS.flatMap((part) => part(facts));
}

const PARTS: readonly ((facts: OfferCase) => OfferBlocker[])[] = [
  completionRevoked,
  withdrawn,
  notOpen,
  notApproved,
  claimLate,
  evaluatedLate,
  dailyLimit,
  repeated,
];

function completionRevoked({ offer, revoked }: OfferCase): Revoked[] {
  if (!revoked) return [];
  const message =
    'The organization revoked the completion of this enrollment, so it earns no credit. Ask the organization.';
  return [{ code: 'COMPLETION_REVOKED', message, offerId: offer.id, deadline: null }];
}

function withdrawn({ offer, dates }: OfferCase): Withdrawn[] {
  const { withdrawnAt } = offer;
  if (withdrawnAt === null || (dates.completedAt !== null && dates.completedAt < withdrawnAt)) return [];
  const message = `The organization withdrew the offer of ${offer.body} before you had done everything.`;
  return [{ code: 'OFFER_WITHDRAWN', message, offerId: offer.id, deadline: withdrawnAt }];
}

function notOpen({ offer, enrolledOn, basis }: OfferCase): NotOpen[] {
  const teaches = basis === 'INSTRUCTOR';
  const early = enrolledOn < offer.opensOn && offer.rules.backdating?.value !== true;
  const late = !teaches && offer.lastEnrollmentOn !== null && enrolledOn > offer.lastEnrollmentOn;
  if (!early && !late) return [];
  const when = early ? `opened on ${offer.opensOn}` : `took enrollments until ${offer.lastEnrollmentOn}`;
  const begun = teaches ? `The training ended on ${enrolledOn}` : `You enrolled on ${enrolledOn}`;
  const message = `${begun}. The offer of ${offer.body} ${when}.`;
  return [{ code: 'OFFER_NOT_OPEN', message, offerId: offer.id, day: enrolledOn, deadline: null }];
}

const NOT_IN_FORCE: Record<NotInForce, string> = {
  UNCONFIRMED: 'has not been confirmed yet',
  NOT_BEGUN: 'had not begun',
  OVER: 'was over',
  ENDED: 'had ended',
  SUSPENDED: 'was suspended',
};

function notApproved({ offer, dates, today }: OfferCase): NotApproved[] {
  const counted = dates.countsOn ?? today;
  const decision = inForceOn(offer.approval, counted);
  if (decision.ok) return [];
  const message = `The approval by ${offer.body} ${NOT_IN_FORCE[decision.because]} on ${counted}, the day that counts.`;
  return [{ code: 'APPROVAL_NOT_IN_FORCE', message, offerId: offer.id, day: counted, deadline: null }];
}

function claimLate({ offer, dates, today }: OfferCase): ClaimLate[] {
  const last = offer.lastCompletionOn;
  if (last === null || (dates.completedOn ?? today) <= last) return [];
  const message = `The offer of ${offer.body} asked you to finish by ${last}.`;
  return [{ code: 'CLAIM_DEADLINE_PASSED', message, offerId: offer.id, day: last, deadline: null }];
}

function evaluatedLate({ offer, dates, evaluatedAt, now }: OfferCase): EvaluatedLate[] {
  const { evaluateUntil } = dates;
  if (evaluateUntil === null || (evaluatedAt ?? now) <= evaluateUntil) return [];
  const hours = offer.rules.evaluationWithinHours?.value;
  const message = `${offer.body} asks for the evaluation within ${hours} hours after everything else is done.`;
  return [{ code: 'EVALUATION_DEADLINE_PASSED', message, offerId: offer.id, deadline: evaluateUntil }];
}

function dailyLimit({ offer, dates, givenHundredths, earlier }: OfferCase): DailyLimit[] {
  const limit = offer.rules.onlineHundredthsPerDay?.value ?? 'NONE';
  const { countsOn } = dates;
  if (limit === 'NONE' || countsOn === null || !isOnline(offer)) return [];
  const given = earlier
    .filter((one) => one.accreditor === offer.accreditor && one.countsOn === countsOn && one.online)
    .reduce((sum, { totalHundredths }) => sum + totalHundredths, 0);
  if (given + givenHundredths <= limit) return [];
  const message = `${offer.body} gives at most ${limit / 100} hours of online credit on one day. On ${countsOn} you have ${given / 100} already.`;
  return [{ code: 'DAILY_LIMIT', message, offerId: offer.id, day: countsOn, deadline: null }];
}

/** Whether any line of an offer is earned online. */
export function isOnline({ lines }: Pick<Offer, 'lines'>): boolean {
  return lines.some(({ format }) => format !== 'LIVE_IN_PERSON');
}

function repeated(facts: OfferCase): Repeat[] {
  const { enrollmentId, offer, earlier, lineage, licenses, dates } = facts;
  const rule = repeatRule(facts);
  const { countsOn } = dates;
  const holds = (day: string | null) => (cycle: Cycle) => day !== null && day >= cycle.startsOn && day <= cycle.endsOn;
  const cycles = licenses.flatMap(({ cycle }) => cycle ?? []).filter(holds(countsOn));
  // Without a cycle that has the day that counts nobody can say that a new one has begun.
  const sameCycle = (day: string) => cycles.length === 0 || cycles.some(holds(day));
  const isRepeat = (one: EarlierAward) =>
    // Who repeats a course does it again: one completion never earns twice, whatever the rule.
    one.enrollmentId === enrollmentId || rule === 'NEVER' || (rule === 'ONCE_A_CYCLE' && sameCycle(one.countsOn));
  const first = earlier.find(
    (one) => one.accreditor === offer.accreditor && one.lineage === lineage && isOfKind(one, facts) && isRepeat(one),
  );
  if (first === undefined) return [];
  const message = `${offer.body} gave you credit for this content already, for “${first.title}”, counted on ${first.countsOn}.`;
  return [{ code: 'REPEAT_CREDIT', message, offerId: offer.id, day: first.countsOn, deadline: null }];
}

/** How often the same content earns: the rule for learners, or that for instructors. */
function repeatRule({ basis, offer: { rules } }: OfferCase): 'NEVER' | 'ONCE_A_CYCLE' | 'ALLOWED' {
  if (basis === 'LEARNER') return rules.repeats?.value ?? 'NEVER';
  return rules.teaching?.value.again === 'EACH_TRAINING' ? 'ALLOWED' : 'NEVER';
}

/**
 * Whether an earlier award is of the kind that is not given again. Having learned something keeps nobody from teaching it. Who taught it
 * has it already, except at the same training, where the record says which minutes were taught and which attended.
 */
function isOfKind(one: EarlierAward, { basis, intensiveId }: Pick<OfferCase, 'basis' | 'intensiveId'>): boolean {
  if (basis === 'INSTRUCTOR') return one.basis === 'INSTRUCTOR';
  return one.basis !== 'INSTRUCTOR' || one.intensiveId === null || one.intensiveId !== intensiveId;
}
