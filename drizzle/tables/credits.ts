import { sql } from 'drizzle-orm';
import { check, date, index, integer, jsonb, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type {
  AwardLicenseId,
  AwardReportId,
  CreditAwardId,
  CreditExceptionId,
  CreditOfferId,
  EnrollmentId,
  LicenseId,
  UserId,
} from '../ids.ts';
import { ERASED, policy } from '../policy.ts';
import { users } from './accounts.ts';
import { creditOffers, type OfferLine } from './accreditation.ts';
import { AWARD_BASES, enrollments } from './enrollments.ts';
import { licenses } from './licenses.ts';

/**
 * What a person earned under an offer. `lines` are frozen in integer hundredths of the body's unit. completedAt is when the last
 * requirement of this offer was met; countsOn is the day that the body counts: of a session
 * where it took place, else in the organization's zone. keptUntil is the last
 * day on which the record must be kept: the longest of the organization's and the body's. Insert only.
 */
export const creditAwards = snakeCase.table(
  'credit_awards',
  {
    id: idColumn<CreditAwardId>(),
    enrollmentId: uuid()
      .$type<EnrollmentId>()
      .notNull()
      .references(() => enrollments.id),
    offerId: uuid()
      .$type<CreditOfferId>()
      .notNull()
      .references(() => creditOffers.id),
    basis: text({ enum: AWARD_BASES }).notNull(),
    lines: jsonb().$type<OfferLine[]>().notNull(),
    totalHundredths: integer().notNull(),
    completedAt: instant().notNull(),
    countsOn: date({ mode: 'string' }).notNull(),
    keptUntil: date({ mode: 'string' }).notNull(),
    awardedAt: instant().notNull(),
  },
  (t) => [
    unique('credit_awards_claim_key').on(t.enrollmentId, t.offerId, t.basis),
    index('credit_awards_offer_idx').on(t.offerId),
    check('credit_awards_basis', oneOf('basis', AWARD_BASES)),
    check('credit_awards_total', sql`${t.totalHundredths} >= 1`),
  ],
);

export const creditAwardsPolicy = policy(creditAwards, {
  rows: 'history',
  personal: [],
  notPersonal: ['lines'],
  protection: 'owner in the SQL',
  person: { through: 'enrollmentId' },
  exported: {
    as: 'awards',
    columns: [
      'id',
      'offerId',
      'basis',
      'lines',
      'totalHundredths',
      'completedAt',
      'countsOn',
      'keptUntil',
      'awardedAt',
    ],
    order: creditAwards.awardedAt,
  },
  erasure: { stays: 'amounts and dates; the account they lead to is blank' },
});

/** The licenses for which an award counts. A license that is added later is a further row. Insert only. */
export const awardLicenses = snakeCase.table(
  'award_licenses',
  {
    id: idColumn<AwardLicenseId>(),
    awardId: uuid()
      .$type<CreditAwardId>()
      .notNull()
      .references(() => creditAwards.id),
    licenseId: uuid()
      .$type<LicenseId>()
      .notNull()
      .references(() => licenses.id),
    joinedAt: instant().notNull(),
  },
  (t) => [
    unique('award_licenses_pair_key').on(t.awardId, t.licenseId),
    index('award_licenses_license_idx').on(t.licenseId),
  ],
);

export const awardLicensesPolicy = policy(awardLicenses, {
  rows: 'history',
  personal: [],
  protection: 'keys and a date only',
  person: { through: 'awardId' },
  exported: { as: 'licenses', columns: ['licenseId', 'joinedAt'], order: awardLicenses.joinedAt },
  erasure: { stays: 'keys and a date; the account they lead to is blank' },
});

/** One blocker that does not hold for one enrollment until the end of a day, and why. Insert only. */
export const creditExceptions = snakeCase.table(
  'credit_exceptions',
  {
    id: idColumn<CreditExceptionId>(),
    enrollmentId: uuid()
      .$type<EnrollmentId>()
      .notNull()
      .references(() => enrollments.id),
    offerId: uuid()
      .$type<CreditOfferId>()
      .references(() => creditOffers.id),
    blocker: text().notNull(),
    untilOn: date({ mode: 'string' }).notNull(),
    reason: text().notNull(),
    grantedBy: text().notNull(),
    grantedAt: instant().notNull(),
  },
  (t) => [index('credit_exceptions_enrollment_idx').on(t.enrollmentId)],
);

export const creditExceptionsPolicy = policy(creditExceptions, {
  rows: 'history',
  personal: ['reason', 'grantedBy'],
  notPersonal: ['blocker'],
  protection: 'insert only, but erasure blanks it',
  person: { through: 'enrollmentId' },
  exported: { as: 'creditExceptions', columns: ['offerId', 'blocker', 'untilOn', 'reason', 'grantedBy', 'grantedAt'] },
  erasure: { blanks: { reason: ERASED, grantedBy: ERASED } },
});

/** That an award was reported to a board or an accreditor, on a day. From then on no refund takes its certificate back. Insert only. */
export const awardReports = snakeCase.table(
  'award_reports',
  {
    id: idColumn<AwardReportId>(),
    awardId: uuid()
      .$type<CreditAwardId>()
      .notNull()
      .references(() => creditAwards.id),
    reportedOn: date({ mode: 'string' }).notNull(),
    recordedBy: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    recordedAt: instant().notNull(),
  },
  (t) => [unique('award_reports_award_key').on(t.awardId)],
);

export const awardReportsPolicy = policy(awardReports, {
  rows: 'history',
  personal: [],
  protection: 'as the award',
  person: { through: 'awardId' },
  exported: { as: 'reports', columns: ['reportedOn', 'recordedAt'] },
  erasure: { stays: 'keys and dates; the account they lead to is blank' },
});
