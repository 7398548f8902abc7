import { Temporal } from 'temporal-polyfill';
import type { FOLDS } from '../../../drizzle/tables/intensives.ts';

export type Fold = (typeof FOLDS)[number];
export type WallTime = { day: string; wallTime: string; timeZone: string; fold: Fold | null };

export type Derived =
  | { ok: true; at: Date }
  | { ok: false; because: 'NO_ZONE' | 'MISSING_HOUR' | 'DOUBLE_HOUR' | 'NOT_DOUBLE'; message: string };

const offsetOf = (at: Temporal.ZonedDateTime): string => `UTC${at.offset === '+00:00' ? '' : at.offset}`;

/**
 * The instant that a wall time names. Where clocks go forward there may be none; where they go back there may be two, and the fold
 * says which. Nothing is guessed.
 */
export function instantOf({ day, wallTime, timeZone, fold }: WallTime): Derived {
  const plain = Temporal.PlainDateTime.from(`${day}T${wallTime}`);
  let earlier: Temporal.ZonedDateTime;
  try {
    earlier = plain.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  } catch {
    const message = `write a zone of the time-zone database, such as America/New_York; "${timeZone}" is none.`;
    return { ok: false, because: 'NO_ZONE', message };
  }
  const later = plain.toZonedDateTime(timeZone, { disambiguation: 'later' });
  const there = `${wallTime} on ${day} in ${timeZone}`;
  if (!earlier.toPlainDateTime().equals(plain)) {
    const message = `${there} does not exist: clocks go forward then. Write ${later.toPlainTime().toString().slice(0, 5)} or another time.`;
    return { ok: false, because: 'MISSING_HOUR', message };
  }
  const double = !earlier.equals(later);
  if (double && fold === null) {
    const message = `${there} comes twice: clocks go back then. Say with "fold" whether you mean the EARLIER (${offsetOf(earlier)}) or the LATER (${offsetOf(later)}).`;
    return { ok: false, because: 'DOUBLE_HOUR', message };
  }
  if (!double && fold !== null)
    return { ok: false, because: 'NOT_DOUBLE', message: `${there} comes only once; leave "fold" out.` };
  const meant = fold === 'LATER' ? later : earlier;
  return { ok: true, at: new Date(meant.epochMilliseconds) };
}

export type Segment = WallTime & { minutes: number };
type Fault = { path: string; message: string };

/** An agenda with its instants, or every wall time that names none. */
export function withInstants<One extends Segment>(
  segments: readonly One[],
): { ok: true; segments: (One & { startsAt: Date; endsAt: Date })[] } | { ok: false; faults: Fault[] } {
  const faults: Fault[] = [];
  const derived = segments.flatMap((segment, at) => {
    const found = instantOf(segment);
    if (!found.ok) {
      faults.push({ path: `segments.${at}.${FIELD[found.because]}`, message: found.message });
      return [];
    }
    const endsAt = new Date(found.at.getTime() + segment.minutes * 60_000);
    return [{ ...segment, startsAt: found.at, endsAt }];
  });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, segments: derived };
}

const FIELD = { NO_ZONE: 'timeZone', MISSING_HOUR: 'wallTime', DOUBLE_HOUR: 'fold', NOT_DOUBLE: 'fold' };

type Instants = { startsAt: Date; endsAt: Date };

/** The first and last instants of an agenda; null for an empty one. */
export function spanOf(segments: readonly Instants[]): Instants | null {
  if (segments.length === 0) return null;
  return {
    startsAt: new Date(Math.min(...segments.map(({ startsAt }) => startsAt.getTime()))),
    endsAt: new Date(Math.max(...segments.map(({ endsAt }) => endsAt.getTime()))),
  };
}

/** When the first part begins; null for an empty agenda. */
export const startsAt = (segments: readonly Instants[]): Date | null => spanOf(segments)?.startsAt ?? null;

/** Minutes of instruction, by format: what later earns credit. Breaks, meals and administration never count. */
export function instructionMinutes(
  segments: readonly { kind: string; format: string; minutes: number }[],
): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { kind, format, minutes } of segments)
    if (kind === 'INSTRUCTION') found[format] = (found[format] ?? 0) + minutes;
  return found;
}
