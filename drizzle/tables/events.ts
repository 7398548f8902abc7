import { index, jsonb, snakeCase, text, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant } from '../columns.ts';
import type { AuditEventId, UserId } from '../ids.ts';

/** Who did what to what, when and why; ids only, no personal data. Insert only. */
export const auditEvents = snakeCase.table(
  'audit_events',
  {
    id: idColumn<AuditEventId>(),
    at: instant().notNull(),
    actorUserId: uuid().$type<UserId>(),
    actor: text().notNull(),
    verb: text().notNull(),
    objectType: text().notNull(),
    objectId: text().notNull(),
    reason: text(),
    requestId: text(),
    details: jsonb().$type<Record<string, unknown>>(),
  },
  (t) => [index('audit_events_object_idx').on(t.objectType, t.objectId)],
);
