import { type SQL, sql } from 'drizzle-orm';
import { awardKeyInSql } from '../../issuance/rules/claimKeys.ts';

// For the certificate k and its enrollment e.

/** When it was claimed: the award, or the plain certificate. */
export const CLAIMED_AT: SQL = sql`coalesce((select w.awarded_at from credit_awards w where w.enrollment_id = k.enrollment_id
    and k.claim_key = ${sql.raw(awardKeyInSql('w'))}), e.claimed_at, k.issued_at)`;

/** The modules of the version with what was counted in them. */
export const MODULES: SQL = sql`(select coalesce(json_agg(json_build_object('key', m.key, 'title', m.title, 'position', m.position,
      'minSeconds', m.min_seconds, 'countedMillis', coalesce(g.counted_millis, 0), 'completedAt', g.completed_at,
      'checked', q.id is not null, 'checkPassedAt', g.check_passed_at) order by m.position), '[]')
    from modules m left join module_progress g on g.enrollment_id = e.id and g.module_id = m.id
      left join quizzes q on q.version_id = m.version_id and q.module_id = m.id
    where m.version_id = e.version_id)`;

/** What held at some time between enrollment and claim. */
export const ACCOMMODATIONS: SQL = sql`(select coalesce(json_agg(json_build_object('studyTimeWaived', x.study_time_waived,
      'quizTimePercent', x.quiz_time_percent, 'alternateFormat', x.alternate_format is not null, 'grantedBy', x.granted_by,
      'grantedAt', x.granted_at, 'revokedAt', x.revoked_at) order by x.id), '[]')
    from accommodation_grants x where x.user_id = e.user_id and x.course_id = e.course_id
      and x.granted_at <= ${CLAIMED_AT} and (x.revoked_at is null or x.revoked_at > e.enrolled_at))`;

/** What was granted up to the claim. The waiting time is that of the quiz whose attempt failed. */
export const EXTRA_ATTEMPTS: SQL = sql`(select coalesce(json_agg(json_build_object('id', x.id, 'quizKey', x.quiz_key, 'count', x.count,
      'reason', x.reason, 'grantedBy', x.granted_by, 'grantedAt', x.granted_at,
      'waitLifted', (select count(*) > 0 from quiz_attempts a join quizzes q on q.id = a.quiz_id
        where a.user_id = x.user_id and a.course_id = x.course_id and a.quiz_key = x.quiz_key and not a.passed
          and a.submitted_at <= x.granted_at and a.submitted_at + make_interval(secs => q.cooldown_seconds) > x.granted_at))
      order by x.id), '[]')
    from extra_attempts x where x.user_id = e.user_id and x.course_id = e.course_id and x.granted_at <= ${CLAIMED_AT})`;
