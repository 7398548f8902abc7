import { sql } from 'drizzle-orm';
import {
  bigint,
  bytea,
  check,
  index,
  integer,
  jsonb,
  snakeCase,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type {
  CalendarFeedId,
  EventMailId,
  HoldId,
  IntensiveId,
  PairId,
  RegistrationId,
  UserId,
  WaitlistEntryId,
  WaitlistOfferId,
} from '../ids.ts';
import { policy } from '../policy.ts';
import { users } from './accounts.ts';
import { intensives } from './intensives.ts';
import { holds, pairs, registrations } from './registrations.ts';

export const WAITLIST_ENDS = ['TAKEN', 'LEFT', 'CLOSED'] as const;

export const OFFER_ANSWERS = ['TAKEN', 'DECLINED', 'LAPSED', 'WITHDRAWN'] as const;

/** Who waits, in the order of `turn`. At most one open entry a person. */
export const waitlistEntries = snakeCase.table(
  'waitlist_entries',
  {
    id: idColumn<WaitlistEntryId>(),
    intensiveId: uuid()
      .$type<IntensiveId>()
      .notNull()
      .references(() => intensives.id),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    pairId: uuid()
      .$type<PairId>()
      .references(() => pairs.id),
    seats: integer().notNull(),
    turn: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    joinedAt: instant().notNull(),
    endedAt: instant(),
    endedBy: text({ enum: WAITLIST_ENDS }),
  },
  (t) => [
    uniqueIndex('waitlist_entries_open_key').on(t.intensiveId, t.userId).where(sql`${t.endedAt} is null`),
    index('waitlist_entries_turn_idx').on(t.intensiveId, t.turn),
    index('waitlist_entries_user_idx').on(t.userId),
    check('waitlist_entries_seats', sql`${t.seats} between 1 and 2`),
    check('waitlist_entries_ended', sql`(${t.endedAt} is null) = (${t.endedBy} is null)`),
    check('waitlist_entries_ended_by', oneOf('ended_by', WAITLIST_ENDS)),
  ],
);

export const waitlistEntriesPolicy = policy(waitlistEntries, {
  rows: 'kept',
  personal: [],
  protection: 'owner in the SQL; members of the organization by permission',
  person: 'userId',
  exported: {
    as: 'waitlistEntries',
    columns: ['id', 'intensiveId', 'seats', 'joinedAt', 'endedAt', 'endedBy'],
    order: waitlistEntries.joinedAt,
  },
  erasure: { stays: 'keys and times; erasure ends an open entry first' },
});

/** A seat that was offered to who waits, until its hold ends. The link that declines it is stored hashed. */
export const waitlistOffers = snakeCase.table(
  'waitlist_offers',
  {
    id: idColumn<WaitlistOfferId>(),
    entryId: uuid()
      .$type<WaitlistEntryId>()
      .notNull()
      .references(() => waitlistEntries.id),
    holdId: uuid()
      .$type<HoldId>()
      .notNull()
      .references(() => holds.id),
    declineHash: bytea().notNull(),
    offeredAt: instant().notNull(),
    answeredAt: instant(),
    answer: text({ enum: OFFER_ANSWERS }),
  },
  (t) => [
    uniqueIndex('waitlist_offers_open_key').on(t.entryId).where(sql`${t.answeredAt} is null`),
    index('waitlist_offers_entry_idx').on(t.entryId),
    unique('waitlist_offers_hold_key').on(t.holdId),
    unique('waitlist_offers_decline_key').on(t.declineHash),
    check('waitlist_offers_answer', oneOf('answer', OFFER_ANSWERS)),
    check('waitlist_offers_answered', sql`(${t.answeredAt} is null) = (${t.answer} is null)`),
  ],
);

export const waitlistOffersPolicy = policy(waitlistOffers, {
  rows: 'kept',
  personal: ['declineHash'],
  protection: 'the link is hashed',
  person: { through: 'entryId' },
  exported: {
    as: 'offers',
    columns: ['offeredAt', 'answeredAt', 'answer'],
    order: waitlistOffers.offeredAt,
    without: { columns: ['declineHash'], because: 'a hash of a link' },
  },
  erasure: { stays: 'keys and times' },
});

/** The secret address of a registration's calendar, stored hashed. Off until the person makes one. */
export const calendarFeeds = snakeCase.table(
  'calendar_feeds',
  {
    id: idColumn<CalendarFeedId>(),
    registrationId: uuid()
      .$type<RegistrationId>()
      .notNull()
      .references(() => registrations.id),
    secretHash: bytea().notNull(),
    madeAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [
    unique('calendar_feeds_secret_key').on(t.secretHash),
    index('calendar_feeds_registration_idx').on(t.registrationId),
    uniqueIndex('calendar_feeds_live_key').on(t.registrationId).where(sql`${t.revokedAt} is null`),
  ],
);

export const calendarFeedsPolicy = policy(calendarFeeds, {
  rows: 'passing',
  personal: ['secretHash'],
  protection: 'the address is hashed',
  person: { through: 'registrationId' },
  exported: {
    as: 'calendarFeeds',
    columns: ['madeAt', 'revokedAt'],
    without: { columns: ['secretHash'], because: 'a hash of an address' },
  },
  erasure: 'goes',
});

/**
 * A mail about an intensive, written with the change that it tells of and sent once by a job. `key` names the transition, so that
 * a change that is tried again writes none. A payer without an account has `address`.
 */
export const eventMails = snakeCase.table(
  'event_mails',
  {
    id: idColumn<EventMailId>(),
    key: text().notNull(),
    userId: uuid()
      .$type<UserId>()
      .references(() => users.id),
    address: text(),
    text: text().notNull(),
    /** Facts for the text: ids, amounts, days; never a title where the event has a neutral name. */
    facts: jsonb().$type<Record<string, string | number | string[] | null>>().notNull(),
    madeAt: instant().notNull(),
    sentAt: instant(),
    /** When the mail server of the address refused it for good; it is then not sent again. */
    refusedAt: instant(),
  },
  (t) => [
    unique('event_mails_key').on(t.key),
    index('event_mails_user_idx').on(t.userId),
    index('event_mails_order_idx').on(sql`(${t.facts} ->> 'order')`),
    check('event_mails_outcome', sql`${t.sentAt} is null or ${t.refusedAt} is null`),
    check('event_mails_to', sql`${t.userId} is null or ${t.address} is null`),
  ],
);

export const eventMailsPolicy = policy(eventMails, {
  rows: 'passing',
  personal: ['address', 'facts'],
  notPersonal: ['key', 'text'],
  protection: 'read by the job that sends it and by members of the organization as a preview',
  // A mail to a payer's own mailbox is about an order of whoever placed it.
  person: {
    where: (person) => sql`(${eventMails.userId} = ${person} or (${eventMails.facts} ->> 'order')
      = any(array(select placed.id::text from orders placed where placed.placed_by = ${person})))`,
  },
  exported: {
    as: 'eventMails',
    columns: ['text', 'facts', 'madeAt', 'sentAt', 'refusedAt'],
    order: eventMails.madeAt,
    without: { columns: ['address'], because: 'of a payer without an account' },
  },
  erasure: 'goes',
});
