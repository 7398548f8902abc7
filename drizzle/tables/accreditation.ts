import { sql } from 'drizzle-orm';
import { boolean, bytea, check, date, index, integer, jsonb, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type { ApprovalId, ApprovalStateId, CourseVersionId, CreditOfferId, OrganizationId, RuleSetId } from '../ids.ts';
import { policy } from '../policy.ts';
import { type COURSE_FORMATS, courseVersions } from './courses.ts';
import { organizations } from './organizations.ts';

export const RULE_SET_KINDS = ['ACCREDITOR', 'BOARD'] as const;
export const APPROVAL_KINDS = ['PROVIDER', 'COURSE', 'CO_SPONSORED', 'JOINT'] as const;
export const APPROVAL_ROLES = ['HOLDER', 'CO_SPONSOR'] as const;
export const APPROVAL_STATES = ['APPLIED', 'IN_FORCE', 'PROBATION', 'SUSPENDED', 'LAPSED', 'WITHDRAWN'] as const;

/**
 * The rules of an accreditor or a board as its file in content/ said them, by key. A changed file is a new row with the next
 * ordinal; the newest is in force. Offers refer to the row that they froze. Insert only.
 */
export const ruleSets = snakeCase.table(
  'rule_sets',
  {
    id: idColumn<RuleSetId>(),
    kind: text({ enum: RULE_SET_KINDS }).notNull(),
    key: text().notNull(),
    ordinal: integer().notNull(),
    /** SHA-256 (hex) of the content's canonical JSON. */
    hash: text().notNull(),
    content: jsonb().$type<unknown>().notNull(),
    loadedAt: instant().notNull(),
  },
  (t) => [
    unique('rule_sets_ordinal_key').on(t.kind, t.key, t.ordinal),
    check('rule_sets_kind', oneOf('kind', RULE_SET_KINDS)),
    check('rule_sets_ordinal', sql`${t.ordinal} >= 1`),
    check('rule_sets_hash', sql`${t.hash} ~ '^[0-9a-f]{64}$'`),
  ],
);

export const ruleSetsPolicy = policy(ruleSets, { rows: 'history', personal: 'none' });

/**
 * What an accreditor granted to an organization: for its courses or one of them, for a profession and a jurisdiction where the
 * body distinguishes them, in formats, from startsOn to endsOn (both included, in the organization's zone; null while open). The
 * letter of the body is attached. Its state is in approval_states. endedOn is the first day after an early end, set once (trigger);
 * nothing else changes. No two approvals of one key overlap (exclusion in the migration): organization, accreditor, course,
 * profession, jurisdiction.
 */
export const approvals = snakeCase.table(
  'approvals',
  {
    id: idColumn<ApprovalId>(),
    organizationId: uuid()
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    accreditor: text().notNull(),
    kind: text({ enum: APPROVAL_KINDS }).notNull(),
    /** The course of an approval of the kind COURSE, by its slug; null for every course. */
    courseSlug: text(),
    profession: text(),
    jurisdiction: text(),
    /** The organization's number at the body, as the letter spells it; null when the body gives none. */
    number: text(),
    formats: jsonb().$type<(typeof COURSE_FORMATS)[number][]>().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    endsOn: date({ mode: 'string' }),
    endedOn: date({ mode: 'string' }),
    /** Where the body publishes it, or the body's own site. */
    publishedAt: text().notNull(),
    letterName: text().notNull(),
    letterSha256: text().notNull(),
    letter: bytea().notNull(),
    /** An approval that exists only for a demonstration: every award under it is a specimen. */
    specimen: boolean().notNull().default(false),
    recordedAt: instant().notNull(),
  },
  (t) => [
    index('approvals_organization_idx').on(t.organizationId, t.accreditor),
    check('approvals_kind', oneOf('kind', APPROVAL_KINDS)),
    check('approvals_course', sql`(${t.kind} = 'COURSE') = (${t.courseSlug} is not null)`),
    check('approvals_period', sql`${t.endsOn} is null or ${t.endsOn} >= ${t.startsOn}`),
    check('approvals_letter', sql`octet_length(${t.letter}) between 1 and 5242880`),
    check('approvals_letter_hash', sql`${t.letterSha256} ~ '^[0-9a-f]{64}$'`),
  ],
);

// Who recorded it is in the audit trail.
export const approvalsPolicy = policy(approvals, {
  rows: 'kept',
  personal: ['letter'],
  notPersonal: [
    'accreditor',
    'courseSlug',
    'profession',
    'jurisdiction',
    'number',
    'formats',
    'publishedAt',
    'letterName',
    'letterSha256',
  ],
  protection: 'a letter may be signed; members of the organization only',
  person: null,
  exported: { not: 'of the organization; names no learner' },
  erasure: { stays: 'of the organization; names no learner' },
});

/** A letter that a member uploaded. recordApproval copies it into the approval that names its hash; a day later it is deleted. */
export const approvalLetters = snakeCase.table(
  'approval_letters',
  {
    id: idColumn(),
    organizationId: uuid()
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    sha256: text().notNull(),
    bytes: bytea().notNull(),
    uploadedAt: instant().notNull(),
  },
  (t) => [
    unique('approval_letters_key').on(t.organizationId, t.sha256),
    check('approval_letters_hash', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
    check('approval_letters_size', sql`octet_length(${t.bytes}) between 1 and 5242880`),
  ],
);

export const approvalLettersPolicy = policy(approvalLetters, {
  rows: 'passing',
  personal: ['bytes'],
  notPersonal: ['sha256'],
  protection: 'a letter may be signed; read by recordApproval only, deleted after a day',
  person: null,
  exported: { not: 'of the organization; names no learner' },
  erasure: { stays: 'of the organization; deleted after a day' },
});

/** The organizations of an approval: the one that holds it, and those that share it. Insert only. */
export const approvalOrganizations = snakeCase.table(
  'approval_organizations',
  {
    id: idColumn(),
    approvalId: uuid()
      .$type<ApprovalId>()
      .notNull()
      .references(() => approvals.id),
    organizationId: uuid()
      .$type<OrganizationId>()
      .references(() => organizations.id),
    /** Of a partner that is no organization here; null for one that is. */
    partnerName: text(),
    partnerNumber: text(),
    role: text({ enum: APPROVAL_ROLES }).notNull(),
  },
  (t) => [
    index('approval_organizations_approval_idx').on(t.approvalId),
    check('approval_organizations_role', oneOf('role', APPROVAL_ROLES)),
    check('approval_organizations_who', sql`(${t.organizationId} is null) <> (${t.partnerName} is null)`),
  ],
);

export const approvalOrganizationsPolicy = policy(approvalOrganizations, { rows: 'history', personal: 'none' });

/**
 * The dated state of an approval: the newest row whose day has come. The operator confirms an approval against its letter by a
 * row that is confirmed; before one exists, no offer stands on it. Insert only.
 */
export const approvalStates = snakeCase.table(
  'approval_states',
  {
    id: idColumn<ApprovalStateId>(),
    approvalId: uuid()
      .$type<ApprovalId>()
      .notNull()
      .references(() => approvals.id),
    ordinal: integer().notNull(),
    state: text({ enum: APPROVAL_STATES }).notNull(),
    /** The first day of the state, in the organization's zone. */
    from: date('from_on', { mode: 'string' }).notNull(),
    confirmed: boolean().notNull(),
    reason: text(),
    recordedAt: instant().notNull(),
  },
  (t) => [
    unique('approval_states_ordinal_key').on(t.approvalId, t.ordinal),
    check('approval_states_state', oneOf('state', APPROVAL_STATES)),
    check('approval_states_ordinal', sql`${t.ordinal} >= 1`),
  ],
);

export const approvalStatesPolicy = policy(approvalStates, { rows: 'history', personal: 'none' });

/** A warning that was given so many days before an approval ends. Insert only: each is given once. */
export const approvalWarnings = snakeCase.table(
  'approval_warnings',
  {
    id: idColumn(),
    approvalId: uuid()
      .$type<ApprovalId>()
      .notNull()
      .references(() => approvals.id),
    daysBefore: integer().notNull(),
    warnedAt: instant().notNull(),
  },
  (t) => [unique('approval_warnings_key').on(t.approvalId, t.daysBefore)],
);

export const approvalWarningsPolicy = policy(approvalWarnings, { rows: 'history', personal: 'none' });

/** One amount of an offer, of one format and one category, for the whole activity or one session of it. */
export type OfferLine = {
  amountHundredths: number;
  format: (typeof COURSE_FORMATS)[number];
  category: string | null;
  session: string | null;
};

/** How the organization showed the amount: the method, what went into it, and the minutes that came out. */
export type KeptCalculation = {
  method: 'AGENDA_MINUTES' | 'RUN_TIME' | 'WORDS' | 'MERGENER' | 'PILOT';
  minutesHundredths: number;
  inputs: Record<string, unknown>;
  /** Why the amount stands for more minutes than the version requires; absent where nobody said. */
  studyTimeReason?: string;
};

/**
 * What a published version earns under an approval. `rules` are the values in force when it was offered, each with its source;
 * later changes of the body's file do not reach it. Days are in the organization's zone. It is withdrawn once (trigger); nothing
 * else changes.
 */
export const creditOffers = snakeCase.table(
  'credit_offers',
  {
    id: idColumn<CreditOfferId>(),
    organizationId: uuid()
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    versionId: uuid()
      .$type<CourseVersionId>()
      .notNull()
      .references(() => courseVersions.id),
    approvalId: uuid()
      .$type<ApprovalId>()
      .notNull()
      .references(() => approvals.id),
    ruleSetId: uuid()
      .$type<RuleSetId>()
      .notNull()
      .references(() => ruleSets.id),
    lines: jsonb().$type<OfferLine[]>().notNull(),
    totalHundredths: integer().notNull(),
    calculation: jsonb().$type<KeptCalculation>().notNull(),
    rules: jsonb().$type<unknown>().notNull(),
    /** The sentence, with its blanks filled, as certificates print it. */
    statement: text().notNull(),
    opensOn: date({ mode: 'string' }).notNull(),
    lastEnrollmentOn: date({ mode: 'string' }),
    lastCompletionOn: date({ mode: 'string' }),
    specimen: boolean().notNull(),
    offeredAt: instant().notNull(),
    withdrawnAt: instant(),
    withdrawalReason: text(),
  },
  (t) => [
    index('credit_offers_version_idx').on(t.versionId),
    index('credit_offers_approval_idx').on(t.approvalId),
    index('credit_offers_organization_idx').on(t.organizationId),
    check('credit_offers_total', sql`${t.totalHundredths} >= 1`),
    check('credit_offers_withdrawn', sql`(${t.withdrawnAt} is null) = (${t.withdrawalReason} is null)`),
    check(
      'credit_offers_days',
      sql`coalesce(${t.lastEnrollmentOn}, ${t.opensOn}) >= ${t.opensOn} and coalesce(${t.lastCompletionOn}, ${t.opensOn}) >= ${t.opensOn}`,
    ),
  ],
);

export const creditOffersPolicy = policy(creditOffers, { rows: 'kept', personal: 'none' });
