import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import {
  type AuthSessionId,
  type EnrollmentId,
  type ModuleId,
  type ModuleProgressId,
  newId,
  type StudySessionId,
  type UserId,
} from '../../../drizzle/ids.ts';
import { instantOf, statement } from '../../../drizzle/statement.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError, RateLimitedError } from '../../errors.ts';
import { EnrollmentClosedError } from '../errors.ts';
import { dayAfter } from '../rules/attempts.ts';
import { closedAt, openInSql } from '../rules/open.ts';
import { IDLE_CAP_MILLIS } from '../rules/study.ts';
import type { Beat, Reading } from './beatStudy.ts';

/** How many times each second counts, and by which sign-in: null where a program asks without one. */
type By = { speed: number; authSessionId?: AuthSessionId | null };

/**
 * Opens a counted session on a module and ends the open one: one per person, however many tabs. The time since the last beat of
 * that one counts as with a beat, so that a late or missing STOP and a reload lose nothing. Throws EnrollmentClosed,
 * NotFound for a module that is not in the pinned version, and RateLimited.
 */
export async function startStudy(
  db: Database,
  { userId, now }: UserAct,
  { enrollmentId, moduleId, position, speed, authSessionId = null }: Reading & By,
): Promise<Beat> {
  return db.transaction(async (tx) => {
    const place = await lockPlace(tx, { userId, enrollmentId, moduleId, now });
    const ids = {
      sessionId: newId<StudySessionId>(),
      newId: newId<ModuleProgressId>(),
      otherId: newId<ModuleProgressId>(),
    };
    const [started] = await start(tx, { userId, ...place, ...ids, authSessionId, position, speed, now });
    if (started === undefined) throw new Error('an inserted study session came back empty');
    return { ...started, endedAt: null, endReason: null };
  });
}

type Sought = { userId: UserId; enrollmentId: EnrollmentId | null; moduleId: ModuleId | null; now: Date };
type Place = { enrollmentId: EnrollmentId; moduleId: ModuleId };
type Row = {
  moduleId: ModuleId | null;
  claimedAt: Date | null;
  withdrawnAt: Date | null;
  starts: number;
  firstStart: string | null;
};

/** Counted sessions that a person may open within 24 hours: one for each three minutes, day and night. Each adds a row. */
const STARTS_PER_DAY = 480;

// The person's lock keeps their starts apart: each sees the session that the one before opened.
type Lock = { userId: UserId; enrollmentId: EnrollmentId; moduleId: ModuleId | null; now: Date };
const lock = statement<Lock, Row>(
  'study_lock',
  (p) => sql`select m.id as "moduleId", e.claimed_at as "claimedAt", e.withdrawn_at as "withdrawnAt",
      today.starts, today.first as "firstStart"
    from (select count(*)::int as starts, min(last_beat_at) as first from study_sessions
      where user_id = ${p('userId')} and last_beat_at > ${p('now')}::timestamptz - interval '1 day') today,
    users u join enrollments e on e.user_id = u.id
    left join modules m on m.version_id = e.version_id and m.id = ${p('moduleId')}
    where u.id = ${p('userId')} and e.id = ${p('enrollmentId')} for no key update of u, e`,
);

const lockPlace = async (tx: Database, { enrollmentId, now, ...sought }: Sought): Promise<Place> => {
  const [row] = enrollmentId === null ? [] : await lock(tx, { ...sought, enrollmentId, now });
  if (enrollmentId === null || row === undefined) throw new NotFoundError('The enrollment');
  const closed = closedAt(row);
  if (closed !== null) throw new EnrollmentClosedError(closed);
  if (row.moduleId === null) throw new NotFoundError('The module');
  const first = instantOf(row.firstStart);
  if (first !== null && row.starts >= STARTS_PER_DAY) throw new RateLimitedError(dayAfter(first));
  return { enrollmentId, moduleId: row.moduleId };
};

type Start = Place & {
  userId: UserId;
  sessionId: StudySessionId;
  newId: ModuleProgressId;
  otherId: ModuleProgressId;
  authSessionId: AuthSessionId | null;
  position: number;
  speed: number;
  now: Date;
};
type Started = Omit<Beat, 'endedAt' | 'endReason'>;

const CAP = sql.raw(`interval '${IDLE_CAP_MILLIS} milliseconds'`);

/**
 * `until` is the end of the stretch that counts for the session that ends here: now, at most a minute after its last beat, never
 * before it. It counts only while its enrollment is open. The new session begins where the person's counted time ends, so no
 * moment counts twice, whatever order requests arrive in. Time that ran faster than the clock makes the whole enrollment a
 * specimen, permanently.
 */
const start = statement<Start, Started>('study_start', (p) => {
  const now = sql`${p('now')}::timestamptz`;
  const until = sql`greatest(s.last_beat_at, least(${now}, s.last_beat_at + ${CAP}))`;
  const credit = sql`case when ${sql.raw(openInSql('o'))}
      then (extract(epoch from (${until} - s.last_beat_at)) * 1000 * s.speed)::bigint else 0 end`;
  return sql`with ended as (
      update study_sessions s set last_credit_millis = ${credit}, counted_millis = s.counted_millis + ${credit},
        last_beat_at = ${until}, ended_at = ${until},
        end_reason = case when ${now} - s.last_beat_at > ${CAP} then 'IDLE' else 'REPLACED' end
      from enrollments o where o.id = s.enrollment_id and s.user_id = ${p('userId')} and s.ended_at is null
      returning s.enrollment_id, s.module_id, s.last_credit_millis, s.last_beat_at, s.started_at
    ), opened as (
      insert into study_sessions (id, user_id, enrollment_id, module_id, auth_session_id, started_at, last_beat_at,
        speed)
      select ${p('sessionId')}::uuid, ${p('userId')}::uuid, ${p('enrollmentId')}::uuid, ${p('moduleId')}::uuid,
        ${p('authSessionId')}::uuid, begun.at, begun.at, ${p('speed')}::int
      from (select greatest(${now}, (select max(last_beat_at) from ended),
        (select max(k.last_beat_at) from study_sessions k where k.user_id = ${p('userId')})) as at) begun
      returning id, started_at
    ), moved as (
      insert into module_progress as p (id, enrollment_id, module_id, counted_millis, furthest_permille, last_active_at)
      select case when x.here then ${p('newId')}::uuid else ${p('otherId')}::uuid end, x.enrollment_id, x.module_id,
        sum(x.millis), max(x.position), max(x.active)
      from (
        select enrollment_id, module_id, enrollment_id = ${p('enrollmentId')}::uuid and module_id = ${p('moduleId')}::uuid,
          last_credit_millis, 0, started_at from ended
        union all select ${p('enrollmentId')}::uuid, ${p('moduleId')}::uuid, true, 0, ${p('position')}::int, ${now}
      ) x(enrollment_id, module_id, here, millis, position, active)
      group by x.enrollment_id, x.module_id, x.here
      on conflict (enrollment_id, module_id) do update set counted_millis = p.counted_millis + excluded.counted_millis,
        furthest_permille = greatest(p.furthest_permille, excluded.furthest_permille),
        last_active_at = greatest(p.last_active_at, excluded.last_active_at)
      returning p.enrollment_id, p.module_id, p.counted_millis, p.furthest_permille
    ), noted as (
      update enrollments e set started_at = ${now}, specimen = e.specimen or ${p('speed')}::int > 1
      where e.id = ${p('enrollmentId')} and (e.started_at is null or ${p('speed')}::int > 1 and not e.specimen)
    )
    select opened.id as "sessionId", opened.started_at as "startedAt", moved.counted_millis::float8 as "countedMillis",
      moved.furthest_permille as "furthestPermille",
      coalesce((select sum(ended.last_credit_millis) from ended where ended.enrollment_id = moved.enrollment_id
        and ended.module_id = moved.module_id), 0)::float8 as "countedNowMillis"
    from opened, moved where moved.enrollment_id = ${p('enrollmentId')} and moved.module_id = ${p('moduleId')}`;
});
