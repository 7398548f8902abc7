import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { AttemptQuestionId, QuizAttemptId } from '../../../drizzle/ids.ts';
import type { SavedAnswer } from '../../../drizzle/schema.ts';

/** Writes valid answers. The last one by the server's clock wins, whatever order they arrive in. */
export async function writeAnswers(
  tx: Database,
  attemptId: QuizAttemptId,
  answers: readonly { id: AttemptQuestionId; answer: SavedAnswer }[],
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    update attempt_questions d set answer = given.answer, saved_at = ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(answers)}::text::jsonb) as given(id uuid, answer jsonb)
    where d.id = given.id and d.attempt_id = ${attemptId}
      and (d.saved_at is null or d.saved_at <= ${now.toISOString()}::timestamptz)`);
}
