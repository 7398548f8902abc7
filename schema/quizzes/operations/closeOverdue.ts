import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { QuizAttemptId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { closedAt } from '../../enrollments/rules/open.ts';
import { job, NOTHING } from '../../jobs/operations.ts';
import { isDue } from '../rules/starting.ts';
import { closeAttempt } from './closeAttempt.ts';
import { lockAttempt } from './lockQuiz.ts';

type Overdue = { attemptId: QuizAttemptId; userId: UserId; dueAt: Date };
type Owned = { attemptId: QuizAttemptId; userId: UserId; now: Date };

/**
 * Closes one attempt as of its limit, if that is over and nobody has closed it. Safe to repeat, and at once from many places. An
 * enrollment hears of a pass unless it was closed before the limit.
 */
export async function closeIfOverdue(db: Database, { attemptId, userId, now }: Owned): Promise<void> {
  await db.transaction(async (tx) => {
    const attempt = await lockAttempt(tx, { attemptId, userId });
    if (attempt.submittedAt !== null || !isDue(attempt, now)) return;
    const closed = closedAt(attempt);
    const tell = closed === null || (attempt.dueAt !== null && attempt.dueAt <= closed);
    await closeAttempt(tx, { now }, { attempt, tell });
  });
}

const columns = sql`a.id as "attemptId", a.user_id as "userId", a.due_at as "dueAt"`;

const overdueOf = statement<{ userId: UserId; now: Date }, Overdue>(
  'overdue_attempts_of',
  (p) => sql`select ${columns} from quiz_attempts a
    where a.user_id = ${p('userId')} and a.submitted_at is null and a.due_at <= ${p('now')} order by a.due_at, a.id`,
);

/** Closes every attempt of a person whose time is over, the earliest first. */
export async function closeOverdueOf(db: Database, { userId, now }: { userId: UserId; now: Date }): Promise<void> {
  // One transaction each: the locks of two quizzes in one could deadlock with a regrade.
  for (const { attemptId } of await overdueOf(db, { userId, now }))
    await closeIfOverdue(db, { attemptId, userId, now });
}

/** How many attempts the job reads at a time. */
const BATCH = 100;

const nextOverdue = statement<{ now: Date; from: Date; after: QuizAttemptId | null }, Overdue>(
  'overdue_attempts',
  (p) => sql`select ${columns} from quiz_attempts a
    where a.submitted_at is null and a.due_at <= ${p('now')}
      and (a.due_at > ${p('from')} or (a.due_at = ${p('from')} and a.id > ${p('after')}::uuid))
    order by a.due_at, a.id limit ${sql.raw(String(BATCH))}`,
);

/** Closes every attempt whose time is over. One that fails does not keep the others open; all failures are thrown at the end. */
async function closeAllOverdue(db: Database, { now }: { now: Date }): Promise<void> {
  const failures: unknown[] = [];
  let last: Pick<Overdue, 'dueAt'> & { attemptId: QuizAttemptId | null } = { dueAt: new Date(0), attemptId: null };
  for (;;) {
    const batch = await nextOverdue(db, { now, from: last.dueAt, after: last.attemptId });
    for (const { attemptId, userId } of batch)
      await closeIfOverdue(db, { attemptId, userId, now }).catch((error) => failures.push(error));
    const end = batch.at(-1);
    if (end === undefined || batch.length < BATCH) break;
    last = end;
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} overdue attempts could not be closed`);
}

/**
 * Closes overdue attempts every minute, for the readers that do not close them first: organizers, operators and other jobs. The
 * person's own requests close them before they read.
 */
export const closeOverdueAttempts = job({
  name: 'close-overdue-attempts',
  payload: NOTHING,
  schedule: '* * * * *',
  run: ({ db, clock }: { db: Database; clock: () => Date }) => closeAllOverdue(db, { now: clock() }),
});
