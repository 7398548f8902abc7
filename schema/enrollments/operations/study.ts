import { and, eq, isNull, max, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { type EnrollmentId, type ModuleId, newId, type StudySessionId, type UserId } from '../../../drizzle/ids.ts';
import { handWritten } from '../../../drizzle/prepared.ts';
import { enrollments, moduleProgress, modules, studySessions, users } from '../../../drizzle/schema.ts';
import { NotFoundError } from '../../errors.ts';
import { IDLE_CAP_MILLIS } from '../rules.ts';
import { lockOpenEnrollment } from './milestones.ts';

/** What a beat answers: the session as it stands, and how far the module is. */
export type Beat = {
  sessionId: StudySessionId | null;
  startedAt: string | null;
  endedAt: string | null;
  endReason: 'STOPPED' | 'IDLE' | 'REPLACED' | null;
  countedNowMillis: number;
  countedMillis: number;
  furthestPermille: number;
};

type Reading = {
  userId: UserId;
  enrollmentId: EnrollmentId | null;
  moduleId: ModuleId | null;
  position: number;
  now: Date;
};

/**
 * Opens a counted session on a module and ends whichever was open: one per person, however many tabs. Throws NotFound for a
 * module that is not of the pinned version.
 */
export const startStudy = async (db: Database, facts: Reading & { speed: number }): Promise<Beat> =>
  db.transaction(async (tx) => {
    const { userId, now, position, speed } = facts;
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update');
    const enrollment = await lockOpenEnrollment(tx, facts);
    const moduleId = await moduleOf(tx, enrollment.versionId, facts.moduleId);
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
    // Time that ran faster than the clock makes the whole round a specimen, for good.
    const specimen = enrollment.specimen || speed > 1;
    if (enrollment.startedAt === null || specimen !== enrollment.specimen) {
      await tx.update(enrollments).set({ startedAt: now, specimen }).where(eq(enrollments.id, enrollment.id));
    }
    return {
      sessionId: session?.id ?? null,
      startedAt: from.toISOString(),
      endedAt: null,
      endReason: null,
      countedNowMillis: 0,
      countedMillis: progress?.countedMillis ?? 0,
      furthestPermille: progress?.furthestPermille ?? position,
    };
  });

const moduleOf = async (tx: Database, versionId: string, moduleId: ModuleId | null): Promise<ModuleId> => {
  const [row] = moduleId
    ? await tx
        .select({ id: modules.id })
        .from(modules)
        .where(and(eq(modules.id, moduleId), sql`${modules.versionId} = ${versionId}`))
    : [];
  if (row === undefined) throw new NotFoundError('The module');
  return row.id;
};

/** No moment counts twice: a request that was long on its way begins where the person's counted time already stands. */
const afterLastBeat = async (tx: Database, userId: UserId, now: Date): Promise<Date> => {
  const [last] = await tx
    .select({ at: max(studySessions.lastBeatAt) })
    .from(studySessions)
    .where(eq(studySessions.userId, userId));
  return last?.at != null && last.at > now ? last.at : now;
};

/** A session left without a word ended at its last beat: IDLE when that is long ago, else REPLACED by the new one. */
const endOpenSession = async (tx: Database, userId: UserId, now: Date) => {
  await tx
    .update(studySessions)
    .set({
      endedAt: studySessions.lastBeatAt,
      endReason: sql`case when ${now.toISOString()}::timestamptz - ${studySessions.lastBeatAt} > ${`${IDLE_CAP_MILLIS} ms`}::interval then 'IDLE' else 'REPLACED' end`,
    })
    .where(and(eq(studySessions.userId, userId), isNull(studySessions.endedAt)));
};

/**
 * One statement: the owner, the pinned version and the open round stand in `owned`; the session's new credit is the time since
 * its last beat by the server's clock, capped, never negative, times the study speed; progress takes the greatest position seen.
 * A beat for a session that has ended (late, or replaced by another tab) still moves the position and counts no time.
 */
const beat = handWritten<Beat>(
  'study_beat',
  sql`with owned as (
      select e.id as enrollment_id, m.id as module_id
      from enrollments e join modules m on m.version_id = e.version_id
      where e.id = ${sql.placeholder('enrollmentId')} and e.user_id = ${sql.placeholder('userId')}
        and m.id = ${sql.placeholder('moduleId')} and e.claimed_at is null and e.withdrawn_at is null
        and exists (select 1 from study_sessions own where own.id = ${sql.placeholder('sessionId')} and own.user_id = e.user_id
          and own.enrollment_id = e.id and own.module_id = m.id)
    ), counted as (
      update study_sessions s set
        last_credit_millis = (least(greatest(extract(epoch from (${sql.placeholder('now')}::timestamptz - s.last_beat_at)) * 1000, 0),
          ${sql.raw(String(IDLE_CAP_MILLIS))}) * s.speed)::bigint,
        counted_millis = s.counted_millis + (least(greatest(extract(epoch from (${sql.placeholder('now')}::timestamptz - s.last_beat_at)) * 1000, 0),
          ${sql.raw(String(IDLE_CAP_MILLIS))}) * s.speed)::bigint,
        last_beat_at = greatest(s.last_beat_at, ${sql.placeholder('now')}::timestamptz),
        ended_at = case when ${sql.placeholder('stop')}::boolean then greatest(s.last_beat_at, ${sql.placeholder('now')}::timestamptz) end,
        end_reason = case when ${sql.placeholder('stop')}::boolean then 'STOPPED' end
      from owned o
      where s.id = ${sql.placeholder('sessionId')} and s.user_id = ${sql.placeholder('userId')} and s.ended_at is null
        and s.enrollment_id = o.enrollment_id and s.module_id = o.module_id
      returning s.*
    ), moved as (
      insert into module_progress as p (id, enrollment_id, module_id, counted_millis, furthest_permille, last_active_at)
      select ${sql.placeholder('newId')}::uuid, o.enrollment_id, o.module_id,
        coalesce((select last_credit_millis from counted), 0), ${sql.placeholder('position')}::int, ${sql.placeholder('now')}::timestamptz
      from owned o
      on conflict (enrollment_id, module_id) do update set
        counted_millis = p.counted_millis + excluded.counted_millis,
        furthest_permille = greatest(p.furthest_permille, excluded.furthest_permille),
        last_active_at = greatest(p.last_active_at, excluded.last_active_at)
      returning p.counted_millis, p.furthest_permille
    )
    select moved.counted_millis::float8 as "countedMillis", moved.furthest_permille as "furthestPermille",
      coalesce(counted.last_credit_millis, 0)::float8 as "countedNowMillis",
      coalesce(counted.id, past.id) as "sessionId", coalesce(counted.started_at, past.started_at) as "startedAt",
      coalesce(counted.ended_at, past.ended_at) as "endedAt", coalesce(counted.end_reason, past.end_reason) as "endReason"
    from moved left join counted on true
    left join study_sessions past on counted.id is null and past.id = ${sql.placeholder('sessionId')}
      and past.user_id = ${sql.placeholder('userId')}`,
);

/** No row came back: the round is closed, or there is no such session of this person in this module. */
const refuseBeat = async (db: Database, owner: { enrollmentId: EnrollmentId; userId: UserId }): Promise<never> => {
  await db.transaction((tx) => lockOpenEnrollment(tx, owner));
  throw new NotFoundError('The study session');
};

type BeatFacts = Reading & { sessionId: StudySessionId | null; stop: boolean };

/**
 * Notes that a reader is still there (or stops): one prepared statement. Throws NotFound for another person's round, another
 * module or no such session, EnrollmentClosed for a round that is over.
 */
export const beatStudy = async (db: Database, facts: BeatFacts): Promise<Beat> => {
  const { enrollmentId, moduleId, sessionId, userId, position, stop, now } = facts;
  if (enrollmentId === null || moduleId === null || sessionId === null) throw new NotFoundError('The study session');
  const values = {
    enrollmentId,
    moduleId,
    sessionId,
    userId,
    position,
    stop,
    now: now.toISOString(),
    newId: newId(),
  };
  const [row] = await beat(db, values);
  return row ?? (await refuseBeat(db, { enrollmentId, userId }));
};
