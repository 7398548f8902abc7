import { sql } from 'drizzle-orm';
import { boolean, check, date, index, integer, jsonb, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type {
  CourseVersionId,
  IntensiveChangeId,
  IntensiveId,
  IntensiveInstructorId,
  IntensiveSegmentId,
  OrganizationId,
  UserId,
} from '../ids.ts';
import { policy } from '../policy.ts';
import { users } from './accounts.ts';
import { courseVersions } from './courses.ts';
import { organizations } from './organizations.ts';

/** A training is an offering of a course version; the others have no course and earn no credit. */

export const INTENSIVE_KINDS = ['TRAINING', 'COUPLES', 'CONSULTATION', 'PERSONAL'] as const;
export type IntensiveKind = (typeof INTENSIVE_KINDS)[number];

export const ADMISSIONS = ['OPEN', 'APPLICATION'] as const;

export const SEGMENT_KINDS = ['INSTRUCTION', 'BREAK', 'MEAL', 'ADMINISTRATION', 'NOT_FOR_CREDIT'] as const;

export const LIVE_FORMATS = ['LIVE_ONLINE', 'LIVE_IN_PERSON'] as const;

export const FOLDS = ['EARLIER', 'LATER'] as const;

export const CHANGE_KINDS = ['PUBLISHED', 'AGENDA', 'INSTRUCTORS', 'PLACE', 'RESCHEDULED', 'CANCELLED'] as const;

/** A deadline before the start: hours count on the clock, days on the calendar of the intensive's zone. */
export type Before = { unit: 'HOURS' | 'CALENDAR_DAYS'; count: number };
/** What is given back when a person withdraws no later than `until` before the start; the first tier that still holds counts. */
export type RefundTier = { until: Before; percent: number };
/** What an invoiced payer pays at first, and until when the rest. */
export type Deposit = { percent: number; balanceUntil: Before };
/** What an intensive promises about money and places. An order freezes it. */
export type IntensivePolicy = {
  refundTiers: RefundTier[];
  /** Until when a place may go to another date or person; null: never. */
  transferUntil: Before | null;
  /** The organization's own words. */
  text: string;
};

/**
 * A scheduled live event. Wall times with their zones are the truth; instants are derived. The currency is fixed at publication.
 * Whoever shares a statement, mailbox or calendar sees neutralName only. venue and link are for confirmed people.
 */
export const intensives = snakeCase.table(
  'intensives',
  {
    id: idColumn<IntensiveId>(),
    organizationId: uuid()
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    slug: text().notNull(),
    kind: text({ enum: INTENSIVE_KINDS }).notNull(),
    courseVersionId: uuid()
      .$type<CourseVersionId>()
      .references(() => courseVersions.id),
    title: text().notNull(),
    /** What a statement, a receipt, a mail or a calendar says instead of the title; null for a training. */
    neutralName: text(),
    description: text().notNull(),
    timeZone: text().notNull(),
    /** The public place: a city, or "Online". */
    place: text().notNull(),
    venue: text(),
    link: text(),
    capacity: integer().notNull(),
    admission: text({ enum: ADMISSIONS }).notNull(),
    /** ISO 4217. */
    currency: text().notNull(),
    registrationOpensAt: instant().notNull(),
    registrationClosesAt: instant().notNull(),
    /** How long an accepted applicant or the next of the waitlist may take to answer, in hours. */
    offerHours: integer().notNull(),
    /** Whether Stripe may offer methods whose money arrives days later. */
    delayedMethods: boolean().notNull().default(false),
    /** Whether an organization may be invoiced first, and within how many days it pays; null: no. */
    invoiceDays: integer(),
    /** Whether an invoice may be paid in two parts; null: no. */
    deposit: jsonb().$type<Deposit>(),
    policy: jsonb().$type<IntensivePolicy>().notNull(),
    /** Rises with every edit: a writer names the revision that they read. */
    revision: integer().notNull().default(1),
    createdAt: instant().notNull(),
    publishedAt: instant(),
    cancelledAt: instant(),
    cancellationReason: text(),
    /** When a draft was removed. It is there for nobody; what the audit log says of it stays. */
    removedAt: instant(),
  },
  (t) => [
    unique('intensives_slug_key').on(t.slug),
    index('intensives_organization_idx').on(t.organizationId),
    index('intensives_published_idx').on(t.registrationClosesAt).where(sql`${t.publishedAt} is not null`),
    check('intensives_kind', oneOf('kind', INTENSIVE_KINDS)),
    check('intensives_admission', oneOf('admission', ADMISSIONS)),
    check('intensives_course', sql`(${t.courseVersionId} is not null) = (${t.kind} = 'TRAINING')`),
    check('intensives_neutral', sql`${t.kind} = 'TRAINING' or ${t.neutralName} is not null`),
    check('intensives_couples', sql`${t.kind} <> 'COUPLES' or ${t.admission} = 'APPLICATION'`),
    check('intensives_capacity', sql`${t.capacity} between 1 and 10000`),
    check('intensives_currency', sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check('intensives_window', sql`${t.registrationClosesAt} > ${t.registrationOpensAt}`),
    check('intensives_offer_hours', sql`${t.offerHours} between 1 and 720`),
    check('intensives_cancelled', sql`${t.cancelledAt} is null or ${t.publishedAt} is not null`),
    check('intensives_removed', sql`${t.removedAt} is null or ${t.publishedAt} is null`),
  ],
);

export const intensivesPolicy = policy(intensives, { rows: 'kept', personal: 'none' });

/** Who teaches. Kept when replaced, because a segment that was held names them. */
export const intensiveInstructors = snakeCase.table(
  'intensive_instructors',
  {
    id: idColumn<IntensiveInstructorId>(),
    intensiveId: uuid()
      .$type<IntensiveId>()
      .notNull()
      .references(() => intensives.id),
    userId: uuid()
      .$type<UserId>()
      .references(() => users.id),
    name: text().notNull(),
    credentials: text().notNull(),
    disclosure: text().notNull(),
    position: integer().notNull(),
    removedAt: instant(),
  },
  (t) => [
    index('intensive_instructors_intensive_idx').on(t.intensiveId),
    index('intensive_instructors_user_idx').on(t.userId),
  ],
);

export const intensiveInstructorsPolicy = policy(intensiveInstructors, {
  rows: 'kept',
  personal: ['name', 'credentials', 'disclosure'],
  protection: 'printed on the public page of the intensive',
  person: 'userId',
  exported: { as: 'taught', columns: ['name', 'credentials', 'disclosure', 'removedAt'] },
  erasure: { stays: 'who taught is a record of the organization, as a contributor of a course is' },
});

/** A part of the agenda. startsAt and endsAt are derived from day, wall time, zone and fold by the zone data that zoneData names. */
export const intensiveSegments = snakeCase.table(
  'intensive_segments',
  {
    id: idColumn<IntensiveSegmentId>(),
    intensiveId: uuid()
      .$type<IntensiveId>()
      .notNull()
      .references(() => intensives.id),
    position: integer().notNull(),
    title: text().notNull(),
    kind: text({ enum: SEGMENT_KINDS }).notNull(),
    format: text({ enum: LIVE_FORMATS }).notNull(),
    day: date({ mode: 'string' }).notNull(),
    /** On the wall, 24 hours: 09:30. */
    wallTime: text().notNull(),
    timeZone: text().notNull(),
    fold: text({ enum: FOLDS }),
    minutes: integer().notNull(),
    topics: jsonb().$type<string[]>().notNull(),
    instructorIds: jsonb().$type<IntensiveInstructorId[]>().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    /** The edition of the time-zone database: 2026b. */
    zoneData: text().notNull(),
  },
  (t) => [
    unique('intensive_segments_position_key').on(t.intensiveId, t.position),
    check('intensive_segments_kind', oneOf('kind', SEGMENT_KINDS)),
    check('intensive_segments_format', oneOf('format', LIVE_FORMATS)),
    check('intensive_segments_wall', sql`${t.wallTime} ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'`),
    check('intensive_segments_fold', oneOf('fold', FOLDS)),
    check('intensive_segments_minutes', sql`${t.minutes} between 1 and 1440`),
    check('intensive_segments_instants', sql`${t.endsAt} = ${t.startsAt} + ${t.minutes} * interval '1 minute'`),
  ],
);

export const intensiveSegmentsPolicy = policy(intensiveSegments, { rows: 'passing', personal: 'none' });

/** What changed after publication, as shown to whoever registered. Insert only. */
export const intensiveChanges = snakeCase.table(
  'intensive_changes',
  {
    id: idColumn<IntensiveChangeId>(),
    intensiveId: uuid()
      .$type<IntensiveId>()
      .notNull()
      .references(() => intensives.id),
    ordinal: integer().notNull(),
    kind: text({ enum: CHANGE_KINDS }).notNull(),
    /** Sentences in order, without venue or link. */
    says: jsonb().$type<string[]>().notNull(),
    /** Everybody is asked to stay or leave until then, at full refund; null: nobody is asked. */
    answerBy: instant(),
    changedAt: instant().notNull(),
  },
  (t) => [
    unique('intensive_changes_ordinal_key').on(t.intensiveId, t.ordinal),
    index('intensive_changes_answer_idx').on(t.answerBy).where(sql`${t.answerBy} is not null`),
    check('intensive_changes_kind', oneOf('kind', CHANGE_KINDS)),
  ],
);

export const intensiveChangesPolicy = policy(intensiveChanges, { rows: 'history', personal: 'none' });
