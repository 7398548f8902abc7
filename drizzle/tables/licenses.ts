import { sql } from 'drizzle-orm';
import { bytea, check, date, index, integer, jsonb, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type { LicenseId, LicenseVersionId, UserId } from '../ids.ts';
import { policy } from '../policy.ts';
import { users } from './accounts.ts';

export const LICENSE_KINDS = ['FULL', 'ASSOCIATE', 'INTERN', 'REGISTRANT', 'MEMBER'] as const;
/** How a license was checked: not at all, by its holder's word, against the board's register, or by a document that was shown. */
export const LICENSE_CHECKS = ['STATED', 'REGISTER', 'DOCUMENT'] as const;
export const LICENSE_REASONS = ['ADDED', 'RENEWED', 'CORRECTED', 'NAME_CHANGED', 'VERIFIED'] as const;

/** Hours that a cycle requires in a category, in hundredths of the board's unit; category null is the total. */
export type RequiredHours = { category: string | null; hundredths: number };

/** A license, registration or membership of a person. What it says is in license_versions. A removed one stays. */
export const licenses = snakeCase.table(
  'licenses',
  {
    id: idColumn<LicenseId>(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    addedAt: instant().notNull(),
    removedAt: instant(),
  },
  (t) => [index('licenses_user_idx').on(t.userId)],
);

export const licensesPolicy = policy(licenses, {
  rows: 'kept',
  personal: [],
  protection: 'owner in the SQL',
  person: 'userId',
  exported: { as: 'licenses', columns: ['id', 'addedAt', 'removedAt'], order: licenses.addedAt },
  erasure: { stays: 'keys and dates only; what it said is blanked' },
});

/**
 * What a license said from recordedAt on: the newest ordinal counts. The number is sealed under the service's key, bound to this
 * row and column; numberIndex is a keyed hash of its comparable form, by which one license is found twice. Insert only, but
 * erasure blanks it, and a change of ENCRYPTION_KEY seals it anew.
 */
export const licenseVersions = snakeCase.table(
  'license_versions',
  {
    id: idColumn<LicenseVersionId>(),
    licenseId: uuid()
      .$type<LicenseId>()
      .notNull()
      .references(() => licenses.id),
    ordinal: integer().notNull(),
    kind: text({ enum: LICENSE_KINDS }).notNull(),
    /** A profession of a board's file, such as lmft. */
    profession: text().notNull(),
    /** ISO 3166: US-CA, NZ. */
    jurisdiction: text().notNull(),
    sealedNumber: bytea(),
    numberIndex: bytea(),
    nameOnLicense: text(),
    expiresOn: date({ mode: 'string' }),
    cycleStartsOn: date({ mode: 'string' }),
    cycleEndsOn: date({ mode: 'string' }),
    required: jsonb().$type<RequiredHours[]>().notNull(),
    checkedBy: text({ enum: LICENSE_CHECKS }).notNull(),
    checkedOn: date({ mode: 'string' }),
    reason: text({ enum: LICENSE_REASONS }).notNull(),
    recordedAt: instant().notNull(),
  },
  (t) => [
    unique('license_versions_ordinal_key').on(t.licenseId, t.ordinal),
    index('license_versions_number_idx').on(t.numberIndex),
    check('license_versions_kind', oneOf('kind', LICENSE_KINDS)),
    check('license_versions_checked_by', oneOf('checked_by', LICENSE_CHECKS)),
    check('license_versions_reason', oneOf('reason', LICENSE_REASONS)),
    check('license_versions_ordinal', sql`${t.ordinal} >= 1`),
    check('license_versions_cycle', sql`${t.cycleEndsOn} is null or ${t.cycleEndsOn} > ${t.cycleStartsOn}`),
  ],
);

export const licenseVersionsPolicy = policy(licenseVersions, {
  rows: 'history',
  personal: ['sealedNumber', 'numberIndex', 'nameOnLicense'],
  notPersonal: ['profession', 'jurisdiction', 'required'],
  protection:
    'number encrypted, row and column bound in; the person’s own session, and audited readings of the issuing organization',
  person: { through: 'licenseId' },
  exported: {
    as: 'versions',
    columns: [
      'id',
      'ordinal',
      'kind',
      'profession',
      'jurisdiction',
      'sealedNumber',
      'nameOnLicense',
      'expiresOn',
      'cycleStartsOn',
      'cycleEndsOn',
      'required',
      'checkedBy',
      'checkedOn',
      'reason',
      'recordedAt',
    ],
    order: licenseVersions.ordinal,
    without: { columns: ['numberIndex'], because: 'a keyed hash of the number' },
  },
  erasure: { blanks: { sealedNumber: null, numberIndex: null, nameOnLicense: null } },
});
