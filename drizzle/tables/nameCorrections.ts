import { sql } from 'drizzle-orm';
import { check, index, snakeCase, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type { CertificateId, NameCorrectionId, OrganizationId, UserId } from '../ids.ts';
import { policy } from '../policy.ts';
import { users } from './accounts.ts';
import { certificates } from './issuance.ts';
import { organizations } from './organizations.ts';

export const NAME_CORRECTION_STATES = ['OPEN', 'CORRECTED', 'DECLINED', 'WITHDRAWN', 'REVOKED'] as const;

/** A holder's request that a certificate be issued again under another name. One of a certificate is open at a time. */
export const nameCorrections = snakeCase.table(
  'name_corrections',
  {
    id: idColumn<NameCorrectionId>(),
    certificateId: uuid()
      .$type<CertificateId>()
      .notNull()
      .references(() => certificates.id),
    organizationId: uuid()
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    wantedName: text().notNull(),
    reason: text().notNull(),
    state: text({ enum: NAME_CORRECTION_STATES }).notNull().default('OPEN'),
    askedAt: instant().notNull(),
    answeredAt: instant(),
    /** Why it was declined, in the owner's words to the holder. */
    declinedBecause: text(),
  },
  (t) => [
    uniqueIndex('name_corrections_open_key').on(t.certificateId).where(sql`state = 'OPEN'`),
    index('name_corrections_certificate_idx').on(t.certificateId, t.id),
    index('name_corrections_organization_idx').on(t.organizationId, t.id),
    index('name_corrections_user_idx').on(t.userId),
    check('name_corrections_state', oneOf('state', NAME_CORRECTION_STATES)),
    check('name_corrections_answered', sql`(${t.answeredAt} is null) = (${t.state} = 'OPEN')`),
    check('name_corrections_declined', sql`(${t.declinedBecause} is null) = (${t.state} <> 'DECLINED')`),
    check('name_corrections_order', sql`${t.answeredAt} >= ${t.askedAt}`),
  ],
);

// What was asked stays as it was asked, and an answer is given once: a trigger refuses every other change. An open request follows its
// certificate to a successor of the same name.
export const nameCorrectionsPolicy = policy(nameCorrections, {
  rows: 'passing',
  personal: ['wantedName', 'reason', 'declinedBecause'],
  protection: 'the person’s own session; the organization’s owners, and those who read its records',
  person: 'userId',
  exported: {
    as: 'nameCorrections',
    columns: ['certificateId', 'wantedName', 'reason', 'state', 'askedAt', 'answeredAt', 'declinedBecause'],
    order: nameCorrections.askedAt,
  },
  erasure: 'goes',
});
