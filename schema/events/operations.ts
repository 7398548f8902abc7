import type { Database } from '../../drizzle/client.ts';
import type { UserId } from '../../drizzle/ids.ts';
import { auditEvents } from '../../drizzle/schema.ts';

export type RecordedEvent = {
  /** What was done: `CERTIFICATE_ISSUED`. */
  verb: string;
  objectType: string;
  objectId: string;
  at: Date;
  /** Who did it; left out when the service or an operator did. */
  actorUserId?: UserId | null;
  /** In which role; `user` with an actorUserId, else `system`, when left out. */
  actor?: string;
  reason?: string;
  requestId?: string;
  /** Facts and ids only; never a name, an address or an answer. */
  details?: Record<string, unknown>;
};

/** Adds one line to the audit trail in the caller's transaction: it stands exactly when the act does. */
export const recordEvent = async (db: Database, event: RecordedEvent): Promise<void> => {
  const actor = event.actor ?? (event.actorUserId ? 'user' : 'system');
  await db.insert(auditEvents).values({ ...event, actor });
};
