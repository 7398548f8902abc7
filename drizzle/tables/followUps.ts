import { type SQL, sql } from 'drizzle-orm';
import {
  boolean,
  bytea,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  snakeCase,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { idColumn, instant } from '../columns.ts';
import type { CourseVersionId, EnrollmentId, FollowUpAnswerId, FollowUpId, FollowUpMailId } from '../ids.ts';
import { policy } from '../policy.ts';
import type { SavedAnswer } from './attempts.ts';
import { courseVersions } from './courses.ts';
import { enrollments } from './enrollments.ts';

/** That somebody wants to be asked weeks after a course. Off until they say so, and as often as they change their mind. */
export const followUps = snakeCase.table(
  'follow_ups',
  {
    id: idColumn<FollowUpId>(),
    enrollmentId: uuid()
      .$type<EnrollmentId>()
      .notNull()
      .references(() => enrollments.id),
    optedInAt: instant().notNull(),
    optedOutAt: instant(),
    /** When nothing was left to send, so that the job looks at it no more. */
    endedAt: instant(),
  },
  (t) => [
    unique('follow_ups_enrollment_key').on(t.enrollmentId),
    index('follow_ups_live_idx').on(t.id).where(sql`opted_out_at is null and ended_at is null`),
  ],
);

// Rows are deleted only with their person: a trigger refuses every other deletion.
export const followUpsPolicy = policy(followUps, {
  rows: 'passing',
  personal: [],
  protection: 'owner in the SQL',
  person: { through: 'enrollmentId' },
  exported: { as: 'follow_up', one: true, columns: ['optedInAt', 'optedOutAt'] },
  erasure: 'goes',
});

/**
 * The first answer to a recall question; no later one takes its place. Insert only, also after an erasure: reports that were read before
 * it would else give the erased person's answer away by subtraction.
 */
export const followUpAnswers = snakeCase.table(
  'follow_up_answers',
  {
    id: idColumn<FollowUpAnswerId>(),
    enrollmentId: uuid()
      .$type<EnrollmentId>()
      .notNull()
      .references(() => enrollments.id),
    versionId: uuid().$type<CourseVersionId>().notNull(),
    weeks: integer().notNull(),
    questionKey: text().notNull(),
    objectiveKey: text().notNull(),
    answer: jsonb().$type<SavedAnswer>().notNull(),
    correct: boolean().notNull(),
    answeredAt: instant().notNull(),
  },
  (t) => [
    unique('follow_up_answers_question_key').on(t.enrollmentId, t.weeks, t.questionKey),
    index('follow_up_answers_version_idx').on(t.versionId),
    foreignKey({
      name: 'follow_up_answers_enrollment_fk',
      columns: [t.enrollmentId, t.versionId],
      foreignColumns: [enrollments.id, enrollments.versionId],
    }),
    check('follow_up_answers_weeks', sql`${t.weeks} between 1 and 26`),
  ],
);

/** Of the question of an answer, as the version froze it. */
const asked = (what: SQL): SQL => sql`(select ${what} from ${courseVersions} v, jsonb_array_elements(v.follow_up) r,
    jsonb_array_elements(r -> 'questions') q where v.id = ${followUpAnswers.versionId}
    and (r -> 'weeks')::int = ${followUpAnswers.weeks} and q ->> 'key' = ${followUpAnswers.questionKey})`;

export const followUpAnswersPolicy = policy(followUpAnswers, {
  rows: 'history',
  personal: ['answer'],
  notPersonal: ['questionKey', 'objectiveKey'],
  protection: 'owner in the SQL',
  person: { through: 'enrollmentId' },
  exported: {
    as: 'follow_up_answers',
    columns: [
      'weeks',
      ['question', asked(sql`q ->> 'prompt'`)],
      'answer',
      [
        'options',
        asked(
          sql`(select json_agg(json_build_object('id', o -> 'id', 'text', o -> 'text')) from jsonb_array_elements(q -> 'options') o)`,
        ),
      ],
      'correct',
      'answeredAt',
    ],
    order: followUpAnswers.answeredAt,
  },
  erasure: { stays: 'ids of options; the account they lead to is blank' },
});

/** The one mail of a round to one person: to be sent, sent, or dropped. Its link stops all further ones without a sign-in. */
export const followUpMails = snakeCase.table(
  'follow_up_mails',
  {
    id: idColumn<FollowUpMailId>(),
    enrollmentId: uuid()
      .$type<EnrollmentId>()
      .notNull()
      .references(() => enrollments.id),
    weeks: integer().notNull(),
    /** Of the secret in the mail; null until the job that sends it has made the secret. */
    stopHash: bytea(),
    madeAt: instant().notNull(),
    sentAt: instant(),
    /** Nobody wanted it any more, or it would have come too late. */
    droppedAt: instant(),
  },
  (t) => [
    unique('follow_up_mails_round_key').on(t.enrollmentId, t.weeks),
    unique('follow_up_mails_stop_key').on(t.stopHash),
    check('follow_up_mails_once', sql`${t.sentAt} is null or ${t.droppedAt} is null`),
    check('follow_up_mails_weeks', sql`${t.weeks} between 1 and 26`),
  ],
);

export const followUpMailsPolicy = policy(followUpMails, {
  rows: 'passing',
  personal: ['stopHash'],
  protection: 'of a secret of 128 random bits, its hash alone',
  person: { through: 'enrollmentId' },
  exported: {
    as: 'follow_up_mails',
    columns: ['weeks', 'sentAt'],
    without: { columns: ['stopHash'], because: 'a hash of a link' },
    order: followUpMails.weeks,
  },
  erasure: 'goes',
});
