import type { PrintedSession } from '../../../certificates/facts/v2.ts';
import { drawableText } from '../../../certificates/fonts/drawable.ts';
import type { Rules } from '../../accreditation/rules/bodies.ts';
import type { Held } from '../../issuance/rules/certificateFacts.ts';
import { FORMAT_WORDS } from '../../issuance/rules.ts';
import { dateIn } from '../../organizations/rules.ts';
import { referenceOf } from '../../registrations/rules/reference.ts';
import type { Given } from './offers/amounts.ts';
import type { Offer } from './offers/offer.ts';
import type { HeldPart, Standing } from './standing.ts';

const ONLINE = 'Online';
/** Events from before a place had to be printable may have one in letters that no certificate can draw. */
const UNPRINTABLE = 'At the place that the organization announced';

/** The parts that somebody attended, or taught, of the training that an enrollment stands on; empty for a course. */
export function heldParts({ training, teaching }: Pick<Standing, 'training' | 'teaching'>): HeldPart[] {
  if (teaching !== null) return teaching.parts.filter(({ attended }) => !attended);
  return training === null ? [] : training.parts.filter(({ attended, taught }) => attended > 0 && !taught);
}

/** Those for which an offer gives something: a body's certificate names no session that earned nothing of it. */
export function earningParts(parts: readonly HeldPart[], offer: Pick<Offer, 'lines'>, given: Given): HeldPart[] {
  const named = ({ title, format }: HeldPart) =>
    offer.lines.some((line) => line.session === title && line.format === format);
  const gives = (part: HeldPart) =>
    given.lines.some(
      ({ session, format }) => format === part.format && (session === null ? !named(part) : session === part.title),
    );
  return parts.filter(gives);
}

/** Each day once for each way in which it was held, in order. `words` are the body's for formats. */
export function sessionsOf(
  parts: readonly HeldPart[],
  place: string,
  words: NonNullable<Rules['formatWords']>['value'] = {},
): PrintedSession[] {
  const days = new Map<string, PrintedSession>();
  for (const { day, timeZone, format } of parts.toSorted((one, other) => one.part.from - other.part.from)) {
    const where = format === 'LIVE_ONLINE' ? ONLINE : drawableText(place).ok ? place : UNPRINTABLE;
    const session = { on: day, timeZone, place: where, format: words[format] ?? FORMAT_WORDS[format] };
    const key = JSON.stringify(session);
    if (!days.has(key)) days.set(key, session);
  }
  return [...days.values()];
}

/** What certificates of an enrollment say of its training; null of a course that is studied alone. */
export function heldOf(standing: Pick<Standing, 'training' | 'teaching'>): Held | null {
  const parts = heldParts(standing);
  const last = parts.toSorted((one, other) => one.part.until - other.part.until).at(-1);
  const of = standing.teaching ?? standing.training;
  if (last === undefined || of === null) return null;
  const { training } = standing;
  const ends = new Date(last.part.until);
  return {
    sessions: sessionsOf(parts, of.place),
    lastOn: last.day,
    timeZone: last.timeZone,
    // A part that runs past midnight is one of the day on which it began.
    endedAt: dateIn(last.timeZone, ends) === last.day ? ends : new Date(last.part.from),
    registration:
      training === null ? null : { id: training.registrationId, reference: referenceOf(training.registrationId) },
  };
}
