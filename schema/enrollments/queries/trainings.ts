import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveSegmentId } from '../../../drizzle/ids.ts';
import { type Attendance, loadAttendance } from '../../attendance/queries/attendance.ts';
import type { TeachingStanding, TrainingPart, TrainingStanding } from '../rules/standing.ts';
import { type Teaching, teachingOf } from './teachings.ts';

/** The place of an enrollment at its training, as a statement gives it. */
export type Place = Pick<TrainingStanding, 'registrationId' | 'intensiveId' | 'confirmed' | 'payment' | 'place'> & {
  /** Parts of which the same person taught some. */
  taught: IntensiveSegmentId[];
};

type Read = { training: TrainingStanding | null; teaching: TeachingStanding | null };

/** Adds to rows of trainings how these were attended or taught, by the record as it is now. Nothing is read for rows of courses. */
export async function withTrainings<Row extends { training: Place | null; teaching: Teaching | null }>(
  db: Database,
  rows: readonly Row[],
): Promise<(Omit<Row, 'training' | 'teaching'> & Read)[]> {
  const ids = rows.flatMap(({ training }) => training?.registrationId ?? []);
  const attended = ids.length === 0 ? [] : await loadAttendance(db, ids);
  const byId = new Map(attended.flatMap((one) => (one === null ? [] : [[one.registrationId, one] as const])));
  return rows.map((row) =>
    // The row itself, as a copy of its thirty fields takes long.
    Object.assign(row, {
      training: row.training && standingAt(row.training, byId.get(row.training.registrationId)),
      teaching: row.teaching && teachingOf(row.teaching),
    }),
  );
}

function standingAt({ taught, ...place }: Place, attendance: Attendance | undefined): TrainingStanding {
  const days = attendance?.days ?? [];
  return {
    ...place,
    endsAt: days.at(-1)?.session.endsAt ?? null,
    lastDay: days.at(-1)?.session.day ?? null,
    openDays: days
      .filter(({ openSince }) => openSince !== null)
      .map(({ session: { ordinal, day } }) => ({ ordinal, day })),
    parts: days.flatMap((day) => partsOf(day, taught)),
  };
}

function partsOf(
  { parts, session }: Attendance['days'][number],
  taught: readonly IntensiveSegmentId[],
): TrainingPart[] {
  const { day, timeZone } = session;
  return parts.flatMap((part) => {
    const found = session.parts.find(({ id }) => id === part.id);
    return found === undefined
      ? []
      : [{ ...part, title: found.title, format: found.format, day, timeZone, taught: taught.includes(part.id) }];
  });
}
