import { and, count, eq, gt, isNull, max, min, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseVersionId, ModuleId, UserId } from '../../../drizzle/ids.ts';
import { enrollments, moduleProgress, modules, studySessions, users } from '../../../drizzle/schema.ts';
import { laterOf, type UserAct } from '../../act.ts';
import { NotFoundError, RateLimitedError } from '../../errors.ts';
import { dayAfter } from '../rules/attempts.ts';
import { IDLE_CAP_MILLIS } from '../rules/study.ts';
import type { Beat, Reading } from './beatStudy.ts';
import { lockOpenEnrollment } from './lockEnrollment.ts';

/**
 * Opens a counted session on a module and ends the open one: one per person, however many tabs. Throws EnrollmentClosed,
 * RateLimited, and NotFound for a module that is not in the pinned version.
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

/** Counted sessions that a person may open within 24 hours: one for each three minutes, day and night. */
const STARTS_PER_DAY = 480;

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

/**
 * No moment counts twice: a delayed request begins where the person's counted time ends. Each START adds a row, so those of a day
 * are bounded. Throws RateLimited.
 */
const afterLastBeat = async (tx: Database, userId: UserId, now: Date): Promise<Date> => {
  const dayAgo = new Date(now.getTime() - 24 * 3600 * 1000);
  const [today] = await tx
    .select({ count: count(), first: min(studySessions.lastBeatAt), last: max(studySessions.lastBeatAt) })
    .from(studySessions)
    .where(and(eq(studySessions.userId, userId), gt(studySessions.lastBeatAt, dayAgo)));
  if (today?.first != null && today.count >= STARTS_PER_DAY) throw new RateLimitedError(dayAfter(today.first));
  return today?.last != null ? laterOf(today.last, now) : now;
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
