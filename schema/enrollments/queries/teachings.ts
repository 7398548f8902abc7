import { type SQL, sql } from 'drizzle-orm';
import type {
  IntensiveId,
  IntensiveInstructorId,
  IntensiveSegmentId,
  TeachingStatementId,
} from '../../../drizzle/ids.ts';
import { instantOf } from '../../../drizzle/statement.ts';
import { type Statement, standingStatements, taughtOf } from '../../attendance/rules/taught.ts';
import { latestOf } from '../rules/gate/content.ts';
import type { TaughtPart, TeachingStanding } from '../rules/standing.ts';

type Part = Pick<TaughtPart, 'id' | 'title' | 'format' | 'minutes' | 'day' | 'timeZone'> & {
  startsAt: string;
  endsAt: string;
};
type Said = Statement<TeachingStatementId, IntensiveSegmentId, IntensiveInstructorId> & { statedAt: string };

/** What an instructor taught, as a statement gives it. */
export type Teaching = {
  intensiveId: IntensiveId;
  canceled: boolean;
  place: string;
  endsAt: string | null;
  /** Those of the training that are the person. */
  instructorIds: IntensiveInstructorId[];
  parts: Part[];
  statements: Said[];
  /** Parts that a certificate of the same person says they attended. */
  attended: IntensiveSegmentId[];
};

/** Of a person and an intensive: parts that a certificate of theirs which stands says they attended. */
const attendedParts = (userId: SQL, intensiveId: SQL): SQL => sql`array(select distinct l->>'segmentId'
  from event_enrollments y join enrollments f on f.id = y.enrollment_id and f.user_id = ${userId} and f.basis = 'LEARNER'
    join enrollment_attendance k on k.enrollment_id = f.id cross join jsonb_array_elements(k.lines) l
  where y.intensive_id = ${intensiveId} and (l->>'attended')::int > 0
    and exists (select from certificates c where c.enrollment_id = f.id and c.superseded_at is null and c.revoked_at is null))`;

/** Of enrollment e: its training as it was taught; null for a learner. */
export const TEACHING: SQL = sql`case when e.basis = 'INSTRUCTOR' then (select json_build_object('intensiveId', i.id,
    'canceled', i.cancelled_at is not null, 'place', i.place,
    'endsAt', (select max(d.ends_at) from intensive_days d where d.intensive_id = i.id and d.removed_at is null),
    'instructorIds', array(select t.id from intensive_instructors t
      where t.intensive_id = i.id and t.user_id = e.user_id and t.removed_at is null),
    'parts', (select coalesce(json_agg(json_build_object('id', s.id, 'title', s.title, 'format', s.format, 'minutes', s.minutes,
        'day', s.day, 'timeZone', s.time_zone, 'startsAt', s.starts_at, 'endsAt', s.ends_at) order by s.starts_at, s.position), '[]')
      from intensive_segments s where s.intensive_id = i.id and s.kind = 'INSTRUCTION'),
    'statements', (select coalesce(json_agg(json_build_object('id', b.id, 'partId', b.segment_id, 'instructorId', b.instructor_id,
        'minutes', b.minutes, 'takesBack', b.takes_back, 'statedAt', b.stated_at)), '[]')
      from teaching_statements b where b.intensive_id = i.id),
    'attended', ${attendedParts(sql`e.user_id`, sql`i.id`)})
  from event_enrollments x join intensives i on i.id = x.intensive_id where x.enrollment_id = e.id) end`;

/** Of enrollment e at the intensive of registration r: parts of which the same person taught some minutes. */
export const TAUGHT_PARTS: SQL = sql`array(select distinct b.segment_id from teaching_statements b
    join intensive_instructors t on t.id = b.instructor_id and t.user_id = e.user_id
  where b.intensive_id = r.intensive_id and b.takes_back is null
    and not exists (select from teaching_statements g where g.takes_back = b.id))`;

/**
 * The id of the enrollment of a person as an instructor of an intensive; null without one. One whose certificates were all revoked
 * stands no longer, so that what was corrected can be claimed anew.
 */
export function teachingEnrollment(intensiveId: SQL, userId: SQL): SQL {
  return sql`(select e.id from event_enrollments x join enrollments e on e.id = x.enrollment_id
    where x.intensive_id = ${intensiveId} and e.user_id = ${userId} and e.basis = 'INSTRUCTOR' and e.withdrawn_at is null
      and (e.claimed_at is null or exists (select from certificates c
        where c.enrollment_id = e.id and c.superseded_at is null and c.revoked_at is null)) limit 1)`;
}

/** What an instructor taught, by the statements that stand. */
export function teachingOf(found: Teaching): TeachingStanding {
  const { intensiveId, canceled, place, endsAt, instructorIds, statements } = found;
  const standing = standingStatements<TeachingStatementId, IntensiveSegmentId, IntensiveInstructorId, Said>(statements);
  const own = standing.filter(({ instructorId }) => instructorIds.includes(instructorId));
  const parts = found.parts.map(({ startsAt, endsAt: until, ...part }) => ({
    ...{ ...part, ...taughtOf(part, standing, (id) => instructorIds.includes(id)) },
    part: { from: Date.parse(startsAt), until: Date.parse(until) },
    attended: found.attended.includes(part.id),
  }));
  return {
    ...{ intensiveId, canceled, place, endsAt: instantOf(endsAt), named: instructorIds.length > 0 },
    statedAt: latestOf(own.map(({ statedAt }) => new Date(statedAt))),
    parts: parts.filter(({ taught }) => taught > 0),
  };
}
