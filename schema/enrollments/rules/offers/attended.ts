import type { Rules } from '../../../accreditation/rules/bodies.ts';
import { type AttendanceRule, creditedMinutes } from '../../../attendance/rules/credited.ts';
import { type AttendanceBlocker, attendanceShort, attendedMinutes } from '../gate/attendance.ts';
import type { TrainingPart, TrainingStanding } from '../standing.ts';
import { fewestMinutes, type Given, givenForParts, wholeMinutes } from './amounts.ts';
import type { Offer } from './offer.ts';

/** `assessed`: whether the course has a test that must be passed. */
type Ground = { training: TrainingStanding | null; assessed: boolean };
type Credited = Pick<TrainingPart, 'title' | 'format'> & { minutes: number };

/** Without a rule every minute must be attended: nothing is guessed in favor of an amount. */
const STRICTEST: AttendanceRule = { partial: 'NONE', graceMinutes: 0, gapMinutes: 0, percent: null };

function ruleOf({ attendance }: Rules): AttendanceRule {
  return attendance === undefined ? STRICTEST : { ...attendance.value, percent: attendance.value.percent ?? null };
}

/** What an offer gives for a training: what the minutes make that the rule credits. A course that is studied alone earns it whole. */
export function givenFor(
  offer: Pick<Offer, 'lines' | 'totalHundredths' | 'rules'>,
  { training, assessed }: Ground,
): Given {
  if (training === null) return offer;
  const parts = creditedParts(training, offer.rules).map(({ minutes, ...part }) => ({
    ...part,
    shares: wholeMinutes(minutes),
  }));
  return givenForParts(offer, { parts, per: 1n, assessed });
}

/** The parts of a training with the minutes that a body's rule credits. What somebody taught was there, and earns them nothing here. */
function creditedParts({ parts }: TrainingStanding, rules: Rules): Credited[] {
  const credited = creditedMinutes(parts, ruleOf(rules));
  return parts.map(({ id, title, format, taught }) => ({
    title,
    format,
    minutes: taught ? 0 : (credited.get(id) ?? 0),
  }));
}

const minutesOf = (parts: readonly Credited[]): number => parts.reduce((sum, { minutes }) => sum + minutes, 0);

type Lacking = { blockers: AttendanceBlocker[]; notices: AttendanceBlocker[] };

/** That an offer gives nothing for the attendance as it is, or less than it could. Nothing of a training that is not over. */
export function attendanceLack(
  offer: Pick<Offer, 'id' | 'body' | 'lines' | 'totalHundredths' | 'rules'>,
  { training, given }: { training: TrainingStanding | null; given: Given },
): Lacking {
  const none = { blockers: [], notices: [] };
  if (training === null || attendedMinutes(training) === 0 || given.totalHundredths === offer.totalHundredths)
    return none;
  const whole = training.parts.reduce((sum, { minutes }) => sum + minutes, 0);
  const rule = ruleOf(offer.rules);
  const credited = minutesOf(creditedParts(training, offer.rules));
  const attended = rule.partial === 'NONE' ? attendedMinutes(training) : credited;
  const about = { attended, offerId: offer.id, body: offer.body };
  if (given.totalHundredths === 0) {
    const needed = rule.partial === 'NONE' ? whole : Math.min(whole, fewestMinutes(offer.rules));
    return { ...none, blockers: [attendanceShort(training, { ...about, needed })] };
  }
  return credited < whole ? { ...none, notices: [attendanceShort(training, { ...about, needed: whole })] } : none;
}
