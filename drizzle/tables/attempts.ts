import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, snakeCase, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, randomIdColumn } from '../columns.ts';
import type {
  AttemptQuestionId,
  CourseId,
  EnrollmentId,
  ExtraAttemptsId,
  OptionId,
  QuestionId,
  QuizAttemptId,
  QuizId,
  RegradeId,
  UserId,
} from '../ids.ts';
import { ERASED, lookedUp, policy } from '../policy.ts';
import { users } from './accounts.ts';
import { courses } from './courses.ts';
import { enrollments } from './enrollments.ts';

import { options, questions, quizzes } from './quizzes.ts';

/** What a learner answered: chosen options, pairs of left and right, or items in order. */
export type SavedAnswer =
  | { optionIds: OptionId[] }
  | { pairs: { leftId: OptionId; rightId: OptionId }[] }
  | { orderedIds: OptionId[] };

/**
 * One attempt. ordinal counts a person's attempts at one quiz key of a course, across versions, enrollments and purposes. Its
 * unique key enforces the limit when attempts start in parallel. A submitted attempt never changes (trigger).
 */
export const quizAttempts = snakeCase.table(
  'quiz_attempts',
  {
    id: idColumn<QuizAttemptId>(),
    enrollmentId: uuid()
      .$type<EnrollmentId>()
      .notNull()
      .references(() => enrollments.id),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    courseId: uuid()
      .$type<CourseId>()
      .notNull()
      .references(() => courses.id),
    quizId: uuid()
      .$type<QuizId>()
      .notNull()
      .references(() => quizzes.id),
    quizKey: text().notNull(),
    ordinal: integer().notNull(),
    startedAt: instant().notNull(),
    dueAt: instant(),
    submittedAt: instant(),
    correctCount: integer(),
    questionCount: integer().notNull(),
    passed: boolean(),
  },
  (t) => [
    unique('quiz_attempts_ordinal_key').on(t.userId, t.courseId, t.quizKey, t.ordinal),
    uniqueIndex('quiz_attempts_open_key').on(t.enrollmentId, t.quizId).where(sql`submitted_at is null`),
    index('quiz_attempts_enrollment_idx').on(t.enrollmentId),
    // Reports of results count first attempts.
    index('quiz_attempts_first_idx').on(t.quizId).where(sql`ordinal = 1`),
    // Every request asks whether its person has an attempt whose time is over.
    index('quiz_attempts_due_idx').on(t.userId, t.dueAt).where(sql`submitted_at is null and due_at is not null`),
    check(
      'quiz_attempts_result',
      sql`(${t.submittedAt} is null) = (${t.correctCount} is null) and (${t.submittedAt} is null) = (${t.passed} is null)`,
    ),
    check('quiz_attempts_numbers', sql`${t.ordinal} >= 1 and ${t.correctCount} between 0 and ${t.questionCount}`),
  ],
);

export const quizAttemptsPolicy = policy(quizAttempts, {
  rows: 'kept',
  personal: [],
  notPersonal: ['quizKey'],
  protection: 'owner in the SQL',
  person: { through: 'enrollmentId' },
  exported: {
    as: 'quiz_attempts',
    columns: ['quizKey', 'ordinal', 'startedAt', 'submittedAt', 'correctCount', 'questionCount', 'passed'],
    order: quizAttempts.startedAt,
  },
  erasure: { stays: 'results and dates; the account they lead to is blank' },
});

/** The drawn questions of an attempt, their position, the order of their options, and the last saved answer. */
export const attemptQuestions = snakeCase.table(
  'attempt_questions',
  {
    id: randomIdColumn<AttemptQuestionId>(),
    attemptId: uuid()
      .$type<QuizAttemptId>()
      .notNull()
      .references(() => quizAttempts.id),
    questionId: uuid()
      .$type<QuestionId>()
      .notNull()
      .references(() => questions.id),
    position: integer().notNull(),
    optionOrder: jsonb().$type<OptionId[]>().notNull(),
    answer: jsonb().$type<SavedAnswer>(),
    savedAt: instant(),
    /** The client's own counter of its saves, the highest that was kept. */
    answerSequence: integer(),
    correct: boolean(),
  },
  (t) => [
    unique('attempt_questions_position_key').on(t.attemptId, t.position),
    unique('attempt_questions_question_key').on(t.attemptId, t.questionId),
    index('attempt_questions_item_idx').on(t.questionId),
    check('attempt_questions_sequence', sql`${t.answerSequence} >= 0`),
  ],
);

export const attemptQuestionsPolicy = policy(attemptQuestions, {
  rows: 'kept',
  personal: ['answer'],
  notPersonal: ['optionOrder'],
  protection: 'owner in the SQL',
  person: { through: 'attemptId' },
  exported: {
    as: 'answers',
    columns: [
      ['question', lookedUp(attemptQuestions.questionId, questions.prompt, questions.id)],
      'answer',
      ['savedAt', attemptQuestions.savedAt],
      [
        'options',
        sql`(select json_agg(json_build_object('id', ${options.id}, 'text', ${options.text})) from ${options}
          where ${options.questionId} = ${attemptQuestions.questionId})`,
      ],
    ],
    order: attemptQuestions.position,
    noneIsNull: true,
  },
  erasure: { stays: 'ids of options; the account they lead to is blank' },
});

/** Extra attempts granted to a person, with the reason. Insert only. */
export const extraAttempts = snakeCase.table(
  'extra_attempts',
  {
    id: idColumn<ExtraAttemptsId>(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    courseId: uuid()
      .$type<CourseId>()
      .notNull()
      .references(() => courses.id),
    quizKey: text().notNull(),
    count: integer().notNull(),
    reason: text().notNull(),
    grantedBy: text().notNull(),
    grantedAt: instant().notNull(),
  },
  (t) => [
    index('extra_attempts_person_idx').on(t.userId, t.courseId, t.quizKey),
    check('extra_attempts_count', sql`${t.count} between 1 and 10`),
    check('extra_attempts_reason', sql`char_length(${t.reason}) between 3 and 500`),
  ],
);

export const extraAttemptsPolicy = policy(extraAttempts, {
  rows: 'history',
  personal: ['reason', 'grantedBy'],
  notPersonal: ['quizKey'],
  protection: 'insert only, but erasure blanks it',
  person: 'userId',
  exported: {
    as: 'extraAttempts',
    columns: [
      ['course', lookedUp(extraAttempts.courseId, courses.slug, courses.id)],
      'quizKey',
      'count',
      'reason',
      'grantedBy',
      'grantedAt',
    ],
  },
  erasure: { blanks: { reason: ERASED, grantedBy: ERASED } },
});

/** A higher result after a question was found to be faulty. Insert only; never lower than the previous result. */
export const regrades = snakeCase.table(
  'regrades',
  {
    id: idColumn<RegradeId>(),
    attemptId: uuid()
      .$type<QuizAttemptId>()
      .notNull()
      .references(() => quizAttempts.id),
    questionId: uuid()
      .$type<QuestionId>()
      .notNull()
      .references(() => questions.id),
    reason: text().notNull(),
    regradedBy: text().notNull(),
    regradedAt: instant().notNull(),
    correctCountBefore: integer().notNull(),
    correctCountAfter: integer().notNull(),
    passedAfter: boolean().notNull(),
  },
  (t) => [
    unique('regrades_once_key').on(t.attemptId, t.questionId),
    index('regrades_question_idx').on(t.questionId, t.id),
    check('regrades_reason', sql`char_length(${t.reason}) between 3 and 500`),
    check('regrades_raises', sql`${t.correctCountAfter} >= ${t.correctCountBefore}`),
  ],
);

export const regradesPolicy = policy(regrades, {
  rows: 'history',
  personal: ['regradedBy'],
  notPersonal: ['reason'],
  protection: 'insert only',
  person: { through: 'attemptId' },
  exported: {
    as: 'regrades',
    columns: [
      'reason',
      ['at', regrades.regradedAt],
      ['correct_count', regrades.correctCountAfter],
      ['passed', regrades.passedAfter],
    ],
    noneIsNull: true,
    without: { columns: ['regradedBy'], because: 'names the person who corrected the test' },
  },
  erasure: { stays: 'names the person who corrected the test, not the learner' },
});
