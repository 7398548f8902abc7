import type { Database } from '../../drizzle/client.ts';
import type { OrganizationId } from '../../drizzle/ids.ts';
import { auditEvents } from '../../drizzle/schema.ts';
import { AUDIT_VERBS, type AuditActor, type AuditVerb } from '../../drizzle/tables/events.ts';
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

/** Adds one line to the audit trail in the caller's transaction, so that the line exists exactly when the change does. */
export async function recordEvent(tx: Database, act: Act, verb: AuditVerb, event: RecordedEvent): Promise<void> {
  const { as, ...facts } = event;
  await tx.insert(auditEvents).values({
    ...facts,
    verb,
    objectType: AUDIT_VERBS[verb],
    at: act.now,
    actor: as ?? act.actor,
    actorUserId: act.userId,
    requestId: act.requestId,
  });
}
