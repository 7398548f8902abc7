import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import type { Database } from '../../drizzle/client.ts';
import { userAct } from '../../schema/act.ts';
import { startAttempt } from '../../schema/quizzes/operations/startAttempt.ts';
import { drawnQuestionsOf, shownQuestionsOf } from '../../schema/quizzes/queries/questions.ts';
import { attemptOnce, openTestPool, seatAt } from '../support/quizCourse.ts';

let db: Database;
let ownerUrl: string;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, ownerUrl, close } = await openTestPool());
});
afterAll(() => close());

const at = new Date('2026-11-22T09:00:00Z');

type Read = { scanned: number; fetched: number };

/** What a connection read of a table so far, by scans and through indexes, and did not report yet. */
const readSoFar = async (tx: Database, table: string): Promise<Read> => {
  const [read] = await tx.execute<Read>(sql`
    select seq_tup_read::float8 as scanned, coalesce(idx_tup_fetch, 0)::float8 as fetched
    from pg_stat_xact_user_tables where relname = ${table}`);
  return read ?? { scanned: 0, fetched: 0 };
};

/** What a question answers, and the rows of a table that it reads. */
const reading = <Answer>(table: string, ask: (tx: Database) => Promise<Answer>): Promise<Read & { answer: Answer }> =>
  db.transaction(async (tx) => {
    const before = await readSoFar(tx, table);
    const answer = await ask(tx);
    const after = await readSoFar(tx, table);
    return { answer, scanned: after.scanned - before.scanned, fetched: after.fetched - before.fetched };
  });

const asOwner = async (statement: string) => {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  await owner.unsafe(statement);
  await owner.end();
};

test('an attempt reads the options of its own questions, however many courses there are', async () => {
  const place = await seatAt(db, { contentDone: true });
  await asOwner(`
    insert into questions (id, quiz_id, key, type, objective_key, prompt)
      select gen_random_uuid(), quiz_id, 'copy-' || n || id, 'SINGLE', 'o1', 'Copied' from questions, generate_series(1, 50) n;
    insert into options (id, question_id, side, text, rationale, is_correct)
      select gen_random_uuid(), q.id, 'CHOICE', 'One of ' || n, 'Because', true from questions q, generate_series(1, 5) n
      where q.key like 'copy-%';
    analyze questions, options`);
  const { attempt } = await startAttempt(db, userAct(place.userId, at), { ...place, quizId: place.course.postTest });
  const { answer, scanned, fetched } = await reading('options', (tx) =>
    shownQuestionsOf(tx, place.userId, [attempt.id]),
  );
  const options = answer.flatMap((question) => question.options).length;
  expect(options).toBeGreaterThan(3);
  expect(scanned).toBe(0);
  expect(fetched).toBeLessThanOrEqual(options * 5);
});

test('grading reads one regrade of a question, however many sat the test', async () => {
  const place = await seatAt(db, { contentDone: true });
  const { attempt } = await startAttempt(db, userAct(place.userId, at), { ...place, quizId: place.course.postTest });
  const [drawn] = await db.execute<{ id: string }>(sql`
    select question_id as id from attempt_questions where attempt_id = ${attempt.id} limit 1`);
  const other = await seatAt(db, { contentDone: true });
  await attemptOnce(db, { ...other, quizId: other.course.postTest }, 5, at, at);
  // One question is regraded for everybody who ever met it.
  await asOwner(`
    insert into quiz_attempts (id, enrollment_id, user_id, course_id, quiz_id, quiz_key, ordinal, started_at, submitted_at,
        correct_count, question_count, passed)
      select gen_random_uuid(), enrollment_id, user_id, course_id, quiz_id, quiz_key, 100 + n, started_at, submitted_at, 1, 5, true
      from quiz_attempts, generate_series(1, 3000) n where enrollment_id = '${other.enrollmentId}';
    insert into regrades (id, attempt_id, question_id, reason, regraded_by, regraded_at, correct_count_before, correct_count_after,
        passed_after)
      select gen_random_uuid(), id, '${drawn?.id}', 'a sample', 'operator', now(), 1, 2, true from quiz_attempts where ordinal > 100;
    analyze regrades, quiz_attempts`);
  const { answer, scanned, fetched } = await reading('regrades', (tx) => drawnQuestionsOf(tx, attempt.id));
  expect(answer.filter(({ waived }) => waived)).toHaveLength(1);
  expect(scanned).toBe(0);
  expect(fetched).toBeLessThanOrEqual(answer.length);
});
