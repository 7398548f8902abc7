import { and, asc, eq, getColumns, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId } from '../../drizzle/ids.ts';
import {
  courses,
  courseVersions,
  intensiveCodes,
  intensiveInstructors,
  intensivePrices,
  intensiveSegments,
  intensives,
} from '../../drizzle/schema.ts';
import { preparedOn, statement } from '../../drizzle/statement.ts';
import { NotFoundError } from '../errors.ts';
import type { Draft } from './rules/draft.ts';

export type IntensiveRow = typeof intensives.$inferSelect;
export type PriceRow = typeof intensivePrices.$inferSelect;
export type CodeRow = typeof intensiveCodes.$inferSelect;
export type SegmentRow = typeof intensiveSegments.$inferSelect;

const lock = preparedOn((db) =>
  db
    .select(getColumns(intensives))
    .from(intensives)
    .where(and(eq(intensives.id, sql.placeholder('id')), isNull(intensives.removedAt)))
    .for('no key update')
    .prepare('lock_intensive'),
);

/** An intensive under the lock that every taking of a seat begins with. Throws NotFound, for a removed draft too. */
export async function lockIntensive(tx: Database, id: IntensiveId | null): Promise<IntensiveRow> {
  const [row] = id === null ? [] : await lock(tx).execute({ id });
  if (row === undefined) throw new NotFoundError('The intensive');
  return row;
}

export async function intensiveById(db: Database, id: IntensiveId): Promise<IntensiveRow | null> {
  const [row] = await db.select().from(intensives).where(eq(intensives.id, id));
  return row ?? null;
}

export async function segmentsOf(db: Database, id: IntensiveId): Promise<SegmentRow[]> {
  return db
    .select()
    .from(intensiveSegments)
    .where(eq(intensiveSegments.intensiveId, id))
    .orderBy(asc(intensiveSegments.position));
}

/** The prices that were not removed, in order. */
export async function pricesOf(db: Database, id: IntensiveId): Promise<PriceRow[]> {
  return db
    .select()
    .from(intensivePrices)
    .where(and(eq(intensivePrices.intensiveId, id), isNull(intensivePrices.removedAt)))
    .orderBy(asc(intensivePrices.position));
}

/** A code by its letters, however they are typed; removed ones too. */
export async function codeOf(db: Database, id: IntensiveId, code: string): Promise<CodeRow | null> {
  const [row] = await db
    .select()
    .from(intensiveCodes)
    .where(and(eq(intensiveCodes.intensiveId, id), eq(intensiveCodes.code, code.trim().toUpperCase())));
  return row ?? null;
}

export async function instructorsOf(db: Database, id: IntensiveId) {
  return db
    .select()
    .from(intensiveInstructors)
    .where(and(eq(intensiveInstructors.intensiveId, id), isNull(intensiveInstructors.removedAt)))
    .orderBy(asc(intensiveInstructors.position));
}

/** The slug and format of the course that a training offers; null without one. */
export async function courseOf(db: Database, { courseVersionId }: Pick<IntensiveRow, 'courseVersionId'>) {
  if (courseVersionId === null) return null;
  const [row] = await db
    .select({ slug: courses.slug, format: courseVersions.format })
    .from(courseVersions)
    .innerJoin(courses, eq(courses.id, courseVersions.courseId))
    .where(eq(courseVersions.id, courseVersionId));
  return row ?? null;
}

/** What is stored, as the organizer would write it. */
export async function draftOf(db: Database, row: IntensiveRow): Promise<Draft> {
  const [segments, prices, instructors, course] = [
    await segmentsOf(db, row.id),
    await pricesOf(db, row.id),
    await instructorsOf(db, row.id),
    await courseOf(db, row),
  ];
  const nameOf = new Map(instructors.map(({ id, name }) => [id, name]));
  return {
    ...row,
    courseSlug: course?.slug ?? null,
    instructors: instructors.map(({ name, credentials, disclosure }) => ({ name, credentials, disclosure })),
    segments: segments.map(({ instructorIds, ...segment }) => ({
      ...segment,
      instructors: instructorIds.flatMap((id) => nameOf.get(id) ?? []),
    })),
    prices,
  };
}

const held = statement<{ id: IntensiveId }, { held: boolean }>(
  'intensive_has_attendance',
  (p) => sql`select exists (select from attendance_events e where e.intensive_id = ${p('id')})
    or exists (select from attendance_reports r where r.intensive_id = ${p('id')} and r.withdrawn_at is null) as held`,
);

/** Whether anybody signed in at an intensive, or a report of its room counts. Its agenda then stands: minutes are counted by it. */
export async function hasAttendance(db: Database, id: IntensiveId): Promise<boolean> {
  const [row] = await held(db, { id });
  return row?.held === true;
}
