import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, ModuleId, ReflectionId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';

export type ReflectionRow = {
  id: ReflectionId;
  enrollmentId: EnrollmentId;
  moduleId: ModuleId | null;
  /** How many weeks after the course; null for writing on a module. */
  weeks: number | null;
  sealedText: Buffer;
  version: number;
  updatedAt: Date;
};

const reflections = statement<{ userId: UserId; ids: readonly EnrollmentId[] }, ReflectionRow>(
  'own_reflections',
  (p) => sql`select r.id, r.enrollment_id as "enrollmentId", r.module_id as "moduleId", r.weeks,
      r.sealed_text as "sealedText", r.version, r.updated_at as "updatedAt"
    from reflections r join enrollments e on e.id = r.enrollment_id
    where r.enrollment_id = any(${p('ids')}::uuid[]) and e.user_id = ${p('userId')}`,
);

/** A learner's own sealed reflections of these enrollments. */
export function reflectionsOf(db: Database, userId: UserId, ids: readonly EnrollmentId[]): Promise<ReflectionRow[]> {
  return reflections(db, { userId, ids: [...new Set(ids)] });
}

/** Where a reflection stands or would stand. moduleId is null when the module is not one of the enrollment's version. */
export type ReflectionPlace = { moduleId: ModuleId | null; version: number; sealedText: Buffer | null };

const place = statement<{ userId: UserId; enrollmentId: EnrollmentId; moduleId: ModuleId | null }, ReflectionPlace>(
  'reflection_place',
  (p) => sql`select m.id as "moduleId", coalesce(r.version, 0) as version, r.sealed_text as "sealedText"
    from enrollments e
    left join modules m on m.version_id = e.version_id and m.id = ${p('moduleId')}
    left join reflections r on r.enrollment_id = e.id and r.module_id = m.id
    where e.id = ${p('enrollmentId')} and e.user_id = ${p('userId')}`,
);

/** A learner's place for a reflection; undefined when the enrollment is not theirs. */
export async function reflectionPlace(
  db: Database,
  facts: { userId: UserId; enrollmentId: EnrollmentId; moduleId: ModuleId | null },
): Promise<ReflectionPlace | undefined> {
  return (await place(db, facts))[0];
}

const after = statement<{ enrollmentId: EnrollmentId; weeks: number }, Pick<ReflectionRow, 'version' | 'sealedText'>>(
  'reflection_after_weeks',
  (p) => sql`select version, sealed_text as "sealedText" from reflections
    where enrollment_id = ${p('enrollmentId')} and weeks = ${p('weeks')}::int`,
);

/** What was written so many weeks after the course; version 0 for nothing. The caller knows whose enrollment it is. */
export async function reflectionAfter(
  db: Database,
  facts: { enrollmentId: EnrollmentId; weeks: number },
): Promise<{ version: number; sealedText: Buffer | null }> {
  return (await after(db, facts))[0] ?? { version: 0, sealedText: null };
}
