import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, type Pool } from '../../drizzle/client.ts';
import { startTestApp } from '../support/app.ts';
import { createTestDatabase } from '../support/database.ts';
import { ATTEMPT, at, leftOpen, QUIZZES } from '../support/overdue.ts';
import { addLearner } from '../support/quizCourse.ts';
import { globalId } from '../support/quizPages.ts';
import { signInAt } from '../support/sessions.ts';

const clock = { now: at(0) };

type App = Awaited<ReturnType<typeof startTestApp>>;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: Pool;
let readOnlyPool: Pool;
let app: App;
let readOnlyApp: App;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 4 });
  readOnlyPool = connect(`${database.appUrl}?default_transaction_read_only=on`, { max: 4 });
  const options = { sessions: true, now: () => clock.now };
  app = await startTestApp(pool, options);
  readOnlyApp = await startTestApp(readOnlyPool, options);
});
afterAll(async () => {
  await Promise.all([app.stop(), readOnlyApp.stop()]);
  await Promise.all([pool.close(), readOnlyPool.close()]);
  await database.drop();
});

test('while the database cannot write, whoever has an overdue attempt is told to try again, and nobody else', async () => {
  const { userId, attemptId, enrollmentId } = await leftOpen(pool.db);
  const headers = await signInAt(pool.db, userId, at(1.9));
  const id = globalId('QuizAttempt', attemptId);
  const ask = (query: string, variables: unknown) => readOnlyApp.graphql(query, variables, headers);
  const asked: [string, unknown][] = [
    [ATTEMPT, { id }],
    [QUIZZES, { id: globalId('Enrollment', enrollmentId) }],
    ['{ viewer { enrollments(first: 5) { nodes { passedAt } } } }', {}],
  ];
  clock.now = new Date(at(2).getTime() - 1);
  expect((await ask(ATTEMPT, { id })).body).toMatchObject({ data: { node: { submittedAt: null } } });
  clock.now = at(2);
  // The first is known by now and comes through the short door.
  for (const [query, variables] of asked) {
    const { status, headers: answered, body } = await ask(query, variables);
    expect([status, answered.get('retry-after')]).toEqual([503, '5']);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
  }
  const other = await signInAt(pool.db, await addLearner(pool.db), at(2));
  expect((await readOnlyApp.graphql('{ viewer { id } }', {}, other)).body).not.toHaveProperty('errors');
  expect((await readOnlyApp.graphql('{ courses { nodes { id } } }')).body).not.toHaveProperty('errors');
  // Once it could write and closed the attempt, everything is read again.
  const closed = { data: { node: { submittedAt: at(2).toISOString() } } };
  expect((await app.graphql(ATTEMPT, { id }, headers)).body).toMatchObject(closed);
  expect((await ask(ATTEMPT, { id })).body).toMatchObject(closed);
});
