import { sql } from 'drizzle-orm';
import { check, date, index, integer, jsonb, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant } from '../columns.ts';
import type {
  CreditAwardId,
  EnrollmentId,
  LicenseId,
  ReportedCertificateId,
  TranscriptLinkId,
  UserId,
} from '../ids.ts';
import { policy } from '../policy.ts';
import { users } from './accounts.ts';
import { licenses } from './licenses.ts';

/**
 * A certificate of another provider, in its holder's own words. Nobody checked it, so it counts in no total. The amount is in
 * hundredths of whatever unit the holder wrote.
 */
export const reportedCertificates = snakeCase.table(
  'reported_certificates',
  {
    id: idColumn<ReportedCertificateId>(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    title: text().notNull(),
    provider: text().notNull(),
    earnedOn: date({ mode: 'string' }).notNull(),
    amountHundredths: integer().notNull(),
    unit: text().notNull(),
    category: text(),
    note: text(),
    addedAt: instant().notNull(),
    changedAt: instant().notNull(),
  },
  (t) => [
    index('reported_certificates_user_idx').on(t.userId),
    check('reported_certificates_amount', sql`${t.amountHundredths} between 1 and 1000000`),
  ],
);

export const reportedCertificatesPolicy = policy(reportedCertificates, {
  rows: 'passing',
  personal: ['title', 'provider', 'unit', 'category', 'note'],
  protection: 'owner in the SQL; others see it only through a link that shows none of it',
  person: 'userId',
  exported: {
    as: 'reportedCertificates',
    columns: [
      'id',
      'title',
      'provider',
      'earnedOn',
      'amountHundredths',
      'unit',
      'category',
      'note',
      'addedAt',
      'changedAt',
    ],
    order: reportedCertificates.addedAt,
  },
  erasure: 'goes',
});

/**
 * A link by which its holder shows some completions for a license to somebody without an account, until the end of expiresOn
 * (UTC): those of the ticked awards and, where a completion has no award, ticked enrollments. secretHash is a keyed hash of the 128 random bits in its address. It is revoked once.
 */
export const transcriptLinks = snakeCase.table(
  'transcript_links',
  {
    id: idColumn<TranscriptLinkId>(),
    licenseId: uuid()
      .$type<LicenseId>()
      .notNull()
      .references(() => licenses.id),
    secretHash: text().notNull(),
    /** The cycle that it shows; null where the license stated none. */
    cycleStartsOn: date({ mode: 'string' }),
    awardIds: jsonb().$type<CreditAwardId[]>().notNull(),
    enrollmentIds: jsonb().$type<EnrollmentId[]>().notNull(),
    expiresOn: date({ mode: 'string' }).notNull(),
    createdAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [
    unique('transcript_links_secret_key').on(t.secretHash),
    index('transcript_links_license_idx').on(t.licenseId),
    check('transcript_links_ticked', sql`jsonb_array_length(${t.awardIds} || ${t.enrollmentIds}) >= 1`),
  ],
);

export const transcriptLinksPolicy = policy(transcriptLinks, {
  rows: 'passing',
  personal: [],
  notPersonal: ['secretHash', 'awardIds', 'enrollmentIds'],
  protection: 'a keyed hash of the secret; dates and keys',
  person: { through: 'licenseId' },
  exported: {
    as: 'transcriptLinks',
    columns: ['id', 'cycleStartsOn', 'awardIds', 'enrollmentIds', 'expiresOn', 'createdAt', 'revokedAt'],
    order: transcriptLinks.createdAt,
  },
  erasure: 'goes',
});
