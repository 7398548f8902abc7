import { boolean, check, date, index, jsonb, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type { MembershipId, OrganizationId, PolicyId, UserId } from '../ids.ts';
import { users } from './accounts.ts';

export const POLICY_KINDS = [
  'REFUND',
  'GRIEVANCE',
  'ACCOMMODATION',
  'ATTENDANCE',
  'CONFLICT_OF_INTEREST',
  'PRIVACY',
] as const;
export const MEMBER_ROLES = ['OWNER', 'ORGANIZER', 'INSTRUCTOR', 'AUDITOR'] as const;

/** A CE provider: it issues certificates and answers for them. Dates on certificates are in its timeZone. */
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
    signatoryName: text(),
    signatoryTitle: text(),
    grievanceContact: text().notNull(),
    accommodationContact: text().notNull(),
    fictional: boolean().notNull().default(false),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [unique('organizations_slug_key').on(t.slug)],
);

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

/** Who may act for an organization, and as what. */
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
