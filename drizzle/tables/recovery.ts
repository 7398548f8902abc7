import { sql } from 'drizzle-orm';
import { check, index, integer, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type { AddressChangeId, RecoveryId, UserId } from '../ids.ts';
import { policy } from '../policy.ts';
import { users } from './accounts.ts';

/** What a person says they have lost. They prove the other one and wait. */
export const LOSSES = ['PASSKEY', 'MAILBOX'] as const;

/** A way back into an account that opens after 72 hours. Every session of the person sees it and can end it. */
export const recoveries = snakeCase.table(
  'recoveries',
  {
    id: idColumn<RecoveryId>(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    lost: text({ enum: LOSSES }).notNull(),
    startedAt: instant().notNull(),
    opensAt: instant().notNull(),
    /** How many of the mails that announce it were due when the last one was sent. */
    mailsSent: integer().notNull().default(0),
  },
  (t) => [
    unique('recoveries_user_key').on(t.userId),
    index('recoveries_opening_idx').on(t.opensAt),
    check('recoveries_lost', oneOf('lost', LOSSES)),
    check('recoveries_wait', sql`extract(epoch from ${t.opensAt} - ${t.startedAt}) >= 259200`),
    check('recoveries_mails', sql`${t.mailsSent} >= 0`),
  ],
);

export const recoveriesPolicy = policy(recoveries, {
  rows: 'passing',
  personal: [],
  notPersonal: ['lost'],
  protection: 'the person’s own session only; swept',
  person: 'userId',
  exported: { as: 'recovery', one: true, columns: ['lost', 'startedAt', 'opensAt'] },
  erasure: 'goes',
});

/** The address that a person had before, for the mail to it and for the operator who is asked about the change. */
export const addressChanges = snakeCase.table(
  'address_changes',
  {
    id: idColumn<AddressChangeId>(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    formerAddress: text().notNull(),
    changedAt: instant().notNull(),
  },
  (t) => [index('address_changes_user_idx').on(t.userId), index('address_changes_time_idx').on(t.changedAt)],
);

export const addressChangesPolicy = policy(addressChanges, {
  rows: 'passing',
  personal: ['formerAddress'],
  protection: 'swept after 30 days',
  person: 'userId',
  exported: { as: 'addressChanges', columns: ['formerAddress', 'changedAt'] },
  erasure: 'goes',
});
