import { sql } from 'drizzle-orm';
import { bytea, check, index, integer, snakeCase, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type { HoldId, IntensiveChangeId, IntensiveId, PairId, RegistrationId, UserId } from '../ids.ts';
import { policy } from '../policy.ts';
import { users } from './accounts.ts';
import { intensiveChanges, intensives } from './intensives.ts';

/** APPLIED takes no seat. OFFERED, HELD and AWAITING_PAYMENT have one by their hold, CONFIRMED has one of its own. */

export const REGISTRATION_STATES = [
  'APPLIED',
  'OFFERED',
  'HELD',
  'AWAITING_PAYMENT',
  'CONFIRMED',
  'DECLINED',
  'LAPSED',
  'CANCELLED',
  'TRANSFERRED',
] as const;
export type RegistrationState = (typeof REGISTRATION_STATES)[number];
/** A person has at most one registration in one of these states for an intensive. */

export const LIVE_STATES = [
  'APPLIED',
  'OFFERED',
  'HELD',
  'AWAITING_PAYMENT',
  'CONFIRMED',
] as const satisfies readonly RegistrationState[];
/** CHECKOUT ends with its Checkout Session, OFFER with the time to answer, INVOICE with its due date, MONEY when delayed money came or failed. */

export const HOLD_KINDS = ['CHECKOUT', 'OFFER', 'INVOICE', 'MONEY'] as const;

/**
 * Seats that are kept for somebody. A hold has seats while it is neither released nor used and frees_at, if any, lies ahead by the
 * database's clock. A checkout's frees_at is expires_at and a margin, so that it ends even while Stripe cannot be asked.
 */
export const holds = snakeCase.table(
  'holds',
  {
    id: idColumn<HoldId>(),
    intensiveId: uuid()
      .$type<IntensiveId>()
      .notNull()
      .references(() => intensives.id),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    kind: text({ enum: HOLD_KINDS }).notNull(),
    seats: integer().notNull(),
    takenAt: instant().notNull(),
    expiresAt: instant(),
    freesAt: instant(),
    extendedAt: instant(),
    releasedAt: instant(),
    usedAt: instant(),
  },
  (t) => [
    index('holds_open_idx').on(t.intensiveId).where(sql`${t.releasedAt} is null and ${t.usedAt} is null`),
    index('holds_intensive_idx').on(t.intensiveId),
    index('holds_ends_idx').on(t.freesAt).where(sql`${t.releasedAt} is null and ${t.usedAt} is null`),
    index('holds_user_idx').on(t.userId, t.takenAt),
    check('holds_kind', oneOf('kind', HOLD_KINDS)),
    check('holds_seats', sql`${t.seats} between 1 and 100`),
    check('holds_times', sql`(${t.expiresAt} is null) = (${t.freesAt} is null) and ${t.freesAt} >= ${t.expiresAt}`),
    check('holds_ended_once', sql`${t.releasedAt} is null or ${t.usedAt} is null`),
  ],
);

export const holdsPolicy = policy(holds, {
  rows: 'kept',
  personal: [],
  protection: 'owner in the SQL',
  person: 'userId',
  exported: {
    as: 'holds',
    columns: ['id', 'kind', 'seats', 'takenAt', 'expiresAt', 'releasedAt', 'usedAt'],
    order: holds.takenAt,
  },
  erasure: { stays: 'keys and times only' },
});

/**
 * Two accounts that come together. The second is invited by a secret (stored hashed) and joins with their own account and consent.
 * Either may end it alone.
 */
export const pairs = snakeCase.table(
  'pairs',
  {
    id: idColumn<PairId>(),
    intensiveId: uuid()
      .$type<IntensiveId>()
      .notNull()
      .references(() => intensives.id),
    firstUserId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    secondUserId: uuid()
      .$type<UserId>()
      .references(() => users.id),
    inviteHash: bytea().notNull(),
    /** Of the address that was invited, with the pair's id; null once the pair is whole or has ended. */
    invitedSha256: bytea(),
    /** Of the mailbox that was invited last, with the key of whoever invites: by it the link of the mail refuses more of them. */
    mailboxSha256: bytea(),
    invitedAt: instant().notNull(),
    joinedAt: instant(),
    endedAt: instant(),
  },
  (t) => [
    unique('pairs_invite_key').on(t.inviteHash),
    index('pairs_first_idx').on(t.firstUserId),
    index('pairs_second_idx').on(t.secondUserId),
    check('pairs_two', sql`${t.secondUserId} is distinct from ${t.firstUserId}`),
  ],
);

export const pairsPolicy = policy(pairs, {
  rows: 'kept',
  personal: ['inviteHash', 'invitedSha256', 'mailboxSha256'],
  protection: 'the secret and the address are hashed; each person sees their own part',
  person: { where: (person) => sql`(${pairs.firstUserId} = ${person} or ${pairs.secondUserId} = ${person})` },
  exported: {
    as: 'pairs',
    columns: ['id', 'invitedAt', 'joinedAt', 'endedAt'],
    without: {
      columns: ['inviteHash', 'invitedSha256', 'mailboxSha256'],
      because: 'hashes of a link and of an address of somebody else',
    },
  },
  erasure: { stays: 'keys and times; the accounts they lead to are blank' },
});

/**
 * One seat of one person. userId is null while a place of a group is not claimed; its claim link is stored hashed. The newest
 * registration_states row explains `state`. A calendar's SEQUENCE only rises.
 */
export const registrations = snakeCase.table(
  'registrations',
  {
    id: idColumn<RegistrationId>(),
    intensiveId: uuid()
      .$type<IntensiveId>()
      .notNull()
      .references(() => intensives.id),
    userId: uuid()
      .$type<UserId>()
      .references(() => users.id),
    pairId: uuid()
      .$type<PairId>()
      .references(() => pairs.id),
    holdId: uuid()
      .$type<HoldId>()
      .references(() => holds.id),
    /** The registration whose place this one took over. */
    transferredFrom: uuid().$type<RegistrationId>(),
    state: text({ enum: REGISTRATION_STATES }).notNull(),
    claimHash: bytea(),
    /** When the link was used. It then opens nothing for anybody else. */
    claimedAt: instant(),
    /** When the person said that they are 18 or older. */
    adultStatedAt: instant(),
    /** When the person was met alone and live before a joint place is given. That it happened is all that is kept. */
    screenedAt: instant(),
    calendarSequence: integer().notNull().default(0),
    /** Of the call by which a member registered somebody: the same call again answers this registration. */
    requestId: uuid(),
    createdAt: instant().notNull(),
    confirmedAt: instant(),
    endedAt: instant(),
  },
  (t) => [
    uniqueIndex('registrations_live_key').on(t.intensiveId, t.userId).where(sql`${t.endedAt} is null`),
    index('registrations_seats_idx').on(t.intensiveId).where(sql`${t.state} = 'CONFIRMED'`),
    index('registrations_page_idx').on(t.intensiveId, t.id),
    index('registrations_user_idx').on(t.userId),
    index('registrations_hold_idx').on(t.holdId),
    unique('registrations_claim_key').on(t.claimHash),
    unique('registrations_request_key').on(t.requestId),
    check('registrations_state', oneOf('state', REGISTRATION_STATES)),
    check(
      'registrations_ended',
      sql`(${t.endedAt} is null) = (${t.state} in ('APPLIED', 'OFFERED', 'HELD', 'AWAITING_PAYMENT', 'CONFIRMED'))`,
    ),
    check('registrations_adult', sql`${t.userId} is null or ${t.adultStatedAt} is not null`),
  ],
);

export const registrationsPolicy = policy(registrations, {
  rows: 'kept',
  personal: ['claimHash'],
  protection: 'owner in the SQL; members of the organization by permission',
  person: 'userId',
  exported: {
    as: 'registrations',
    columns: ['id', 'intensiveId', 'state', 'adultStatedAt', 'screenedAt', 'createdAt', 'confirmedAt', 'endedAt'],
    order: registrations.createdAt,
    without: { columns: ['claimHash'], because: 'a hash of a link' },
  },
  erasure: { stays: 'keys and times; the account they lead to is blank' },
});

/** Every state of a registration, with a reason's code. Insert only. */
export const registrationStates = snakeCase.table(
  'registration_states',
  {
    id: idColumn(),
    registrationId: uuid()
      .$type<RegistrationId>()
      .notNull()
      .references(() => registrations.id),
    ordinal: integer().notNull(),
    state: text({ enum: REGISTRATION_STATES }).notNull(),
    /** A code of schema/registrations/rules, such as PAID, LATE_PAYMENT, EVENT_CANCELLED. */
    because: text().notNull(),
    by: text({ enum: ['user', 'member', 'operator', 'system'] }).notNull(),
    at: instant().notNull(),
  },
  (t) => [
    unique('registration_states_ordinal_key').on(t.registrationId, t.ordinal),
    check('registration_states_state', oneOf('state', REGISTRATION_STATES)),
  ],
);

export const registrationStatesPolicy = policy(registrationStates, {
  rows: 'history',
  personal: [],
  notPersonal: ['because'],
  protection: 'as the registration',
  person: { through: 'registrationId' },
  exported: { as: 'states', columns: ['state', 'because', 'by', 'at'], order: registrationStates.ordinal },
  erasure: { stays: 'codes and times' },
});

/** Whether a person stays after a change that asked. The newest counts. Insert only. */
export const changeAnswers = snakeCase.table(
  'change_answers',
  {
    id: idColumn(),
    changeId: uuid()
      .$type<IntensiveChangeId>()
      .notNull()
      .references(() => intensiveChanges.id),
    registrationId: uuid()
      .$type<RegistrationId>()
      .notNull()
      .references(() => registrations.id),
    answer: text({ enum: ['STAYS', 'LEAVES'] }).notNull(),
    answeredAt: instant().notNull(),
  },
  (t) => [
    index('change_answers_registration_idx').on(t.registrationId),
    check('change_answers_answer', oneOf('answer', ['STAYS', 'LEAVES'])),
  ],
);

export const changeAnswersPolicy = policy(changeAnswers, {
  rows: 'history',
  personal: [],
  protection: 'as the registration',
  person: { through: 'registrationId' },
  exported: { as: 'changeAnswers', columns: ['changeId', 'answer', 'answeredAt'], order: changeAnswers.answeredAt },
  erasure: { stays: 'a word and a time' },
});
