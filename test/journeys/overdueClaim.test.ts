import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { certificates, quizzes } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { recordEvaluated } from '../../schema/enrollments/operations/milestones.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { ATTESTATION } from '../../schema/enrollments/rules/attestation.ts';
import { saveAnswer } from '../../schema/quizzes/operations/saveAnswer.ts';
import { startAttempt } from '../../schema/quizzes/operations/startAttempt.ts';
import { startTestApp } from '../support/app.ts';
import { answersTo } from '../support/quizCourse.ts';
import { globalId } from '../support/quizPages.ts';
import { signInAt } from '../support/sessions.ts';
import { completeContent, enrolled, newLearner, openWorld, type World } from '../support/world.ts';

const HOUR = 3_600_000;
const NAME = 'Robin Example';
const clock = { now: new Date('2026-11-22T09:00:00Z') };
let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  world = await openWorld({ timeLimitMinutes: 60 });
  app = await startTestApp(world.pool, { issuer: world.issuer, sessions: true, now: () => clock.now });
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

test('a claim days after the limit of the post-test prints the day of the limit', async () => {
  const { db } = world;
  const userId = await newLearner(db, NAME);
  const enrollmentId = await enrolled(world, userId);
  const done = await completeContent(db, userId, enrollmentId, clock.now);
  await recordEvaluated(db, { now: done }, { enrollmentId });
  const [postTest] = await db.select().from(quizzes).where(eq(quizzes.kind, 'POST_TEST'));
  const { attempt } = await startAttempt(db, userAct(userId, done), { enrollmentId, quizId: postTest?.id ?? null });
  for (const answer of await answersTo(db, attempt.id, attempt.questionCount))
    await saveAnswer(db, userAct(userId, done), { attemptId: attempt.id, ...answer });

  clock.now = new Date(done.getTime() + 80 * HOUR);
  const headers = await signInAt(db, userId, clock.now);
  const own = { enrollmentId: globalId('Enrollment', enrollmentId) };
  const sign = `mutation ($input: SignAttestationInput!) { signAttestation(input: $input) { __typename } }`;
  const signed = { ...own, textVersion: ATTESTATION.version, typedName: NAME };
  // The first request after the limit: it finds the test passed.
  expect((await app.graphql(sign, { input: signed }, headers)).body.data?.signAttestation).toEqual({
    __typename: 'SignAttestationPayload',
  });
  const query = `mutation ($input: ClaimCreditInput!) { claimCredit(input: $input) { __typename
    ... on BlockedError { blockers { code } } ... on ClaimCreditPayload { enrollment { completedAt } } } }`;
  const input = { ...own, printedName: NAME };
  const { body } = await app.graphql(query, { input }, headers);
  const limit = attempt.dueAt;
  expect(body).toEqual({
    data: { claimCredit: { __typename: 'ClaimCreditPayload', enrollment: { completedAt: limit?.toISOString() } } },
  });
  expect(await standingOf(db, enrollmentId)).toMatchObject({ passedAt: limit, completedAt: limit });
  const [certificate] = await db.select().from(certificates).where(eq(certificates.userId, userId));
  const dayAt = (moment: Date | null) => moment?.toLocaleDateString('en-CA', { timeZone: 'Pacific/Auckland' });
  expect(certificate?.publicFacts).toMatchObject({ completedOn: dayAt(limit) });
  expect(dayAt(limit)).not.toBe(dayAt(clock.now));
});
