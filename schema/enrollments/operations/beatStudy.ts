import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import {
  type EnrollmentId,
  type ModuleId,
  type ModuleProgressId,
  newId,
  type StudySessionId,
  type UserId,
} from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { openInSql } from '../rules/open.ts';
import { IDLE_CAP_MILLIS } from '../rules/study.ts';
import { lockOpenEnrollment } from './lockEnrollment.ts';

/** The result of a beat: the session as it is now, and the progress in the module. */
export type Beat = {
  sessionId: StudySessionId;
  startedAt: Date;
  endedAt: Date | null;
  endReason: 'STOPPED' | 'IDLE' | 'REPLACED' | null;
  countedNowMillis: number;
  countedMillis: number;
  furthestPermille: number;
};

/** The reader's position: the enrollment, the module, and how far down it, in thousandths. */
export type Reading = { enrollmentId: EnrollmentId | null; moduleId: ModuleId | null; position: number };

type Values = {
  enrollmentId: EnrollmentId;
  moduleId: ModuleId;
  sessionId: StudySessionId;
  userId: UserId;
  position: number;
  stop: boolean;
  now: Date;
  newId: ModuleProgressId;
};

/**
 * One statement. `owned` checks the owner, the pinned version and that the enrollment is open. The session's new credit is the
 * time since its last beat by the server's clock, capped, never negative, times the study speed. Progress takes the greatest
 * position seen. A beat for a session that has ended (late, or replaced by another tab) still moves the position but counts no
 * time.
 */
const beat = statement<Values, Beat>(
  'study_beat',
  (p) => sql`with owned as (
      select e.id as enrollment_id, m.id as module_id
      from enrollments e join modules m on m.version_id = e.version_id
      where e.id = ${p('enrollmentId')} and e.user_id = ${p('userId')}
        and m.id = ${p('moduleId')} and ${sql.raw(openInSql('e'))}
        and exists (select 1 from study_sessions own where own.id = ${p('sessionId')} and own.user_id = e.user_id
          and own.enrollment_id = e.id and own.module_id = m.id)
    ), counted as (
      update study_sessions s set
        last_credit_millis = (least(greatest(extract(epoch from (${p('now')}::timestamptz - s.last_beat_at)) * 1000, 0),
          ${sql.raw(String(IDLE_CAP_MILLIS))}) * s.speed)::bigint,
        counted_millis = s.counted_millis + (least(greatest(extract(epoch from (${p('now')}::timestamptz - s.last_beat_at)) * 1000, 0),
          ${sql.raw(String(IDLE_CAP_MILLIS))}) * s.speed)::bigint,
        last_beat_at = greatest(s.last_beat_at, ${p('now')}::timestamptz),
        ended_at = case when ${p('stop')}::boolean then greatest(s.last_beat_at, ${p('now')}::timestamptz) end,
        end_reason = case when ${p('stop')}::boolean then 'STOPPED' end
      from owned o
      where s.id = ${p('sessionId')} and s.user_id = ${p('userId')} and s.ended_at is null
        and s.enrollment_id = o.enrollment_id and s.module_id = o.module_id
      returning s.*
    ), moved as (
      insert into module_progress as p (id, enrollment_id, module_id, counted_millis, furthest_permille, last_active_at)
      select ${p('newId')}::uuid, o.enrollment_id, o.module_id,
        coalesce((select last_credit_millis from counted), 0), ${p('position')}::int, ${p('now')}::timestamptz
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
    left join study_sessions past on counted.id is null and past.id = ${p('sessionId')}
      and past.user_id = ${p('userId')}`,
);

/** The statement returned no row: the enrollment is closed, or this person has no such session in this module. */
const refuseBeat = async (db: Database, owner: { enrollmentId: EnrollmentId; userId: UserId }): Promise<never> => {
  await db.transaction((tx) => lockOpenEnrollment(tx, owner));
  throw new NotFoundError('The study session');
};

type BeatFacts = Reading & { sessionId: StudySessionId | null; stop: boolean };

/**
 * Records that a reader is still reading, or stops: one prepared statement. Throws NotFound for another person's enrollment,
 * another module or an unknown session, and EnrollmentClosed for a closed enrollment.
 */
export async function beatStudy(db: Database, { userId, now }: UserAct, facts: BeatFacts): Promise<Beat> {
  const { enrollmentId, moduleId, sessionId, position, stop } = facts;
  if (enrollmentId === null || moduleId === null || sessionId === null) throw new NotFoundError('The study session');
  const [row] = await beat(db, { enrollmentId, moduleId, sessionId, userId, position, stop, now, newId: newId() });
  return row ?? (await refuseBeat(db, { enrollmentId, userId }));
}
