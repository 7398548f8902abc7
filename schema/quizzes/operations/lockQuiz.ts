import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { QuizId } from '../../../drizzle/ids.ts';

// Grading shares this lock and a regrade takes it exclusively, so that no attempt is graded during a regrade. It is taken before
// an enrollment's lock, so that the two never deadlock. It is one lock for a quiz in all versions of its course, because a start
// also closes attempts in older versions.
const lockOf = (quizId: QuizId) => sql`hashtextextended(v.course_id || ' ' || q.key, 0))
  from quizzes q join course_versions v on v.id = q.version_id where q.id = ${quizId}`;

/** Shares a quiz with other graders until the transaction ends. */
export async function shareQuiz(tx: Database, quizId: QuizId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${lockOf(quizId)}`);
}

/** Locks a quiz exclusively until the transaction ends. */
export async function holdQuiz(tx: Database, quizId: QuizId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${lockOf(quizId)}`);
}
