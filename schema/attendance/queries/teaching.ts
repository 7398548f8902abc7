import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type {
  IntensiveId,
  IntensiveInstructorId,
  IntensiveSegmentId,
  TeachingStatementId,
  UserId,
} from '../../../drizzle/ids.ts';
import { instantOf, statement } from '../../../drizzle/statement.ts';
import type { StatedInstructor, StatedPart } from '../rules/stating.ts';
import type { Statement } from '../rules/taught.ts';

type Said = Statement<TeachingStatementId, IntensiveSegmentId, IntensiveInstructorId>;

/** A training as statements of who taught it need it. */
export type TeachingRecord = {
  endsAt: Date | null;
  parts: StatedPart<IntensiveSegmentId>[];
  instructors: StatedInstructor<IntensiveInstructorId>[];
  statements: (Said & { key: string })[];
};

const record = statement<
  { id: IntensiveId },
  TeachingRecord,
  Omit<TeachingRecord, 'endsAt'> & { endsAt: string | null }
>(
  'teaching_record',
  (p) => sql`select (select to_json(max(d.ends_at)) #>> '{}' from intensive_days d
        where d.intensive_id = i.id and d.removed_at is null and i.published_at is not null) as "endsAt",
      (select coalesce(json_agg(json_build_object('id', s.id, 'kind', s.kind, 'minutes', s.minutes)), '[]')
        from intensive_segments s where s.intensive_id = i.id) as parts,
      (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name,
          'erased', coalesce(is_erased(t.user_id), false))), '[]')
        from intensive_instructors t where t.intensive_id = i.id and t.removed_at is null) as instructors,
      (select coalesce(json_agg(json_build_object('id', b.id, 'partId', b.segment_id, 'instructorId', b.instructor_id,
          'minutes', b.minutes, 'takesBack', b.takes_back, 'key', b.key)), '[]')
        from teaching_statements b where b.intensive_id = i.id) as statements
    from intensives i where i.id = ${p('id')}`,
  ({ endsAt, ...row }) => ({ ...row, endsAt: instantOf(endsAt) }),
);

/** What is stated of who taught a training, and what may be. */
export async function teachingRecord(tx: Database, id: IntensiveId): Promise<TeachingRecord> {
  const [row] = await record(tx, { id });
  if (row === undefined) throw new Error('no row for an intensive that is locked');
  return row;
}

/** A statement as its readers see it. */
export type ShownStatement = {
  id: TeachingStatementId;
  intensiveId: IntensiveId;
  segmentId: IntensiveSegmentId;
  part: string;
  instructor: string;
  yours: boolean;
  minutes: number;
  statedAt: Date;
  takenBackAt: Date | null;
  reason: string | null;
};

const shown = statement<{ ids: readonly IntensiveId[]; viewer: UserId }, ShownStatement>(
  'shown_teaching_statements',
  (
    p,
  ) => sql`select b.id, b.intensive_id as "intensiveId", b.segment_id as "segmentId", s.title as part, t.name as instructor,
      t.user_id is not distinct from ${p('viewer')}::uuid as yours, b.minutes, b.stated_at as "statedAt", g.stated_at as "takenBackAt", g.reason
    from teaching_statements b join intensive_segments s on s.id = b.segment_id join intensive_instructors t on t.id = b.instructor_id
      join intensives i on i.id = b.intensive_id left join teaching_statements g on g.takes_back = b.id
    where b.intensive_id = any(${p('ids')}::uuid[]) and b.takes_back is null
      and (t.user_id = ${p('viewer')} or exists (select from memberships m
        where m.organization_id = i.organization_id and m.user_id = ${p('viewer')} and m.role in ('OWNER', 'ORGANIZER')))
    order by s.starts_at, s.position, b.stated_at, b.id`,
);

/** What is stated of who taught these trainings: all of it for whoever may state it, and to each instructor what is about them. */
export function shownStatements(db: Database, ids: readonly IntensiveId[], viewer: UserId): Promise<ShownStatement[]> {
  return shown(db, { ids, viewer });
}
