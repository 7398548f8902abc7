import type { AttendedLine, TaughtLine } from '../../../drizzle/tables/eventEnrollments.ts';
import type { TeachingStanding, TrainingStanding } from './standing.ts';

const instant = (millis: number): string => new Date(millis).toISOString();

/** How the parts of a training were attended, as the evidence of an award keeps it. */
export function keptLines({ parts }: Pick<TrainingStanding, 'parts'>): AttendedLine[] {
  return parts.map(({ id, title, format, minutes, attended, taught, part, spans }) => ({
    ...{ segmentId: id, title, format, minutes, attended: taught ? 0 : attended },
    ...{ startsAt: instant(part.from), endsAt: instant(part.until) },
    spans: spans.map(({ from, until }) => ({ from: instant(from), until: instant(until) })),
  }));
}

/** What an instructor taught, as the evidence of an award keeps it. A part that they attended for credit is none of it. */
export function keptTeaching({ parts }: Pick<TeachingStanding, 'parts'>): TaughtLine[] {
  return parts
    .filter(({ attended }) => !attended)
    .map(({ id, part, attended: _attended, ...line }) => ({
      ...{ ...line, segmentId: id, startsAt: instant(part.from), endsAt: instant(part.until) },
    }));
}
