import { snakeCase, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant } from '../columns.ts';
import type { RegistrationId, UserId, WithdrawnScreeningId } from '../ids.ts';
import { policy } from '../policy.ts';
import { users } from './accounts.ts';
import { registrations } from './registrations.ts';

/** Records that a person was met alone which were made by mistake, and taken back. The one that holds is in `registrations`. Insert only. */
export const withdrawnScreenings = snakeCase.table(
  'withdrawn_screenings',
  {
    id: idColumn<WithdrawnScreeningId>(),
    registrationId: uuid()
      .$type<RegistrationId>()
      .notNull()
      .references(() => registrations.id),
    /** When the person was said to have been met. */
    screenedAt: instant().notNull(),
    withdrawnBy: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    withdrawnAt: instant().notNull(),
  },
  (t) => [unique('withdrawn_screenings_time_key').on(t.registrationId, t.screenedAt)],
);

export const withdrawnScreeningsPolicy = policy(withdrawnScreenings, {
  rows: 'history',
  personal: [],
  protection: 'the person, in their export',
  person: { through: 'registrationId' },
  exported: {
    as: 'withdrawnScreenings',
    columns: ['screenedAt', 'withdrawnAt'],
    order: withdrawnScreenings.withdrawnAt,
  },
  erasure: { stays: 'keys and times only' },
});
