import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, OrganizationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';

export type ContinuedCourse = { id: CourseId; slug: string; organizationId: OrganizationId };

const chain = statement<{ slug: string }, ContinuedCourse>(
  'continued_courses',
  (p) => sql`with recursive chain as (
      select c.id, c.slug, c.organization_id, v.continues, 1 as step from courses c join course_versions v on v.id = c.current_version_id
      where c.slug = ${p('slug')}
      union all
      select c.id, c.slug, c.organization_id, v.continues, chain.step + 1
      from chain join courses c on c.slug = chain.continues join course_versions v on v.id = c.current_version_id
    ) cycle id set circle using path
    select id, slug, organization_id as "organizationId" from chain where not circle order by step`,
);

/** The course of this slug, the one that it continues, and so on to the first; empty when there is none. */
export function continuedCourses(db: Database, slug: string): Promise<ContinuedCourse[]> {
  return chain(db, { slug });
}

/** A course whose lineage has just changed, and why. */
export type Relinked = {
  id: CourseId;
  organizationId: OrganizationId;
  /** The oldest course of its content before and now; itself when no other is older. */
  before: CourseId;
  now: CourseId;
  /** The slug of the course that its current version continues. */
  continues: string | null;
  /** Courses of which some version has the same texts as one of its own. */
  sameTexts: CourseId[];
};

// A declaration holds while the current version makes it; what was taught stays taught.
const link = statement<Record<string, never>, Relinked>(
  'link_lineages',
  () => sql`with recursive
    declared as (select c.id as a, k.id as b from courses c join course_versions v on v.id = c.current_version_id
      join courses k on k.slug = v.continues),
    taught as (select distinct v.course_id as a, w.course_id as b from course_versions v
      join course_versions w on w.taught_hash = v.taught_hash and w.course_id <> v.course_id),
    links as (select a, b from declared union select b, a from declared union select a, b from taught),
    reached as (select id as a, id as b from courses union select r.a, l.b from reached r join links l on l.a = r.b),
    oldest as (select distinct on (r.a) r.a as id, c.id as oldest from reached r join courses c on c.id = r.b
      order by r.a, c.created_at, c.id),
    changed as (select c.id, c.organization_id, c.lineage_id as before, nullif(o.oldest, c.id) as now
      from courses c join oldest o on o.id = c.id where c.lineage_id is distinct from nullif(o.oldest, c.id)),
    written as (update courses c set lineage_id = n.now from changed n where c.id = n.id)
    select n.id, n.organization_id as "organizationId", coalesce(n.before, n.id) as before, coalesce(n.now, n.id) as now,
      (select v.continues from courses c join course_versions v on v.id = c.current_version_id where c.id = n.id) as continues,
      array(select t.b from taught t where t.a = n.id order by t.b) as "sameTexts"
    from changed n order by n.id`,
);

/** Writes the lineage of every course for which it changed: courses that a declaration or equal texts link name the oldest of them. */
export function linkCourses(tx: Database): Promise<Relinked[]> {
  return link(tx, {});
}
