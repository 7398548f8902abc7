import type { OfferLine } from '../../../../drizzle/tables/accreditation.ts';
import { amountOf } from '../../../accreditation/rules/arithmetic.ts';
import type { Rules } from '../../../accreditation/rules/bodies.ts';
import { type AttendanceRule, creditedMinutes } from '../../../attendance/rules/credited.ts';
import { type AttendanceBlocker, attendanceShort, attendedMinutes } from '../gate/attendance.ts';
import type { TrainingPart, TrainingStanding } from '../standing.ts';
import type { Offer } from './offer.ts';
import { shared } from './proportion.ts';

/** What an offer gives: of a course all of it, of a training what its attendance earns. */
export type Given = { lines: readonly OfferLine[]; totalHundredths: number };

/** `assessed`: whether the course has a test that must be passed. */
type Ground = { training: TrainingStanding | null; assessed: boolean };
type Credited = Pick<TrainingPart, 'title' | 'format'> & { minutes: number };
/** Lines of an offer for the same parts, and those parts. */
type Group = { lines: OfferLine[]; parts: Credited[] };

/** Without a rule every minute must be attended: nothing is guessed in favor of an amount. */
const STRICTEST: AttendanceRule = { partial: 'NONE', graceMinutes: 0, gapMinutes: 0, percent: null };

function ruleOf({ attendance }: Rules): AttendanceRule {
  return attendance === undefined ? STRICTEST : { ...attendance.value, percent: attendance.value.percent ?? null };
}

/**
 * What an offer gives for a training: of each line no more than it says, no more than the minutes that the rule credits of its parts
 * make by the body's arithmetic, and in all no more than all of them make. Nothing below the smallest award. A line without a session
 * is divided by the parts that it stands for.
 */
export function givenFor(offer: Pick<Offer, 'lines' | 'totalHundredths' | 'rules'>, ground: Ground): Given {
  const { training, assessed } = ground;
  if (training === null) return offer;
  const groups = groupsOf(offer.lines, creditedParts(training, offer.rules));
  const minutes = groups.reduce((sum, group) => sum + minutesOf(group), 0);
  const most = Math.min(offer.totalHundredths, amount(minutes, offer.rules, assessed));
  const banded = offer.rules.unit?.value.kind === 'BANDED';
  const lines = banded ? shared(offer.lines, { most, step: 1 }) : groups.flatMap((one) => earnedBy(one, offer.rules));
  const kept = within(lines, most);
  const total = kept.reduce((sum, { amountHundredths }) => sum + amountHundredths, 0);
  const smallest = offer.rules.smallestAwardHundredths?.value ?? 'NONE';
  return smallest !== 'NONE' && total < smallest
    ? { lines: [], totalHundredths: 0 }
    : { lines: kept, totalHundredths: total };
}

/** The parts of a training with the minutes that a body's rule credits. */
function creditedParts({ parts }: TrainingStanding, rules: Rules): Credited[] {
  const credited = creditedMinutes(parts, ruleOf(rules));
  return parts.map(({ id, title, format }) => ({ title, format, minutes: credited.get(id) ?? 0 }));
}

const minutesOf = ({ parts }: Pick<Group, 'parts'>): number => parts.reduce((sum, { minutes }) => sum + minutes, 0);

/** What minutes make by the body's arithmetic, in hundredths of its unit; nothing where its rules do not say. */
function amount(minutes: number, rules: Rules, assessed = true): number {
  const found = amountOf(minutes * 100, rules, { assessed });
  return found.ok ? found.hundredths : 0;
}

/** Each part belongs to the lines that name it, else to those of its format that name none; a part of no line earns nothing. */
function groupsOf(lines: readonly OfferLine[], parts: readonly Credited[]): Group[] {
  const groups = Map.groupBy(lines, ({ session, format }) => JSON.stringify([session, format]));
  const keyOf = ({ title, format }: Credited) => {
    const own = JSON.stringify([title, format]);
    return groups.has(own) ? own : JSON.stringify([null, format]);
  };
  const found = Map.groupBy(parts, keyOf);
  return [...groups].map(([key, own]) => ({ lines: own, parts: found.get(key) ?? [] }));
}

/** The lines of one group. The smallest and the largest award are matters of the whole. */
function earnedBy({ lines, parts }: Group, rules: Rules): OfferLine[] {
  const free = limitless(rules);
  const most = lines.reduce((sum, { amountHundredths }) => sum + amountHundredths, 0);
  const [only] = lines;
  if (only === undefined || only.session !== null || lines.length > 1) {
    const step = rules.stepHundredths?.value ?? 1;
    return shared(lines, { most: Math.min(most, amount(minutesOf({ parts }), free)), step });
  }
  let [minutes, before] = [0, 0];
  const bySession = new Map<string, number>();
  for (const part of parts) {
    minutes += part.minutes;
    const now = Math.min(most, amount(minutes, free));
    bySession.set(part.title, (bySession.get(part.title) ?? 0) + now - before);
    before = now;
  }
  return [...bySession]
    .filter(([, hundredths]) => hundredths > 0)
    .map(([session, amountHundredths]) => ({ ...only, session, amountHundredths }));
}

function limitless(rules: Rules): Rules {
  const { smallestAwardHundredths: smallest, largestAwardHundredths: largest, ...others } = rules;
  return {
    ...others,
    ...(smallest && { smallestAwardHundredths: { ...smallest, value: 'NONE' } }),
    ...(largest && { largestAwardHundredths: { ...largest, value: 'NONE' } }),
  };
}

/** The lines up to an amount: what is rounded up in each may come to more than the whole. The last lines lose it. */
function within(lines: readonly OfferLine[], most: number): OfferLine[] {
  let left = most;
  return lines.flatMap((line) => {
    const amountHundredths = Math.min(left, line.amountHundredths);
    left -= amountHundredths;
    return amountHundredths > 0 ? [{ ...line, amountHundredths }] : [];
  });
}

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
  const credited = minutesOf({ parts: creditedParts(training, offer.rules) });
  const attended = rule.partial === 'NONE' ? attendedMinutes(training) : credited;
  const about = { attended, offerId: offer.id, body: offer.body };
  if (given.totalHundredths === 0) {
    const needed = rule.partial === 'NONE' ? whole : Math.min(whole, fewest(offer.rules));
    return { ...none, blockers: [attendanceShort(training, { ...about, needed })] };
  }
  return credited < whole ? { ...none, notices: [attendanceShort(training, { ...about, needed: whole })] } : none;
}

/** The fewest minutes that earn anything. */
function fewest({ unit, bands, minutesPerUnit, stepHundredths, smallestAwardHundredths }: Rules): number {
  if (unit?.value.kind === 'BANDED') return bands?.value[0]?.fromMinutes ?? 1;
  const smallest = smallestAwardHundredths?.value ?? 'NONE';
  const hundredths = Math.max(stepHundredths?.value ?? 1, smallest === 'NONE' ? 1 : smallest);
  return Math.ceil((hundredths * (minutesPerUnit?.value ?? 60)) / 100);
}
