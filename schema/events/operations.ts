import { sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { type AuditEventId, newId, type OrganizationId, type UserId } from '../../drizzle/ids.ts';
import { statement } from '../../drizzle/statement.ts';
import { AUDIT_VERBS, type AuditActor, type AuditObject, type AuditVerb } from '../../drizzle/tables/events.ts';
import type { Act } from '../act.ts';

export type RecordedEvent = {
  objectId: string;
  /** The organization whose records the act touches; null for what a person does about their own account. */
  organizationId: OrganizationId | null;
  /** The role in which a member acted; when absent, the act's own actor. */
  as?: AuditActor;
  reason?: string | null;
  /** Facts and ids only; never a name, an address or an answer. */
  details?: Record<string, unknown>;
};

type Line = Pick<RecordedEvent, 'objectId' | 'organizationId'> & {
  id: AuditEventId;
  at: Date;
  actor: AuditActor;
  actorName: string | null;
  actorUserId: UserId | null;
  verb: AuditVerb;
  objectType: AuditObject;
  reason: string | null;
  requestId: string | null;
  details: string | null;
};

const write = statement<Line, never>(
  'record_event',
  (
    p,
  ) => sql`insert into audit_events (id, at, organization_id, actor_user_id, actor, actor_name, verb, object_type, object_id,
      reason, request_id, details)
    values (${p('id')}, ${p('at')}, ${p('organizationId')}, ${p('actorUserId')}, ${p('actor')}, ${p('actorName')},
      ${p('verb')}, ${p('objectType')}, ${p('objectId')}, ${p('reason')}, ${p('requestId')}, ${p('details')}::text::jsonb)`,
);

/** Adds one line to the audit trail in the caller's transaction, so that the line exists exactly when the change does. */
export async function recordEvent(tx: Database, act: Act, verb: AuditVerb, event: RecordedEvent): Promise<void> {
  const { objectId, organizationId, as, reason = null, details } = event;
  await write(tx, {
    ...{ objectId, organizationId, reason, verb },
    id: newId(),
    objectType: AUDIT_VERBS[verb],
    at: act.now,
    actor: as ?? act.actor,
    actorName: act.name,
    actorUserId: act.userId,
    requestId: act.requestId,
    details: details === undefined ? null : JSON.stringify(details),
  });
}

type Done = { id: string; details: Record<string, unknown> | null };
type SameVerb = { objects: readonly Done[]; organizationId: OrganizationId | null };
type Lines = Omit<Line, 'id' | 'objectId' | 'reason' | 'details'> & {
  ids: readonly string[];
  objectIds: readonly string[];
  /** Texts of JSON. */
  details: readonly string[];
};

const writeAll = statement<Lines, never>(
  'record_events',
  (
    p,
  ) => sql`insert into audit_events (id, at, organization_id, actor_user_id, actor, actor_name, verb, object_type, object_id,
      request_id, details)
    select l.id, ${p('at')}, ${p('organizationId')}, ${p('actorUserId')}, ${p('actor')}, ${p('actorName')}, ${p('verb')},
      ${p('objectType')}, l.object_id, ${p('requestId')}, nullif(l.details::jsonb, 'null')
    from unnest(${p('ids')}::uuid[], ${p('objectIds')}::text[], ${p('details')}::text[]) as l (id, object_id, details)`,
);

/** Adds a line for each of several objects to which the same was done, in one statement. */
export async function recordEvents(tx: Database, act: Act, verb: AuditVerb, done: SameVerb): Promise<void> {
  const { objects, organizationId } = done;
  if (objects.length === 0) return;
  await writeAll(tx, {
    ...{ organizationId, verb, objectType: AUDIT_VERBS[verb], at: act.now },
    ids: objects.map(() => newId()),
    objectIds: objects.map(({ id }) => id),
    details: objects.map(({ details }) => JSON.stringify(details)),
    actor: act.actor,
    actorName: act.name,
    actorUserId: act.userId,
    requestId: act.requestId,
  });
}
