import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  snakeCase,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf, randomIdColumn } from '../columns.ts';
import type {
  AttemptQuestionId,
  CourseId,
  CourseVersionId,
  EnrollmentId,
  ExtraAttemptsId,
  ModuleId,
  OptionId,
  QuestionId,
  QuizAttemptId,
  QuizId,
  RegradeId,
  UserId,
} from '../ids.ts';
import { users } from './accounts.ts';
import { courses, courseVersions, modules } from './courses.ts';
import { enrollments } from './enrollments.ts';

export const QUIZ_KINDS = ['PRE_TEST', 'MODULE_CHECK', 'POST_TEST'] as const;
export const FEEDBACK_POLICIES = ['AFTER_PASS', 'AFTER_SUBMIT', 'NEVER'] as const;
export const QUESTION_TYPES = ['SINGLE', 'MULTIPLE', 'TRUE_FALSE', 'MATCHING', 'ORDERING'] as const;
export const OPTION_SIDES = ['CHOICE', 'LEFT', 'RIGHT', 'ITEM'] as const;

/** What a learner answered: chosen options, pairs of left and right, or items in order. */
export type SavedAnswer =
  | { optionIds: OptionId[] }
  | { pairs: { leftId: OptionId; rightId: OptionId }[] }
  | { orderedIds: OptionId[] };

/** A test of a version. key is 'pre-test', 'post-test' or 'check-<module key>': attempts are counted by it across versions. */
export const quizzes = snakeCase.table(
  'quizzes',
  {
    id: randomIdColumn<QuizId>(),
    versionId: uuid()
      .$type<CourseVersionId>()
      .notNull()
      .references(() => courseVersions.id),
    moduleId: uuid().$type<ModuleId>(),
    kind: text({ enum: QUIZ_KINDS }).notNull(),
    key: text().notNull(),
    title: text().notNull(),
    draw: integer().notNull(),
    passPercent: integer().notNull(),
    maxAttempts: integer(),
    cooldownSeconds: integer(),
    timeLimitSeconds: integer(),
    shuffle: boolean().notNull(),
    feedback: text({ enum: FEEDBACK_POLICIES }).notNull(),
  },
  (t) => [
    unique('quizzes_key_key').on(t.versionId, t.key),
    foreignKey({
      name: 'quizzes_module_fk',
      columns: [t.moduleId, t.versionId],
      foreignColumns: [modules.id, modules.versionId],
    }),
    check('quizzes_kind', oneOf('kind', QUIZ_KINDS)),
    check('quizzes_feedback', oneOf('feedback', FEEDBACK_POLICIES)),
    // What a certificate rests on never shows its answers before it is passed.
    check('quizzes_feedback_earned', sql`${t.kind} = 'PRE_TEST' or ${t.feedback} <> 'AFTER_SUBMIT'`),
    check('quizzes_module', sql`(${t.kind} = 'MODULE_CHECK') = (${t.moduleId} is not null)`),
    check(
      'quizzes_numbers',
      sql`${t.draw} >= 1 and ${t.passPercent} between 0 and 100 and ${t.maxAttempts} >= 1 and ${t.cooldownSeconds} >= 0 and ${t.timeLimitSeconds} >= 60`,
    ),
  ],
);

/** A question of one pool; random key so that order tells nothing. */
export const questions = snakeCase.table(
  'questions',
  {
    id: randomIdColumn<QuestionId>(),
    quizId: uuid()
      .$type<QuizId>()
      .notNull()
      .references(() => quizzes.id),
    key: text().notNull(),
    type: text({ enum: QUESTION_TYPES }).notNull(),
    objectiveKey: text().notNull(),
    prompt: text().notNull(),
  },
  (t) => [unique('questions_key_key').on(t.quizId, t.key), check('questions_type', oneOf('type', QUESTION_TYPES))],
);

/**
 * What can be chosen, paired or ordered. CHOICE: isCorrect tells. LEFT: matchId names its RIGHT. ITEM: rank is its place.
 * A deferred trigger refuses a question without a right answer.
 */
export const options = snakeCase.table(
  'options',
  {
    id: randomIdColumn<OptionId>(),
    questionId: uuid()
      .$type<QuestionId>()
      .notNull()
      .references(() => questions.id),
    side: text({ enum: OPTION_SIDES }).notNull(),
    text: text().notNull(),
    rationale: text().notNull(),
    isCorrect: boolean().notNull().default(false),
    matchId: uuid()
      .$type<OptionId>()
      .references((): AnyPgColumn => options.id),
    rank: integer(),
  },
  (t) => [
    index('options_question_idx').on(t.questionId),
    check('options_side', oneOf('side', OPTION_SIDES)),
    check(
      'options_answer',
      sql`(${t.side} = 'LEFT') = (${t.matchId} is not null) and (${t.side} = 'ITEM') = (${t.rank} is not null)`,
    ),
  ],
);

/**
 * One sitting. ordinal counts the sittings of one person at one quiz key of a course, across versions, rounds and purposes;
 * its unique key holds the limit under parallel starts. A submitted attempt never changes (trigger).
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
    check(
      'quiz_attempts_result',
      sql`(${t.submittedAt} is null) = (${t.correctCount} is null) and (${t.submittedAt} is null) = (${t.passed} is null)`,
    ),
    check('quiz_attempts_numbers', sql`${t.ordinal} >= 1 and ${t.correctCount} between 0 and ${t.questionCount}`),
  ],
);

/** The drawn questions of a sitting, their place, the order of their options, and the answer as last saved. */
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
    correct: boolean(),
  },
  (t) => [
    unique('attempt_questions_position_key').on(t.attemptId, t.position),
    unique('attempt_questions_question_key').on(t.attemptId, t.questionId),
    index('attempt_questions_item_idx').on(t.questionId),
  ],
);

/** Further sittings granted to a person, with the reason. Insert only. */
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

/** A raised result after a question was found at fault. Insert only; never lower than what stood before. */
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
    check('regrades_reason', sql`char_length(${t.reason}) between 3 and 500`),
    check('regrades_raises', sql`${t.correctCountAfter} >= ${t.correctCountBefore}`),
  ],
);
