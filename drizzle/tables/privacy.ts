import { sql } from 'drizzle-orm';
import { boolean, check, index, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type { AgreementId, ErasureRequestId, UserId } from '../ids.ts';
import { policy } from '../policy.ts';
import { users } from './accounts.ts';

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

/** What people agree to: the privacy notice and the terms, without which nobody goes on, and a consent that they may refuse. */
export const AGREEMENT_KINDS = ['PRIVACY', 'TERMS', 'THERAPY_DATA'] as const;

/** Each time that a person agreed to a version of a text, or took a consent back. The newest row of a kind holds. */
export const agreements = snakeCase.table(
  'agreements',
  {
    id: idColumn<AgreementId>(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text({ enum: AGREEMENT_KINDS }).notNull(),
    version: text().notNull(),
    /** False: the consent was taken back. */
    given: boolean().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    index('agreements_user_idx').on(t.userId, t.kind, t.at),
    check('agreements_kind', oneOf('kind', AGREEMENT_KINDS)),
    check('agreements_withdrawn', sql`${t.given} or ${t.kind} = 'THERAPY_DATA'`),
  ],
);

// A row is deleted only by an erasure; a trigger refuses every change.
export const agreementsPolicy = policy(agreements, {
  rows: 'passing',
  personal: [],
  notPersonal: ['kind', 'version'],
  protection: 'the person’s own session only',
  person: 'userId',
  exported: { as: 'agreements', columns: ['kind', 'version', 'given', 'at'], order: agreements.at },
  erasure: 'goes',
});
