import { sql } from 'drizzle-orm';
import { boolean, bytea, check, date, index, integer, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type { AccommodationRequestId, RegistrationId, UserId } from '../ids.ts';
import { policy } from '../policy.ts';
import { users } from './accounts.ts';
import { registrations } from './registrations.ts';

/** GRANTED: as it was asked for. PART: some of it, or another way. */
export const ACCOMMODATION_STATES = ['ASKED', 'GRANTED', 'PART', 'DECLINED', 'WITHDRAWN'] as const;
export type AccommodationState = (typeof ACCOMMODATION_STATES)[number];

/** What a person needs in order to take part in an event, in their words; never a diagnosis. Insert only. */
export const accommodationRequests = snakeCase.table(
  'accommodation_requests',
  {
    id: idColumn<AccommodationRequestId>(),
    registrationId: uuid()
      .$type<RegistrationId>()
      .notNull()
      .references(() => registrations.id),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    /** Null after erasure, and so are the days. */
    sealedNeed: bytea(),
    /** The days on which it is needed; null: on all. */
    fromOn: date({ mode: 'string' }),
    untilOn: date({ mode: 'string' }),
    /** Whether the person wants a mail about the answer. About a training they get one in any case. */
    mailAnswer: boolean().notNull().default(false),
    askedAt: instant().notNull(),
  },
  (t) => [
    index('accommodation_requests_registration_idx').on(t.registrationId, t.id),
    index('accommodation_requests_user_idx').on(t.userId),
    check('accommodation_requests_days', sql`${t.untilOn} >= ${t.fromOn}`),
  ],
);

export const accommodationRequestsPolicy = policy(accommodationRequests, {
  rows: 'history',
  personal: ['sealedNeed'],
  protection: 'sealed; the person, and those who must act for the event',
  person: 'userId',
  exported: {
    as: 'accommodationRequests',
    columns: ['id', 'registrationId', 'sealedNeed', 'fromOn', 'untilOn', 'mailAnswer', 'askedAt'],
    order: accommodationRequests.id,
  },
  erasure: { blanks: { sealedNeed: null, fromOn: null, untilOn: null } },
});

/** Every state of a request. The newest counts. Insert only. */
export const accommodationStates = snakeCase.table(
  'accommodation_states',
  {
    id: idColumn(),
    requestId: uuid()
      .$type<AccommodationRequestId>()
      .notNull()
      .references(() => accommodationRequests.id),
    /** Whose request it is. */
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    ordinal: integer().notNull(),
    state: text({ enum: ACCOMMODATION_STATES }).notNull(),
    /** What is arranged, and why not all of it; of an answer. Null after erasure. */
    sealedAnswer: bytea(),
    sealedReason: bytea(),
    /** Who asked, withdrew or answered. */
    byUserId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    at: instant().notNull(),
  },
  (t) => [
    unique('accommodation_states_ordinal_key').on(t.requestId, t.ordinal),
    index('accommodation_states_user_idx').on(t.userId),
    check('accommodation_states_state', oneOf('state', ACCOMMODATION_STATES)),
    check('accommodation_states_first', sql`(${t.ordinal} = 1) = (${t.state} = 'ASKED')`),
    check(
      'accommodation_states_own',
      sql`${t.state} not in ('ASKED', 'WITHDRAWN') or (${t.userId} = ${t.byUserId} and ${t.sealedAnswer} is null and ${t.sealedReason} is null)`,
    ),
    check('accommodation_states_granted', sql`${t.state} <> 'GRANTED' or ${t.sealedReason} is null`),
  ],
);

export const accommodationStatesPolicy = policy(accommodationStates, {
  rows: 'history',
  personal: ['sealedAnswer', 'sealedReason'],
  protection: 'as the request',
  person: { through: 'requestId' },
  exported: {
    as: 'states',
    columns: ['id', 'state', 'sealedAnswer', 'sealedReason', 'at'],
    order: accommodationStates.ordinal,
  },
  erasure: { blanks: { sealedAnswer: null, sealedReason: null } },
});
