import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { ModuleId, QuestionId, QuizAttemptId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { countsAsRight } from '../../enrollments/queries/attemptHistory.ts';

/** A question of a submitted attempt, with what it is about and whether it counts as right, by a regrade too. */
export type CountedQuestion = {
  attemptId: QuizAttemptId;
  questionId: QuestionId;
  objectiveKey: string;
  moduleKey: string | null;
  /** The module of that key, in the version in which the attempt was made. */
  moduleId: ModuleId | null;
  modulePosition: number | null;
  moduleTitle: string | null;
  right: boolean;
};

const counted = statement<{ userId: UserId; attemptIds: readonly QuizAttemptId[] }, CountedQuestion>(
  'counted_questions',
  (p) => sql`select a.id as "attemptId", d.question_id as "questionId", n.objective_key as "objectiveKey",
      n.module_key as "moduleKey", m.id as "moduleId", m.position as "modulePosition", m.title as "moduleTitle",
      ${countsAsRight} as right
    from quiz_attempts a join attempt_questions d on d.attempt_id = a.id join questions n on n.id = d.question_id
      join quizzes q on q.id = a.quiz_id left join modules m on m.version_id = q.version_id and m.key = n.module_key
    where a.user_id = ${p('userId')} and a.id = any(${p('attemptIds')}::uuid[]) and a.submitted_at is not null
    order by a.id, d.position`,
);

/** The questions of a person's submitted attempts, in the order of each attempt. */
export function countedQuestionsOf(
  db: Database,
  userId: UserId,
  attemptIds: readonly QuizAttemptId[],
): Promise<CountedQuestion[]> {
  return counted(db, { userId, attemptIds });
}
