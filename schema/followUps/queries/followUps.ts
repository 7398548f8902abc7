import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseVersionId, EnrollmentId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { SavedAnswer } from '../../../drizzle/tables/attempts.ts';
import type { RecallRound } from '../../../drizzle/tables/recalls.ts';
import type { Standing } from '../rules/standing.ts';

/** The zone of a person (p), or of the organization (o) where they have stated none. */
export const ZONE: SQL = sql`coalesce(p.time_zone, o.time_zone)`;
export const OF_ORGANIZATION: SQL = sql`join courses c on c.id = e.course_id join organizations o on o.id = c.organization_id`;

export type AnswerRow = { weeks: number; questionKey: string; answer: SavedAnswer; correct: boolean };
/** What somebody may be asked after a course, and what they answered. */
export type FollowUpRow = Standing & {
  enrollmentId: EnrollmentId;
  versionId: CourseVersionId;
  rounds: RecallRound[];
  answers: AnswerRow[];
};

const followUps = statement<{ userId: UserId; ids: readonly EnrollmentId[] }, FollowUpRow>(
  'own_follow_ups',
  (p) => sql`select e.id as "enrollmentId", e.version_id as "versionId", e.purpose, e.completed_at as "completedAt",
      ${ZONE} as "timeZone", v.follow_up as rounds,
      f.opted_in_at is not null and f.opted_out_at is null as "optedIn",
      (select coalesce(json_agg(json_build_object('weeks', a.weeks, 'questionKey', a.question_key, 'answer', a.answer,
          'correct', a.correct)), '[]') from follow_up_answers a where a.enrollment_id = e.id) as answers
    from enrollments e join course_versions v on v.id = e.version_id left join profiles p on p.user_id = e.user_id
      ${OF_ORGANIZATION}
      left join follow_ups f on f.enrollment_id = e.id
    where e.id = any(${p('ids')}::uuid[]) and e.user_id = ${p('userId')} and e.basis = 'LEARNER' and e.withdrawn_at is null
      and v.follow_up <> '[]'`,
);

/**
 * The follow-ups of a learner's enrollments; none for one that was withdrawn, for one of an instructor, and for a version that asks
 * nothing later.
 */
export function followUpsOf(db: Database, userId: UserId, ids: readonly EnrollmentId[]): Promise<FollowUpRow[]> {
  return followUps(db, { userId, ids: [...new Set(ids)] });
}
