import { sql } from 'drizzle-orm';
import { boolean, bytea, check, date, index, integer, jsonb, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type { MembershipId, OrganizationId, OrganizationImageId, PolicyId, UserId } from '../ids.ts';
import { lookedUp, policy } from '../policy.ts';
import { users } from './accounts.ts';

export const POLICY_KINDS = [
  'REFUND',
  'GRIEVANCE',
  'ACCOMMODATION',
  'ATTENDANCE',
  'CONFLICT_OF_INTEREST',
  'PRIVACY',
] as const;
export const CERTIFICATE_DESIGNS = ['CLASSIC', 'MODERN', 'QUIET'] as const;
/** What becomes of a certificate when the money for its place goes back: the money stays, or the certificate is revoked. */
export const REFUNDS_AFTER_CREDIT = ['REFUSE', 'REVOKE'] as const;
export const MEMBER_ROLES = ['OWNER', 'ORGANIZER', 'INSTRUCTOR', 'AUDITOR'] as const;

/**
 * A CE provider: it issues certificates and is responsible for them. Dates on certificates are in its timeZone. The look of its
 * certificates: a built-in design, two colors (#rrggbb) and two images by SHA-256. It keeps records of credit for retentionYears
 * after issue; until then their person cannot be erased.
 */
export const organizations = snakeCase.table(
  'organizations',
  {
    id: idColumn<OrganizationId>(),
    slug: text().notNull(),
    legalName: text().notNull(),
    timeZone: text().notNull(),
    address: jsonb().$type<string[]>().notNull(),
    website: text().notNull(),
    email: text().notNull(),
    /** How an invoice is paid by transfer, in lines as documents print them; null: payers write to `email`. */
    transferLines: jsonb().$type<string[]>(),
    signatoryName: text(),
    signatoryTitle: text(),
    grievanceContact: text().notNull(),
    accommodationContact: text().notNull(),
    /** How many days before an event a request should come; null: not stated. */
    accommodationLeadDays: integer(),
    fictional: boolean().notNull().default(false),
    design: text({ enum: CERTIFICATE_DESIGNS }).notNull().default('CLASSIC'),
    primaryColor: text(),
    accentColor: text(),
    logoSha256: text(),
    signatureSha256: text(),
    retentionYears: integer().notNull().default(7),
    /** Whether each of two people is met alone before their joint place is given. Care sets it when it is set up. */
    screensPairs: boolean().notNull().default(false),
    refundAfterCredit: text({ enum: REFUNDS_AFTER_CREDIT }).notNull().default('REFUSE'),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    unique('organizations_slug_key').on(t.slug),
    check('organizations_design', oneOf('design', CERTIFICATE_DESIGNS)),
    check(
      'organizations_colors',
      sql`coalesce(${t.primaryColor}, '#000000') ~ '^#[0-9a-f]{6}$' and coalesce(${t.accentColor}, '#000000') ~ '^#[0-9a-f]{6}$'`,
    ),
    check('organizations_refund_after_credit', oneOf('refund_after_credit', REFUNDS_AFTER_CREDIT)),
    check('organizations_retention', sql`${t.retentionYears} between 0 and 100`),
    check('organizations_lead_days', sql`${t.accommodationLeadDays} between 0 and 365`),
  ],
);

export const organizationsPolicy = policy(organizations, {
  rows: 'kept',
  personal: ['signatoryName', 'signatoryTitle', 'email', 'grievanceContact', 'accommodationContact'],
  notPersonal: [
    'slug',
    'legalName',
    'timeZone',
    'address',
    'website',
    'transferLines',
    'primaryColor',
    'accentColor',
    'logoSha256',
    'signatureSha256',
  ],
  protection: 'public',
  person: null,
  exported: { not: 'published' },
  erasure: { stays: 'published; names no learner' },
});

/** A policy's text, versioned: a new wording is a new row. */
export const organizationPolicies = snakeCase.table(
  'organization_policies',
  {
    id: idColumn<PolicyId>(),
    organizationId: uuid()
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    kind: text({ enum: POLICY_KINDS }).notNull(),
    version: text().notNull(),
    effectiveOn: date({ mode: 'string' }).notNull(),
    text: text().notNull(),
  },
  (t) => [
    unique('organization_policies_version_key').on(t.organizationId, t.kind, t.version),
    check('organization_policies_kind', oneOf('kind', POLICY_KINDS)),
  ],
);

export const organizationPoliciesPolicy = policy(organizationPolicies, { rows: 'history', personal: 'none' });

/** Who may act for an organization, and in which role. */
export const memberships = snakeCase.table(
  'memberships',
  {
    id: idColumn<MembershipId>(),
    organizationId: uuid()
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text({ enum: MEMBER_ROLES }).notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    unique('memberships_pair_key').on(t.organizationId, t.userId),
    index('memberships_user_idx').on(t.userId),
    check('memberships_role', oneOf('role', MEMBER_ROLES)),
  ],
);

// An operator can take a role away; erasure takes every role of its person. The audit trail keeps that it was held.
export const membershipsPolicy = policy(memberships, {
  rows: 'passing',
  personal: [],
  protection: 'keys and a role only',
  person: 'userId',
  exported: {
    as: 'memberships',
    columns: [
      ['organization', lookedUp(memberships.organizationId, organizations.slug, organizations.id)],
      'role',
      'createdAt',
    ],
  },
  erasure: 'goes',
});

/** A logo or a signature as certificates embed it: an opaque 8-bit RGB PNG, by the SHA-256 of its bytes. Insert only. */
export const organizationImages = snakeCase.table(
  'organization_images',
  {
    id: idColumn<OrganizationImageId>(),
    organizationId: uuid()
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    sha256: text().notNull(),
    bytes: bytea().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    unique('organization_images_bytes_key').on(t.organizationId, t.sha256),
    check('organization_images_size', sql`octet_length(${t.bytes}) between 1 and 262144`),
  ],
);

export const organizationImagesPolicy = policy(organizationImages, {
  rows: 'history',
  personal: ['bytes'],
  notPersonal: ['sha256'],
  protection: 'printed on certificates; a signature is personal',
  person: null,
  exported: { not: 'published' },
  erasure: { stays: 'published; names no learner' },
});
