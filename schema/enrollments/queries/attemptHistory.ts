import { type SQL, sql } from 'drizzle-orm';
import { instantOf } from '../../../drizzle/statement.ts';
import type { AttemptHistory } from '../rules/attempts.ts';

/** What PostgreSQL puts into JSON: the same, with instants as text. */
export type InJson<Row> = {
  [Key in keyof Row]: Row[Key] extends Date | null ? (null extends Row[Key] ? string | null : string) : Row[Key];
};

/**
 * How regrades raised an attempt, for the row of quiz_attempts called a. A regrade is a separate row; the attempt itself never
 * changes.
 */
export const raisedByRegrades = sql`
  left join lateral (select max(r.correct_count_after) as correct, min(r.regraded_at) filter (where r.passed_after) as passed_at
    from regrades r where r.attempt_id = a.id) r on true`;

/** Whether a drawn question d of the attempt a counts as right: by its answer, or by a regrade. */
export const countsAsRight = sql`(d.correct or exists (select from regrades g where g.attempt_id = a.id and g.question_id = d.question_id))`;

/** The keys of the objectives that the quiz of the attempt a requires and that a did not pass when submitted, in JSON. */
export const missedInJson = sql`(select coalesce(json_agg(t."objectiveKey"), '[]')
  from quizzes w cross join jsonb_to_recordset(w.required) as t("objectiveKey" text, pass int)
  where w.id = a.quiz_id and a.submitted_at is not null and t.pass > (select count(*)
    from attempt_questions d join questions n on n.id = d.question_id
    where d.attempt_id = a.id and n.objective_key = t."objectiveKey" and ${countsAsRight}))`;

/** The history of the quiz q for the person and the course of the enrollment e, in JSON; `historyOf` reads it. */
export const attemptHistory: { attempts: SQL; grants: SQL } = {
  attempts: sql`(select coalesce(json_agg(json_build_object('id', a.id, 'enrollmentId', a.enrollment_id, 'ordinal', a.ordinal,
      'dueAt', a.due_at, 'submittedAt', a.submitted_at,
      'passedAt', case when a.passed then a.submitted_at else r.passed_at end,
      'correctCount', greatest(a.correct_count, r.correct), 'questionCount', a.question_count,
      'missed', ${missedInJson}) order by a.ordinal), '[]')
    from quiz_attempts a ${raisedByRegrades}
    where a.user_id = e.user_id and a.course_id = e.course_id and a.quiz_key = q.key)`,
  grants: sql`(select coalesce(json_agg(json_build_object('count', x.count, 'grantedAt', x.granted_at)), '[]')
    from extra_attempts x where x.user_id = e.user_id and x.course_id = e.course_id and x.quiz_key = q.key)`,
};

export type HistoryInJson = {
  attempts: InJson<AttemptHistory['attempts'][number]>[];
  grants: InJson<AttemptHistory['grants'][number]>[];
};

/** Reads a history from its JSON. */
export function historyOf({ attempts, grants }: HistoryInJson): AttemptHistory {
  return {
    attempts: attempts.map((attempt) => ({
      ...attempt,
      dueAt: instantOf(attempt.dueAt),
      submittedAt: instantOf(attempt.submittedAt),
      passedAt: instantOf(attempt.passedAt),
    })),
    grants: grants.map(({ count, grantedAt }) => ({ count, grantedAt: instantOf(grantedAt) })),
  };
}
