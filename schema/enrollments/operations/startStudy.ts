import { and, eq, isNull, max, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseVersionId, ModuleId, UserId } from '../../../drizzle/ids.ts';
import { enrollments, moduleProgress, modules, studySessions, users } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { IDLE_CAP_MILLIS } from '../rules/study.ts';
import type { Beat, Reading } from './beatStudy.ts';
import { lockOpenEnrollment } from './lockEnrollment.ts';

/**
 * Opens a counted session on a module and ends the open one: one per person, however many tabs. Throws EnrollmentClosed, and
 * NotFound for a module that is not in the pinned version.
 */
export async function startStudy(
  db: Database,
  { userId, now }: UserAct,
  { enrollmentId, moduleId: asked, position, speed }: Reading & { speed: number },
): Promise<Beat> {
  return db.transaction(async (tx) => {
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update');
    const enrollment = await lockOpenEnrollment(tx, { enrollmentId, userId });
    const moduleId = await moduleOf(tx, enrollment.versionId, asked);
    await endOpenSession(tx, userId, now);
    const from = await afterLastBeat(tx, userId, now);
    const [session] = await tx
      .insert(studySessions)
      .values({ userId, enrollmentId: enrollment.id, moduleId, startedAt: from, lastBeatAt: from, speed })
      .returning({ id: studySessions.id });
    const [progress] = await tx
      .insert(moduleProgress)
      .values({ enrollmentId: enrollment.id, moduleId, furthestPermille: position, lastActiveAt: now })
      .onConflictDoUpdate({
        target: [moduleProgress.enrollmentId, moduleProgress.moduleId],
        set: { furthestPermille: position, lastActiveAt: now },
      })
      .returning();
    if (session === undefined) throw new Error('an inserted study session came back empty');
    // Time that ran faster than the clock makes the whole enrollment a specimen, permanently.
    const specimen = enrollment.specimen || speed > 1;
    if (enrollment.startedAt === null || specimen !== enrollment.specimen) {
      await tx.update(enrollments).set({ startedAt: now, specimen }).where(eq(enrollments.id, enrollment.id));
    }
    return {
      sessionId: session.id,
      startedAt: from,
      endedAt: null,
      endReason: null,
      countedNowMillis: 0,
      countedMillis: progress?.countedMillis ?? 0,
      furthestPermille: progress?.furthestPermille ?? position,
    };
  });
}

const moduleOf = async (tx: Database, versionId: CourseVersionId, moduleId: ModuleId | null): Promise<ModuleId> => {
  const [row] = moduleId
    ? await tx
        .select({ id: modules.id })
        .from(modules)
        .where(and(eq(modules.id, moduleId), eq(modules.versionId, versionId)))
    : [];
  if (row === undefined) throw new NotFoundError('The module');
  return row.id;
};

/** No moment counts twice: a delayed request begins where the person's counted time ends. */
const afterLastBeat = async (tx: Database, userId: UserId, now: Date): Promise<Date> => {
  const [last] = await tx
    .select({ at: max(studySessions.lastBeatAt) })
    .from(studySessions)
    .where(eq(studySessions.userId, userId));
  return last?.at != null && last.at > now ? last.at : now;
};

/** A session without a STOP ended at its last beat: IDLE when that was long ago, else REPLACED by the new one. */
const endOpenSession = async (tx: Database, userId: UserId, now: Date) => {
  await tx
    .update(studySessions)
    .set({
      endedAt: studySessions.lastBeatAt,
      endReason: sql`case when ${now.toISOString()}::timestamptz - ${studySessions.lastBeatAt} > ${`${IDLE_CAP_MILLIS} ms`}::interval then 'IDLE' else 'REPLACED' end`,
    })
    .where(and(eq(studySessions.userId, userId), isNull(studySessions.endedAt)));
};
