import { sql } from 'drizzle-orm';
import { index, snakeCase, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant } from '../columns.ts';
import type { IntensiveId, IntensivePriceId, ScholarshipId, UserId } from '../ids.ts';
import { policy } from '../policy.ts';
import { users } from './accounts.ts';
import { intensivePrices } from './intensivePrices.ts';
import { intensives } from './intensives.ts';

/** A price that an organization grants to a person for an intensive, instead of the price of the day. At most one stands. */
export const scholarships = snakeCase.table(
  'scholarships',
  {
    id: idColumn<ScholarshipId>(),
    intensiveId: uuid()
      .$type<IntensiveId>()
      .notNull()
      .references(() => intensives.id),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    priceId: uuid()
      .$type<IntensivePriceId>()
      .notNull()
      .references(() => intensivePrices.id),
    grantedAt: instant().notNull(),
    withdrawnAt: instant(),
  },
  (t) => [
    uniqueIndex('scholarships_standing_key').on(t.intensiveId, t.userId).where(sql`${t.withdrawnAt} is null`),
    index('scholarships_price_idx').on(t.priceId),
    index('scholarships_user_idx').on(t.userId),
  ],
);

export const scholarshipsPolicy = policy(scholarships, {
  rows: 'kept',
  personal: [],
  protection: 'owner in the SQL; members of the organization by permission',
  person: 'userId',
  exported: {
    as: 'scholarships',
    columns: ['intensiveId', 'grantedAt', 'withdrawnAt'],
    order: scholarships.grantedAt,
  },
  erasure: { stays: 'keys and times; the account they lead to is blank' },
});
