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
  uuid,
} from 'drizzle-orm/pg-core';
import { oneOf, randomIdColumn } from '../columns.ts';
import type { CourseVersionId, ModuleId, OptionId, QuestionId, QuizId } from '../ids.ts';
import { policy } from '../policy.ts';
import { OPTION_SIDES, QUESTION_TYPES } from './asking.ts';
import { courseVersions, modules } from './courses.ts';

export { OPTION_SIDES, QUESTION_TYPES };

export const QUIZ_KINDS = ['PRE_TEST', 'MODULE_CHECK', 'POST_TEST'] as const;
export const FEEDBACK_POLICIES = ['AFTER_PASS', 'AFTER_SUBMIT', 'NEVER'] as const;

/** An objective that a quiz asks a pass of by itself: every attempt draws `of` questions about it, of which `pass` must be right. */
export type Requirement = { objectiveKey: string; text: string; pass: number; of: number };

/** A test of a version. key is 'pre-test', 'post-test' or 'check-<module key>'; attempts are counted by it across versions. */
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
    required: jsonb().$type<Requirement[]>().notNull().default([]),
    /** At most so many percent of an attempt's questions are TRUE_FALSE; null without a limit. */
    trueFalsePercent: integer(),
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
    // The test that a certificate depends on never shows its answers before it is passed.
    check('quizzes_feedback_earned', sql`${t.kind} <> 'POST_TEST' or ${t.feedback} <> 'AFTER_SUBMIT'`),
    check('quizzes_true_false', sql`${t.trueFalsePercent} between 0 and 100`),
    check('quizzes_module', sql`(${t.kind} = 'MODULE_CHECK') = (${t.moduleId} is not null)`),
    check(
      'quizzes_numbers',
      sql`${t.draw} >= 1 and ${t.passPercent} between 0 and 100 and ${t.maxAttempts} >= 1 and ${t.cooldownSeconds} >= 0 and ${t.timeLimitSeconds} >= 60`,
    ),
  ],
);

export const quizzesPolicy = policy(quizzes, { rows: 'history', personal: 'none' });

/** A question of one pool; its key is random, so that the order reveals nothing. */
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
    /** The module that teaches it, by its key; null where the file names none. */
    moduleKey: text(),
    prompt: text().notNull(),
  },
  (t) => [unique('questions_key_key').on(t.quizId, t.key), check('questions_type', oneOf('type', QUESTION_TYPES))],
);

export const questionsPolicy = policy(questions, { rows: 'history', personal: 'none' });

/**
 * An option to choose, pair or order. CHOICE: isCorrect marks a right one. LEFT: matchId refers to its RIGHT. ITEM: rank is its
 * place. A deferred trigger refuses a question without a right answer.
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

export const optionsPolicy = policy(options, { rows: 'history', personal: 'none' });
