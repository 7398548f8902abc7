import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { AuditEventId, CourseId, OrganizationId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { AuditActor, AuditObject, AuditVerb } from '../../../drizzle/tables/events.ts';
import { MEMBER_ROLES } from '../../../drizzle/tables/organizations.ts';
import { type Window, windowOn } from '../../../drizzle/window.ts';

export type AuditRow = {
  id: AuditEventId;
  at: Date;
  actor: AuditActor;
  actorUserId: UserId | null;
  /** Of a member, or of whoever ran a command. */
  actorName: string | null;
  verb: AuditVerb;
  objectType: AuditObject;
  objectId: string;
  reason: string | null;
  requestId: string | null;
  details: Record<string, unknown> | null;
};

const listed = (words: readonly string[]) => `array[${words.map((word) => `'${word}'`).join(', ')}]`;
const MEMBERS = listed(MEMBER_ROLES.map((role) => role.toLowerCase()));
const READINGS = listed([
  'APPROVAL_LETTER_READ',
  'CERTIFICATE_DOWNLOADED',
  'LICENSE_NUMBERS_READ',
  'RECORD_READ',
  'ROSTER_READ',
] satisfies AuditVerb[]);

/** Whether an event v is about a place or an order of an event that is no training. */
const ABOUT_THERAPY: SQL = sql`coalesce(case v.object_type
    when 'Registration' then (select i.kind <> 'TRAINING' from registrations r join intensives i on i.id = r.intensive_id
      where r.id = v.object_id::uuid)
    when 'Order' then (select i.kind <> 'TRAINING' from orders d join intensives i on i.id = d.intensive_id
      where d.id = v.object_id::uuid)
    end, false)`;

// Learners who act for themselves stay without a name; people at therapy events without an account, too.
const EVENTS: SQL = sql`select v.id, v.at, v.actor,
    case when v.actor <> 'user' or not ${ABOUT_THERAPY} then v.actor_user_id end as "actorUserId",
    coalesce(v.actor_name, case when v.actor = any(${sql.raw(MEMBERS)}) then
      (select p.legal_name from profiles p where p.user_id = v.actor_user_id) end) as "actorName", v.verb, v.object_type as "objectType",
    v.object_id as "objectId", v.reason, v.request_id as "requestId", v.details
  from audit_events v`;

/**
 * Whether an event v is about study for personal growth: its enrollment or certificate is, or its person never enrolled for credit
 * in the course. Each part is found by its key: PostgreSQL would read whole tables for `exists`.
 */
const ABOUT_PERSONAL_STUDY: SQL = sql`coalesce(case v.object_type
    when 'Enrollment' then (select e.purpose = 'PERSONAL' from enrollments e where e.id = v.object_id::uuid)
    when 'Certificate' then (select k.purpose = 'PERSONAL' from certificates k where k.id = v.object_id::uuid)
    when 'ExtraAttempts' then (select (select e.id from enrollments e where e.user_id = x.user_id
        and e.course_id = x.course_id and e.purpose = 'CREDIT' limit 1) is null
      from extra_attempts x where x.id = v.object_id::uuid)
    when 'User' then (select e.id from enrollments e where e.user_id = v.object_id::uuid
      and e.course_id = (v.details->>'courseId')::uuid and e.purpose = 'CREDIT' limit 1) is null
    end, false)`;

export type AuditFilter = {
  organizationId: OrganizationId;
  /** Null in every part means: any. */
  verb: AuditVerb | null;
  objectType: string | null;
  objectId: string | null;
  /** Days in the zone, both included. */
  from: string | null;
  to: string | null;
  timeZone: string;
  /** Leave out what is about study for personal growth and about therapy events. */
  creditOnly: boolean;
};

const log = statement<AuditFilter & Window, AuditRow>(
  'audit_log_of_organization',
  (p) => sql`${EVENTS}
    where v.organization_id = ${p('organizationId')} and (${p('verb')}::text is null or v.verb = ${p('verb')})
      and (${p('objectType')}::text is null or (v.object_type = ${p('objectType')} and v.object_id = ${p('objectId')}))
      and (${p('from')}::date is null or v.at >= ${p('from')}::date::timestamp at time zone ${p('timeZone')}::text)
      and (${p('to')}::date is null or v.at < (${p('to')}::date + 1)::timestamp at time zone ${p('timeZone')}::text)
      and not (${p('creditOnly')}::boolean and (${ABOUT_PERSONAL_STUDY} or ${ABOUT_THERAPY}))
      and ${windowOn('v.id')}`,
);

/** The audit events of an organization, newest first, within a page's window. */
export const auditLogOf = (db: Database, asked: AuditFilter & Window): Promise<AuditRow[]> => log(db, asked);

type About = {
  organizationId: OrganizationId;
  /** What is about a person is about many courses: only what was agreed for this one is meant. */
  courseId: CourseId;
  types: readonly string[];
  ids: readonly string[];
  /** Readings alone, or everything else. */
  readings: boolean;
};

const about = statement<About & Window, AuditRow>(
  'audit_events_about',
  (p) => sql`${EVENTS} join unnest(${p('types')}::text[], ${p('ids')}::text[]) as o (type, id)
      on v.object_type = o.type and v.object_id = o.id
    where v.organization_id = ${p('organizationId')} and (v.verb = any(${sql.raw(READINGS)})) = ${p('readings')}::boolean
      and (v.object_type <> 'User' or (v.verb = 'ACCOMMODATION_GRANTED' and v.details->>'courseId' = ${p('courseId')}::text))
      and ${windowOn('v.id')}`,
);

/** The organization's audit events about these objects, named by type and id in parallel, newest first. */
export const auditEventsAbout = (db: Database, asked: About & Window): Promise<AuditRow[]> => about(db, asked);
