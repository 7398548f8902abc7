import type { AttendedLine } from '../../../drizzle/tables/eventEnrollments.ts';
import type { TrainingStanding } from './standing.ts';

const instant = (millis: number): string => new Date(millis).toISOString();

/** How the parts of a training were attended, as the evidence of an award keeps it. */
export function keptLines({ parts }: Pick<TrainingStanding, 'parts'>): AttendedLine[] {
  return parts.map(({ id, title, format, minutes, attended, part, spans }) => ({
    ...{ segmentId: id, title, format, minutes, attended },
    ...{ startsAt: instant(part.from), endsAt: instant(part.until) },
    spans: spans.map(({ from, until }) => ({ from: instant(from), until: instant(until) })),
  }));
}
