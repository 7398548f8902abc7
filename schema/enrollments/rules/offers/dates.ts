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

type Facts = Pick<Standing, 'evaluatedAt' | 'training'> & { contentDoneAt: Date | null; enrolledAt: Date };

/** The dates of an enrollment under an offer: the body says whether the evaluation belongs to them, and which day counts. */
export function offerDates({ rules, timeZone }: Offer, facts: Facts, { passedAt }: MarkStanding): OfferDates {
  const { contentDoneAt, evaluatedAt, enrolledAt } = facts;
  const studied = contentDoneAt === null || passedAt === null ? null : latestOf([contentDoneAt, passedAt]);
  const hours = rules.evaluationWithinHours?.value ?? 'NONE';
  const evaluateUntil = studied === null || hours === 'NONE' ? null : new Date(studied.getTime() + hours * 3_600_000);
  // Where the body does not say, the evaluation is a requirement like the others.
  const withEvaluation = (rules.evaluationRequired?.value ?? true) && (rules.evaluationCompletes?.value ?? true);
  const met = withEvaluation ? evaluatedAt : studied;
  const completedAt = studied === null || met === null ? null : latestOf([studied, met]);
  const dayOf = (at: Date | null) => (at === null ? null : dateIn(timeZone, at));
  const completedOn = dayOf(completedAt);
  // A board compares this day with the sign-in sheet, which has the days of the place.
  const attendedOn = facts.training === null ? completedOn : facts.training.lastDay;
  const byRule = { REGISTRATION: dayOf(enrolledAt), SESSION: attendedOn, COMPLETION: completedOn };
  return { completedAt, completedOn, countsOn: byRule[rules.countedDate?.value ?? 'COMPLETION'], evaluateUntil };
}
