import { sql } from 'drizzle-orm';
import { boolean, bytea, check, date, index, integer, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type {
  CareOpeningId,
  CareRecordId,
  CareSettingsId,
  JointPlanId,
  OrganizationId,
  PairId,
  RegistrationId,
  UserId,
} from '../ids.ts';
import { policy } from '../policy.ts';
import { users } from './accounts.ts';
import { organizations } from './organizations.ts';
import { pairs, registrations } from './registrations.ts';

/** How many days after the event a record of care is kept, unless its person or a law asks for more. */
export const USUAL_RETENTION_DAYS = 90;

export const CARE_OPENINGS = ['READ', 'EXPORTED'] as const;

/**
 * Who is responsible for what people in therapy events write, by which law and agreements. The newest row of an organization holds.
 * While one of its facts is missing, nothing of care is open. Insert only.
 */
export const careSettings = snakeCase.table(
  'care_settings',
  {
    id: idColumn<CareSettingsId>(),
    organizationId: uuid()
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    responsibleClinician: text(),
    /** ISO 3166. */
    country: text(),
    /** The law that governs the record. */
    law: text(),
    retentionDays: integer().notNull().default(USUAL_RETENTION_DAYS),
    /** The law that asks for more days than usual. */
    retentionLaw: text(),
    /** Its words, or the address where it stands. */
    privacyNotice: text(),
    /** What the clinician may not keep to themselves in that country. */
    confidentialityLimits: text(),
    processorReference: text(),
    processorSignedOn: date({ mode: 'string' }),
    /** Who reads what people write, in words. */
    readers: text(),
    readWithinDays: integer(),
    savedBy: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    savedAt: instant().notNull(),
  },
  (t) => [
    index('care_settings_organization_idx').on(t.organizationId, t.id),
    check('care_settings_country', sql`${t.country} ~ '^[A-Z]{2}$'`),
    check(
      'care_settings_retention',
      sql.raw(
        `retention_days between 1 and 36500 and (retention_days <= ${USUAL_RETENTION_DAYS} or retention_law is not null)`,
      ),
    ),
    check('care_settings_read_within', sql`${t.readWithinDays} between 1 and 60`),
  ],
);

export const careSettingsPolicy = policy(careSettings, {
  rows: 'history',
  personal: ['responsibleClinician', 'readers'],
  notPersonal: ['country', 'law', 'retentionLaw', 'privacyNotice', 'confidentialityLimits', 'processorReference'],
  protection: 'shown to whoever registers for a therapy event of the organization',
  person: null,
  exported: { not: 'facts of an organization' },
  erasure: { stays: 'facts of an organization, as its signatory is' },
});

/**
 * What a person keeps with a therapist for one event. Everything below it is sealed with its data key; deleting the row destroys the
 * key and all that the key sealed.
 */
export const careRecords = snakeCase.table(
  'care_records',
  {
    id: idColumn<CareRecordId>(),
    registrationId: uuid()
      .$type<RegistrationId>()
      .notNull()
      .references(() => registrations.id),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    wrappedDataKey: bytea().notNull(),
    /** The last day until which the person consented to keep it, where that is later than the usual end. */
    keptUntil: date({ mode: 'string' }),
    madeAt: instant().notNull(),
  },
  (t) => [unique('care_records_registration_key').on(t.registrationId), index('care_records_user_idx').on(t.userId)],
);

export const careRecordsPolicy = policy(careRecords, {
  rows: 'passing',
  personal: ['wrappedDataKey'],
  protection: 'data key wrapped by the service’s key',
  person: 'userId',
  exported: {
    as: 'careRecords',
    columns: ['id', 'registrationId', 'wrappedDataKey', 'keptUntil', 'madeAt'],
    order: careRecords.madeAt,
  },
  erasure: 'goes',
});

/** What a person answered before a therapy event: goals, needs and how to reach them alone. One a registration. */
export const careIntakes = snakeCase.table(
  'care_intakes',
  {
    id: idColumn(),
    recordId: uuid()
      .$type<CareRecordId>()
      .notNull()
      .references(() => careRecords.id, { onDelete: 'cascade' }),
    sealedAnswers: bytea().notNull(),
    savedAt: instant().notNull(),
    /** Null: only the person reads it. */
    submittedAt: instant(),
  },
  (t) => [unique('care_intakes_record_key').on(t.recordId)],
);

export const careIntakesPolicy = policy(careIntakes, {
  rows: 'passing',
  personal: ['sealedAnswers'],
  protection:
    'sealed with the record’s data key; the person, and once submitted the named instructors, each reading logged',
  person: { through: 'recordId' },
  exported: { as: 'intakes', columns: ['sealedAnswers', 'savedAt', 'submittedAt'] },
  erasure: 'goes',
});

/** A person's own part of an action plan. */
export const carePlans = snakeCase.table(
  'care_plans',
  {
    id: idColumn(),
    recordId: uuid()
      .$type<CareRecordId>()
      .notNull()
      .references(() => careRecords.id, { onDelete: 'cascade' }),
    sealedText: bytea().notNull(),
    savedAt: instant().notNull(),
  },
  (t) => [unique('care_plans_record_key').on(t.recordId)],
);

export const carePlansPolicy = policy(carePlans, {
  rows: 'passing',
  personal: ['sealedText'],
  protection: 'sealed with the record’s data key; the person alone',
  person: { through: 'recordId' },
  exported: { as: 'plans', columns: ['sealedText', 'savedAt'] },
  erasure: 'goes',
});

/**
 * The joint part of a pair's action plan, with a data key of its own. It goes with the record of whoever edited it or agrees to it: the
 * words of one alone are not the other one's to delete, and must not tell that the other one deleted theirs.
 */
export const jointPlans = snakeCase.table(
  'joint_plans',
  {
    id: idColumn<JointPlanId>(),
    pairId: uuid()
      .$type<PairId>()
      .notNull()
      .references(() => pairs.id),
    wrappedDataKey: bytea().notNull(),
    sealedText: bytea().notNull(),
    /** Rises with every edit: an agreement names the version that its person read. */
    version: integer().notNull(),
    editedAt: instant().notNull(),
    /** Whether the first and the second person of the pair edited any version. */
    editedByFirst: boolean().notNull(),
    editedBySecond: boolean().notNull(),
  },
  (t) => [unique('joint_plans_pair_key').on(t.pairId), check('joint_plans_version', sql`${t.version} >= 1`)],
);

export const jointPlansPolicy = policy(jointPlans, {
  rows: 'passing',
  personal: ['wrappedDataKey', 'sealedText'],
  protection: 'sealed with a data key of its own; both people, and once both agreed the named instructors',
  person: {
    where: (person) => sql`${jointPlans.pairId} in (select two.id from pairs two
      where two.first_user_id = ${person} or two.second_user_id = ${person})`,
  },
  exported: { as: 'jointPlans', columns: ['id', 'pairId', 'wrappedDataKey', 'sealedText', 'version', 'editedAt'] },
  erasure: { step: 'deleted where the person edited it or agrees to it; the words of the other one alone stay theirs' },
});

/** Who agreed to which version of a joint part. */
export const jointAgreements = snakeCase.table(
  'joint_agreements',
  {
    id: idColumn(),
    jointPlanId: uuid()
      .$type<JointPlanId>()
      .notNull()
      .references(() => jointPlans.id, { onDelete: 'cascade' }),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    version: integer().notNull(),
    agreedAt: instant().notNull(),
  },
  (t) => [
    unique('joint_agreements_person_key').on(t.jointPlanId, t.userId),
    index('joint_agreements_user_idx').on(t.userId),
  ],
);

export const jointAgreementsPolicy = policy(jointAgreements, {
  rows: 'passing',
  personal: [],
  protection: 'both people',
  person: 'userId',
  exported: { as: 'jointAgreements', columns: ['version', 'agreedAt'], order: jointAgreements.agreedAt },
  erasure: 'goes',
});

/** Whether a person was at a therapy event, as the instructor marked it. No times. */
export const carePresences = snakeCase.table(
  'care_presences',
  {
    id: idColumn(),
    recordId: uuid()
      .$type<CareRecordId>()
      .notNull()
      .references(() => careRecords.id, { onDelete: 'cascade' }),
    present: boolean().notNull(),
  },
  (t) => [unique('care_presences_record_key').on(t.recordId)],
);

export const carePresencesPolicy = policy(carePresences, {
  rows: 'passing',
  personal: [],
  protection: 'the person and the named instructors',
  person: { through: 'recordId' },
  exported: { as: 'presences', columns: ['present'] },
  erasure: 'goes',
});

/** Each time that an instructor opened what a person wrote, for that person to see. Insert only. */
export const careOpenings = snakeCase.table(
  'care_openings',
  {
    id: idColumn<CareOpeningId>(),
    registrationId: uuid()
      .$type<RegistrationId>()
      .notNull()
      .references(() => registrations.id),
    openedBy: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    how: text({ enum: CARE_OPENINGS }).notNull(),
    at: instant().notNull(),
  },
  (t) => [
    index('care_openings_registration_idx').on(t.registrationId, t.id),
    check('care_openings_how', oneOf('how', CARE_OPENINGS)),
  ],
);

export const careOpeningsPolicy = policy(careOpenings, {
  rows: 'history',
  personal: [],
  protection: 'the person whose record was opened',
  person: { through: 'registrationId' },
  exported: { as: 'careOpenings', columns: ['how', 'at'], order: careOpenings.at },
  erasure: { stays: 'keys and times only' },
});
