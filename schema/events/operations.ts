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
