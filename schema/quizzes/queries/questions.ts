import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type {
  AttemptQuestionId,
  CourseId,
  OptionId,
  QuestionId,
  QuizAttemptId,
  QuizId,
  UserId,
} from '../../../drizzle/ids.ts';
import type { SavedAnswer } from '../../../drizzle/schema.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { QuestionType, ShownOption } from '../rules/answering.ts';
import type { DrawnQuestion, KeyedOption } from '../rules/grading.ts';

/** A drawn question as the learner sees it. It does not reveal the right answer. */
export type ShownQuestionRow = {
  id: AttemptQuestionId;
  attemptId: QuizAttemptId;
  position: number;
  type: QuestionType;
  prompt: string;
  answer: SavedAnswer | null;
  savedAt: Date | null;
  /** The client's counter of the answer. */
  sequence: number | null;
  options: (ShownOption & { text: string })[];
};

/** The columns of a ShownQuestionRow, from attempt_questions d and questions n. */
export const shownColumns: SQL = sql`d.id, d.attempt_id as "attemptId", d.position, n.type, n.prompt, d.answer, d.saved_at as "savedAt",
  d.answer_sequence as sequence,
  (select json_agg(json_build_object('id', o.id, 'side', o.side, 'text', o.text) order by shown.place)
    from jsonb_array_elements_text(d.option_order) with ordinality shown(id, place)
    join options o on o.id = shown.id::uuid and o.question_id = d.question_id) as options`;

const shownQuestions = statement<{ userId: UserId; attemptIds: readonly QuizAttemptId[] }, ShownQuestionRow>(
  'shown_questions',
  (p) => sql`select ${shownColumns}
    from attempt_questions d join quiz_attempts a on a.id = d.attempt_id join questions n on n.id = d.question_id
    where a.user_id = ${p('userId')} and a.id = any(${p('attemptIds')}::uuid[])
    order by a.id, d.position`,
);

/** The questions of a person's attempts, with the order and the options that the person saw. */
export function shownQuestionsOf(
  db: Database,
  userId: UserId,
  attemptIds: readonly QuizAttemptId[],
): Promise<ShownQuestionRow[]> {
  return shownQuestions(db, { userId, attemptIds });
}

const keyed = sql`
  select json_agg(json_build_object('id', o.id, 'side', o.side, 'isCorrect', o.is_correct, 'matchId', o.match_id,
      'rank', o.rank, 'rationale', o.rationale) order by o.id) as list
  from options o where o.question_id = n.id`;

export type ReviewRow = {
  id: AttemptQuestionId;
  type: QuestionType;
  correct: boolean;
  regraded: boolean;
  options: (KeyedOption & { rationale: string })[];
};

const reviews = statement<{ userId: UserId; ids: readonly AttemptQuestionId[] }, ReviewRow>(
  'question_reviews',
  (p) => sql`select d.id, n.type, d.correct or w.waived as correct, w.waived as regraded, k.list as options
    from attempt_questions d
    join quiz_attempts a on a.id = d.attempt_id
    join quizzes q on q.id = a.quiz_id
    join questions n on n.id = d.question_id
    cross join lateral (${keyed}) k
    cross join lateral (select exists (select 1 from regrades r
      where r.attempt_id = a.id and r.question_id = d.question_id) as waived) w
    where a.user_id = ${p('userId')} and d.id = any(${p('ids')}::uuid[])
      and a.submitted_at is not null and q.feedback <> 'NEVER'`,
);

/** Right answers and rationales of a person's drawn questions. Call it only after mayReview allows it. */
export function reviewsByIds(db: Database, userId: UserId, ids: readonly AttemptQuestionId[]): Promise<ReviewRow[]> {
  return reviews(db, { userId, ids });
}

type Drawn = DrawnQuestion<AttemptQuestionId> & { position: number; objectiveKey: string };

// The first regrade in the order of an index: PostgreSQL answers `exists` by reading the table while it expects many regrades of
// every question.
const drawnQuestions = statement<{ attemptId: QuizAttemptId }, Drawn>(
  'drawn_questions',
  (p) => sql`select d.id, d.position, n.type, n.objective_key as "objectiveKey", d.answer, k.list as options,
      (select r.id from regrades r where r.question_id = n.id order by r.id limit 1) is not null as waived
    from attempt_questions d join questions n on n.id = d.question_id cross join lateral (${keyed}) k
    where d.attempt_id = ${p('attemptId')} order by d.position`,
);

/** The facts of an attempt that grading needs, in the order of the questions. */
export const drawnQuestionsOf = (db: Database, attemptId: QuizAttemptId) => drawnQuestions(db, { attemptId });

type PoolOf = { userId: UserId; courseId: CourseId; quizId: QuizId };
export type PoolQuestion = {
  id: QuestionId;
  key: string;
  type: QuestionType;
  objectiveKey: string;
  optionIds: OptionId[];
  seen: boolean;
};

const pool = statement<PoolOf, PoolQuestion>(
  'question_pool',
  (p) => sql`select n.id, n.key, n.type, n.objective_key as "objectiveKey",
      (select json_agg(o.id order by o.id) from options o where o.question_id = n.id) as "optionIds",
      exists (select 1 from attempt_questions d join quiz_attempts a on a.id = d.attempt_id
        join questions m on m.id = d.question_id
        where a.user_id = ${p('userId')} and a.course_id = ${p('courseId')}
          and a.quiz_key = q.key and m.key = n.key) as seen
    from questions n join quizzes q on q.id = n.quiz_id
    where n.quiz_id = ${p('quizId')} order by n.key`,
);

/** A quiz's questions, and which of them (by key, so in older versions too) this person has already seen. */
export function poolOf(db: Database, { userId, courseId, quizId }: PoolOf): Promise<PoolQuestion[]> {
  return pool(db, { userId, courseId, quizId });
}

const questionIds = statement<{ courseId: CourseId; key: string }, { id: QuestionId }>(
  'question_ids_by_key',
  (
    p,
  ) => sql`select n.id from questions n join quizzes q on q.id = n.quiz_id join course_versions v on v.id = q.version_id
    where v.course_id = ${p('courseId')} and n.key = ${p('key')} order by v.id, n.id`,
);

/** The questions of this key in every version of a course. */
export async function questionIdsByKey(db: Database, courseId: CourseId, key: string): Promise<QuestionId[]> {
  return (await questionIds(db, { courseId, key })).map(({ id }) => id);
}
