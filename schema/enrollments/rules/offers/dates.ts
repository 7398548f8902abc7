import type { Rules } from '../../../accreditation/rules/bodies.ts';
import { dateIn } from '../../../organizations/rules.ts';
import { latestOf } from '../gate/content.ts';
import type { Standing } from '../standing.ts';
import type { MarkStanding } from './mark.ts';
import type { Offer } from './offer.ts';

export type OfferDates = {
  /** When the last requirement of the offer was met; null while one is missing. */
  completedAt: Date | null;
  /** Its day in the organization's zone. */
  completedOn: string | null;
  /** The day that the body counts: of a session where it took place, else in the organization's zone; null while it is not known. */
  countsOn: string | null;
  /** Until when the evaluation must be given; null without a deadline, and before everything else is done. */
  evaluateUntil: Date | null;
};

type Facts = Pick<Standing, 'evaluatedAt' | 'training' | 'teaching'> & { contentDoneAt: Date | null; enrolledAt: Date };

/** Whether the evaluation is asked. Where the body does not say, learners give it; instructors do where the rule for them says so. */
export function asksEvaluation(rules: Rules, teaches: boolean): boolean {
  return teaches ? rules.teaching?.value.evaluationRequired === true : (rules.evaluationRequired?.value ?? true);
}

/** The dates of an enrollment under an offer: the body says whether the evaluation belongs to them, and which day counts. */
export function offerDates({ rules, timeZone }: Offer, facts: Facts, { passedAt }: MarkStanding): OfferDates {
  const { contentDoneAt, evaluatedAt, teaching } = facts;
  const asked = asksEvaluation(rules, teaching !== null);
  const studied = contentDoneAt === null || passedAt === null ? null : latestOf([contentDoneAt, passedAt]);
  const hours = rules.evaluationWithinHours?.value ?? 'NONE';
  const evaluateUntil =
    studied === null || hours === 'NONE' || (teaching !== null && !asked)
      ? null
      : new Date(studied.getTime() + hours * 3_600_000);
  const withEvaluation = asked && (rules.evaluationCompletes?.value ?? true);
  const met = withEvaluation ? evaluatedAt : studied;
  const completedAt = studied === null || met === null ? null : latestOf([studied, met]);
  const dayOf = (at: Date | null) => (at === null ? null : dateIn(timeZone, at));
  const completedOn = dayOf(completedAt);
  // An instructor registers for nothing: the training itself stands for that.
  const taughtOn = teaching === null ? null : dayOf(teaching.endsAt);
  const registeredOn = teaching === null ? dayOf(facts.enrolledAt) : taughtOn;
  // A board compares this day with the sign-in sheet, which has the days of the place.
  const attendedOn = facts.training === null ? completedOn : facts.training.lastDay;
  const sessionOn = teaching === null ? attendedOn : taughtOn;
  const byRule = { REGISTRATION: registeredOn, SESSION: sessionOn, COMPLETION: completedOn };
  return { completedAt, completedOn, countsOn: byRule[rules.countedDate?.value ?? 'COMPLETION'], evaluateUntil };
}
