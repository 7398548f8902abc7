import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { AuditEventId, OrganizationId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { AuditActor, AuditObject, AuditVerb } from '../../../drizzle/tables/events.ts';
import { type Window, windowOn } from '../../../drizzle/window.ts';

export type AuditRow = {
  id: AuditEventId;
  at: Date;
  actor: AuditActor;
  actorUserId: UserId | null;
  verb: AuditVerb;
  objectType: AuditObject;
  objectId: string;
  reason: string | null;
  requestId: string | null;
  details: Record<string, unknown> | null;
};

const EVENTS: SQL = sql`select v.id, v.at, v.actor, v.actor_user_id as "actorUserId", v.verb, v.object_type as "objectType",
    v.object_id as "objectId", v.reason, v.request_id as "requestId", v.details
  from audit_events v`;

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
};

const log = statement<AuditFilter & Window, AuditRow>(
  'audit_log_of_organization',
  (p) => sql`${EVENTS}
    where v.organization_id = ${p('organizationId')} and (${p('verb')}::text is null or v.verb = ${p('verb')})
      and (${p('objectType')}::text is null or (v.object_type = ${p('objectType')} and v.object_id = ${p('objectId')}))
      and (${p('from')}::date is null or v.at >= ${p('from')}::date::timestamp at time zone ${p('timeZone')}::text)
      and (${p('to')}::date is null or v.at < (${p('to')}::date + 1)::timestamp at time zone ${p('timeZone')}::text)
      and ${windowOn('v.id')}`,
);

/** The audit events of an organization, newest first, within a page's window. */
export const auditLogOf = (db: Database, asked: AuditFilter & Window): Promise<AuditRow[]> => log(db, asked);

type About = { organizationId: OrganizationId; types: readonly string[]; ids: readonly string[] };

const about = statement<About & Window, AuditRow>(
  'audit_events_about',
  (p) => sql`${EVENTS} join unnest(${p('types')}::text[], ${p('ids')}::text[]) as o (type, id)
      on v.object_type = o.type and v.object_id = o.id
    where v.organization_id = ${p('organizationId')} and ${windowOn('v.id')}`,
);

/** The organization's audit events about these objects, named by type and id in parallel, newest first. */
export const auditEventsAbout = (db: Database, asked: About & Window): Promise<AuditRow[]> => about(db, asked);
