import { sql } from 'drizzle-orm';
import { boolean, check, date, index, jsonb, snakeCase, text, uuid } from 'drizzle-orm/pg-core';
import { oneOf, randomIdColumn } from '../columns.ts';
import type { CourseVersionId, EvaluationResponseId, IntensiveId } from '../ids.ts';
import { policy } from '../policy.ts';
import { PROFESSIONS } from './accounts.ts';
import { courseVersions } from './courses.ts';
import { PURPOSES } from './enrollments.ts';
import { intensives } from './intensives.ts';

/** One answer per item key: a scale step (1 upwards), chosen words, or free text. */
export type EvaluationAnswer = { itemKey: string; scale?: number; choice?: string; text?: string };

/**
 * Answers to an evaluation, without a link to a person: random key, month only. A job rewrites a version's rows of a month in
 * random order, so that neither position nor transaction reveals who wrote which. `mixed` is false for answers that came since it ran.
 */
export const evaluationResponses = snakeCase.table(
  'evaluation_responses',
  {
    id: randomIdColumn<EvaluationResponseId>(),
    versionId: uuid()
      .$type<CourseVersionId>()
      .notNull()
      .references(() => courseVersions.id),
    /** The training that was attended; null for a course that was studied alone. */
    intensiveId: uuid()
      .$type<IntensiveId>()
      .references(() => intensives.id),
    purpose: text({ enum: PURPOSES }).notNull(),
    /** Null for a training: few people attend one. */
    profession: text({ enum: PROFESSIONS }),
    month: date({ mode: 'string' }).notNull(),
    answers: jsonb().$type<EvaluationAnswer[]>().notNull(),
    mixed: boolean().notNull().default(false),
  },
  (t) => [
    index('evaluation_responses_group_idx').on(t.versionId, t.month),
    index('evaluation_responses_intensive_idx').on(t.intensiveId).where(sql`${t.intensiveId} is not null`),
    index('evaluation_responses_unmixed_idx').on(t.versionId, t.month).where(sql`not mixed`),
    check('evaluation_responses_of_few', sql`${t.intensiveId} is null or ${t.profession} is null`),
    check('evaluation_responses_purpose', oneOf('purpose', PURPOSES)),
    check('evaluation_responses_profession', oneOf('profession', PROFESSIONS)),
    check('evaluation_responses_month', sql`extract(day from ${t.month}) = 1`),
  ],
);

export const evaluationResponsesPolicy = policy(evaluationResponses, {
  rows: 'passing',
  personal: ['profession', 'answers'],
  protection: 'tied to no person: random key, month only',
  person: null,
  exported: { not: 'cannot be found by person' },
  erasure: { stays: 'cannot be found by person' },
});
