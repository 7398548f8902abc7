import { sql } from 'drizzle-orm';
import { check, index, snakeCase, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant } from '../columns.ts';
import type { ErasureRequestId, UserId } from '../ids.ts';
import { policy } from '../policy.ts';

/**
 * A person's request that their data be deleted. `dueAt` is when the last retention rule on their record ends. The daily job
 * carries it out. The row contains dates and the key of an account that is blank after erasure.
 */
export const erasureRequests = snakeCase.table(
  'erasure_requests',
  {
    id: idColumn<ErasureRequestId>(),
    userId: uuid().$type<UserId>().notNull(),
    requestedAt: instant().notNull(),
    dueAt: instant().notNull(),
    carriedOutAt: instant(),
  },
  (t) => [
    unique('erasure_requests_user_key').on(t.userId),
    index('erasure_requests_waiting_idx').on(t.dueAt).where(sql`carried_out_at is null`),
    check('erasure_requests_order', sql`${t.dueAt} >= ${t.requestedAt} and ${t.carriedOutAt} >= ${t.requestedAt}`),
  ],
);

// Only a waiting request may be deleted: a trigger refuses every other deletion.
export const erasureRequestsPolicy = policy(erasureRequests, {
  rows: 'passing',
  personal: [],
  protection: 'dates only',
  person: 'userId',
  exported: { as: 'erasure', one: true, columns: ['requestedAt', 'dueAt'] },
  erasure: { step: 'marked as carried out; stays as the witness' },
});
