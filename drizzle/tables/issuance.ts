import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  bytea,
  check,
  index,
  integer,
  jsonb,
  primaryKey,
  snakeCase,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type {
  CertificateId,
  DocumentId,
  EnrollmentId,
  OrganizationId,
  StatusEntryId,
  StatusListId,
  UserId,
} from '../ids.ts';
import { policy } from '../policy.ts';
import { users } from './accounts.ts';
import { enrollments, PURPOSES } from './enrollments.ts';
import { organizations } from './organizations.ts';

export const REVOCATION_REASONS = [
  'ISSUED_IN_ERROR',
  'ACADEMIC_DISHONESTY',
  'IDENTITY_FALSE',
  'ADMINISTRATIVE',
] as const;
export const DOCUMENT_KINDS = ['PDF', 'CREDENTIAL', 'TOKEN'] as const;
/** The first revision of documents that is sealed and logged; earlier ones were a PDF alone. */
export const FIRST_SEALED_REVISION = 2;
/**
 * The revision that every certificate's documents must have. A migration that raises it adds earlier certificates to
 * documents_pending.
 */
export const DOCUMENT_REVISION = 2;
/** Entries in one status list: the standard requires at least 131,072 (Bitstring Status List 1.0). */
export const STATUS_LIST_SIZE = 131_072;

/**
 * An issued certificate. Its facts never change (trigger); a correction is a new row that supersedes this one. The holder's name
 * is only in sealedFacts, under a separate data key that the service's key wraps. Destroying wrappedDataKey erases the name,
 * while number, public facts and the salted commitment to the name stay.
 */
export const certificates = snakeCase.table(
  'certificates',
  {
    id: idColumn<CertificateId>(),
    number: text().notNull(),
    claimKey: text().notNull(),
    enrollmentId: uuid()
      .$type<EnrollmentId>()
      .notNull()
      .references(() => enrollments.id),
    userId: uuid()
      .$type<UserId>()
      .references(() => users.id),
    organizationId: uuid()
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    purpose: text({ enum: PURPOSES }).notNull(),
    specimen: boolean().notNull(),
    publicFacts: jsonb().$type<unknown>().notNull(),
    factsHash: text().notNull(),
    nameSalt: bytea().notNull(),
    nameCommitment: bytea().notNull(),
    sealedFacts: bytea().notNull(),
    wrappedDataKey: bytea(),
    issuedAt: instant().notNull(),
    expiresAt: instant(),
    nameShared: boolean().notNull().default(false),
    revokedAt: instant(),
    revocationReason: text({ enum: REVOCATION_REASONS }),
    supersedesId: uuid()
      .$type<CertificateId>()
      .references((): AnyPgColumn => certificates.id),
    supersededAt: instant(),
    /** The key under which the words of its name were hashed; empty until they are. */
    nameKeyId: text().notNull().default(''),
  },
  (t) => [
    unique('certificates_number_key').on(t.number),
    uniqueIndex('certificates_live_claim_key').on(t.claimKey).where(sql`superseded_at is null`),
    unique('certificates_supersedes_key').on(t.supersedesId),
    index('certificates_user_idx').on(t.userId),
    index('certificates_enrollment_idx').on(t.enrollmentId),
    index('certificates_organization_idx').on(t.organizationId, t.id),
    index('certificates_revoked_idx').on(t.organizationId, t.id).where(sql`revoked_at is not null`),
    index('certificates_replaced_idx').on(t.organizationId, t.id).where(sql`superseded_at is not null`),
    index('certificates_specimen_idx').on(t.organizationId, t.id).where(sql`specimen`),
    index('certificates_expiring_idx').on(t.organizationId, t.expiresAt),
    index('certificates_name_key_idx').on(t.nameKeyId, t.id).where(sql`wrapped_data_key is not null`),
    index('certificates_withdrawn_idx').on(t.id).where(sql`revoked_at is not null or superseded_at is not null`),
    check('certificates_purpose', oneOf('purpose', PURPOSES)),
    check('certificates_reason', oneOf('revocation_reason', REVOCATION_REASONS)),
    check('certificates_revoked', sql`(${t.revokedAt} is null) = (${t.revocationReason} is null)`),
    check('certificates_personal_name', sql`not (${t.nameShared} and ${t.purpose} = 'PERSONAL')`),
  ],
);

export const certificatesPolicy = policy(certificates, {
  rows: 'kept',
  personal: ['nameSalt', 'nameCommitment', 'sealedFacts', 'wrappedDataKey'],
  notPersonal: ['number', 'claimKey', 'publicFacts', 'factsHash', 'nameKeyId'],
  protection: 'name under a separate data key',
  person: 'userId',
  exported: {
    as: 'certificates',
    columns: [
      'id',
      'number',
      'issuedAt',
      'nameShared',
      'revokedAt',
      'revocationReason',
      'supersededAt',
      ['sealedFacts', certificates.sealedFacts],
      ['wrappedDataKey', certificates.wrappedDataKey],
    ],
    order: certificates.issuedAt,
    without: { columns: ['nameSalt', 'nameCommitment'], because: 'chance and a hash of the name' },
  },
  erasure: { step: 'data key and owner are deleted, so the name cannot be read; the rest stays for verification' },
});

/**
 * The words of the printed name, each hashed with its organization under a key of the service, so that the organization finds a
 * certificate by name. With the table alone nobody can read a name or test one.
 */
export const certificateNameWords = snakeCase.table(
  'certificate_name_words',
  {
    word: bytea().notNull(),
    certificateId: uuid()
      .$type<CertificateId>()
      .notNull()
      .references(() => certificates.id),
  },
  (t) => [
    primaryKey({ name: 'certificate_name_words_pkey', columns: [t.word, t.certificateId] }),
    index('certificate_name_words_certificate_idx').on(t.certificateId),
  ],
);

export const certificateNameWordsPolicy = policy(certificateNameWords, {
  rows: 'passing',
  personal: ['word'],
  protection: 'hashed under a key of the service',
  person: { through: 'certificateId' },
  exported: { not: 'made from the name, to find it' },
  erasure: { step: 'a trigger deletes them with the data key' },
});

/**
 * Issued bytes: the PDF, the credential (JSON) and the same credential as a JWT. Each revision is written once; earlier ones stay.
 * Sealed under the certificate's data key; sha256 is of the bytes in clear.
 */
export const documents = snakeCase.table(
  'documents',
  {
    id: idColumn<DocumentId>(),
    certificateId: uuid()
      .$type<CertificateId>()
      .notNull()
      .references(() => certificates.id),
    kind: text({ enum: DOCUMENT_KINDS }).notNull(),
    revision: integer().notNull(),
    sealedBytes: bytea().notNull(),
    sha256: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    unique('documents_revision_key').on(t.certificateId, t.kind, t.revision),
    check('documents_kind', oneOf('kind', DOCUMENT_KINDS)),
    check('documents_revision', sql`${t.revision} >= 1`),
  ],
);

export const documentsPolicy = policy(documents, {
  rows: 'history',
  personal: ['sealedBytes'],
  notPersonal: ['sha256'],
  protection: 'under the certificate’s data key',
  person: { through: 'certificateId' },
  exported: { not: 'downloaded as files' },
  erasure: { stays: 'unreadable once the certificate’s data key is destroyed' },
});

/**
 * Certificates whose documents are not yet of the revision stated. A trigger adds every new certificate, whatever release inserts
 * it. The transaction that stores the PDF of that revision deletes the row. A migration adds rows when a release needs a further
 * revision of earlier documents.
 */
export const documentsPending = snakeCase.table('documents_pending', {
  certificateId: uuid()
    .$type<CertificateId>()
    .primaryKey()
    .references(() => certificates.id),
  revision: integer().notNull().default(DOCUMENT_REVISION),
});

export const documentsPendingPolicy = policy(documentsPending, {
  rows: 'passing',
  personal: [],
  protection: 'numbers and places only',
  person: { through: 'certificateId' },
  exported: { not: 'work that waits' },
  erasure: { stays: 'deleted when the documents are made or found to be erased' },
});

/** A published list of revocation bits; number is the last part of its address. */
export const statusLists = snakeCase.table(
  'status_lists',
  { id: idColumn<StatusListId>(), number: integer().notNull(), createdAt: instant().notNull() },
  (t) => [unique('status_lists_number_key').on(t.number), check('status_lists_number', sql`${t.number} >= 1`)],
);

export const statusListsPolicy = policy(statusLists, { rows: 'history', personal: 'none' });

/** Which bit of which list says that a certificate was withdrawn; drawn at random, permanent. Insert only. */
export const statusEntries = snakeCase.table(
  'status_entries',
  {
    id: idColumn<StatusEntryId>(),
    certificateId: uuid()
      .$type<CertificateId>()
      .notNull()
      .references(() => certificates.id),
    listId: uuid()
      .$type<StatusListId>()
      .notNull()
      .references(() => statusLists.id),
    position: integer().notNull(),
  },
  (t) => [
    unique('status_entries_certificate_key').on(t.certificateId),
    unique('status_entries_position_key').on(t.listId, t.position),
    check('status_entries_position', sql.raw(`position >= 0 and position < ${STATUS_LIST_SIZE}`)),
  ],
);

export const statusEntriesPolicy = policy(statusEntries, {
  rows: 'history',
  personal: [],
  protection: 'numbers and places only',
  person: { through: 'certificateId' },
  exported: { not: 'published as bits' },
  erasure: { stays: 'a certificate can always be verified' },
});
