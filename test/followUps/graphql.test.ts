import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import { courseVersions, enrollments, followUpAnswers, followUpMails, followUps } from '../../drizzle/schema.ts';
import type { RecallQuestion } from '../../drizzle/tables/recalls.ts';
import { userAct } from '../../schema/act.ts';
import { answerRecall } from '../../schema/followUps/operations/answerRecall.ts';
import { optIn } from '../../schema/followUps/operations/optIn.ts';
import { rightAnswer } from '../../schema/quizzes/rules/grading.ts';
import { startTestApp } from '../support/app.ts';
import { COMPLETED, DAY, follower as newFollower } from '../support/followUps.ts';
import { globalId } from '../support/quizPages.ts';
import { consent } from '../support/reflections.ts';
import { newLearner, openWorld, type World } from '../support/world.ts';

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
let rounds: { weeks: number; questions: RecallQuestion[] }[];
const clock = { now: DAY };
beforeAll(async () => {
  world = await openWorld({ max: 20 });
  app = await startTestApp(world.pool, { now: () => clock.now });
  const [version] = await world.db.select({ followUp: courseVersions.followUp }).from(courseVersions);
  rounds = version?.followUp ?? [];
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const PARTS = `followUp { optedIn rounds { weeks opensOn state open tried { text version }
  questions { key position prompt options { id } lefts { id } rights { id } answer { optionIds orderedIds }
    review { correct rationales { text } } } } }`;
const READ = `query ($id: ID!) { node(id: $id) { ... on Enrollment { ${PARTS} } } }`;
const verb = (name: string, payload = `enrollment { ${PARTS} }`) =>
  `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { __typename
    ... on ${name[0]?.toUpperCase()}${name.slice(1)}Payload { ${payload} }
    ${name === 'answerRecallQuestion' || name === 'saveTried' ? '... on FollowUpClosedError { opensOn }' : ''}
    ... on Error { code message } } }`;
const START = verb('startFollowUp');
const STOP = verb('stopFollowUp');
const ANSWER = verb('answerRecallQuestion', `kept enrollment { ${PARTS} }`);
const TRY = verb('saveTried', 'reflection { text version }');

type One = Awaited<ReturnType<typeof newFollower>>;
const asker = ({ userId, enrollmentId }: One, at = DAY) => {
  const id = globalId('Enrollment', enrollmentId);
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any shape, read field by field
  const ask = async (query: string, variables: object, as: UserId): Promise<any> => {
    clock.now = at;
    const { body } = await app.graphql(query, variables, { 'x-test-user': as });
    expect(body.errors).toBeUndefined();
    return Object.values(body.data ?? {})[0];
  };
  return {
    read: async (as = userId) => (await ask(READ, { id }, as))?.followUp ?? null,
    start: (as = userId) => ask(START, { input: { enrollmentId: id } }, as),
    stop: (as = userId) => ask(STOP, { input: { enrollmentId: id } }, as),
    answer: (input: object, as = userId) => ask(ANSWER, { input: { enrollmentId: id, ...input } }, as),
    tried: (input: object, as = userId) => ask(TRY, { input: { enrollmentId: id, weeks: 2, ...input } }, as),
  };
};

const optionIdOf = (id: string) => globalId('Option', id);
const questionAt = (round: number, at: number): RecallQuestion => {
  const question = rounds[round]?.questions[at];
  if (question === undefined) throw new Error('the course asks less than this test knows');
  return question;
};
/** The right answer, or another one, as a client sends it. */
const answerTo = (question: RecallQuestion, right: boolean) => {
  const answer = rightAnswer(question);
  if ('orderedIds' in answer) {
    const ids = answer.orderedIds.map(optionIdOf);
    return { orderedIds: right ? ids : ids.toReversed() };
  }
  const wrong = question.options.filter(({ isCorrect }) => !isCorrect).map(({ id }) => optionIdOf(id));
  return { optionIds: right && 'optionIds' in answer ? answer.optionIds.map(optionIdOf) : wrong.slice(0, 1) };
};
const recall = (round: number, at: number, right = true) => ({
  ...{
    weeks: rounds[round]?.weeks,
    questionKey: questionAt(round, at).key,
    answer: answerTo(questionAt(round, at), right),
  },
});

describe('wanting to be asked', () => {
  test('is off until somebody says so, also before they completed the course; twice is once', async () => {
    const one = await newFollower(world, { asks: false, completedAt: null });
    const { read, start, stop } = asker(one, COMPLETED);
    expect(await read()).toMatchObject({
      optedIn: false,
      rounds: [{ weeks: 2, state: null, opensOn: null }, { weeks: 8 }],
    });
    for (const _ of [1, 2]) expect(await start()).toMatchObject({ enrollment: { followUp: { optedIn: true } } });
    expect(await world.db.$count(followUps, eq(followUps.enrollmentId, one.enrollmentId))).toBe(1);
    for (const _ of [1, 2]) expect(await stop()).toMatchObject({ enrollment: { followUp: { optedIn: false } } });
    expect(await start()).toMatchObject({ enrollment: { followUp: { optedIn: true } } });
  });

  test('is for the enrolled person alone', async () => {
    const one = await newFollower(world, { asks: false });
    const { read, start, stop, answer, tried } = asker(one);
    const other = await newLearner(world.db);
    for (const call of [start, stop]) expect(await call(other)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await answer(recall(0, 0), other)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await tried({ text: 'x' }, other)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await read(other)).toBeNull();
    expect(await read()).toMatchObject({ optedIn: false });
  });

  test('ends with the enrollment', async () => {
    const one = await newFollower(world);
    await world.db.update(enrollments).set({ withdrawnAt: DAY }).where(eq(enrollments.id, one.enrollmentId));
    const { read, start, answer } = asker(one);
    expect(await read()).toBeNull();
    expect(await start()).toMatchObject({ code: 'ENROLLMENT_CLOSED' });
    expect(await answer(recall(0, 0))).toMatchObject({ code: 'ENROLLMENT_CLOSED' });
  });

  test('fifty at once start one', async () => {
    const { userId, enrollmentId } = await newFollower(world, { asks: false });
    await Promise.all(Array.from({ length: 50 }, () => optIn(world.db, userAct(userId, DAY), { enrollmentId })));
    expect(await world.db.$count(followUps, eq(followUps.enrollmentId, enrollmentId))).toBe(1);
  });
});

describe('a question', () => {
  test('shows why as soon as it is answered, and keeps the first answer', async () => {
    const { read, answer } = asker(await newFollower(world));
    const before = await read();
    expect(before.rounds[0].questions).toHaveLength(3);
    expect(before.rounds[0].questions.every((one: { review: unknown }) => one.review === null)).toBe(true);
    expect(JSON.stringify(before)).not.toContain('rationale"');
    const wrong = await answer(recall(0, 0, false));
    expect(wrong).toMatchObject({ kept: true });
    const [first] = wrong.enrollment.followUp.rounds[0].questions;
    expect(first.review).toMatchObject({ correct: false });
    expect(first.review.rationales.length).toBeGreaterThan(1);
    const again = await answer(recall(0, 0, true));
    expect(again).toMatchObject({ kept: false });
    expect(again.enrollment.followUp.rounds[0].questions[0]).toEqual(first);
    const others = again.enrollment.followUp.rounds[0].questions.slice(1);
    expect(others.every((one: { review: unknown }) => one.review === null)).toBe(true);
  });

  test('of every kind can be right', async () => {
    const { read, answer } = asker(await newFollower(world));
    for (const at of [0, 1, 2]) expect(await answer(recall(0, at))).toMatchObject({ kept: true });
    const { rounds: shown } = await read();
    expect(shown[0].questions.map((one: { review: { correct: boolean } }) => one.review.correct)).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('fifty answers at once keep one', async () => {
    const { userId, enrollmentId } = await newFollower(world);
    const { key: questionKey, options } = questionAt(0, 0);
    const answers = Array.from({ length: 50 }, (_, at) => ({ optionIds: [options[at % options.length]?.id ?? null] }));
    const all = await Promise.all(
      answers.map((answer) =>
        answerRecall(world.db, userAct(userId, DAY), { enrollmentId, weeks: 2, questionKey, answer }),
      ),
    );
    expect(all.filter(({ kept }) => kept)).toHaveLength(1);
    expect(await world.db.$count(followUpAnswers, eq(followUpAnswers.enrollmentId, enrollmentId))).toBe(1);
  });

  test.each([
    ['an answer that is none', () => ({ ...recall(0, 0), answer: { optionIds: [] } }), 'INVALID_INPUT'],
    [
      'an option of another question',
      () => ({ ...recall(0, 0), answer: answerTo(questionAt(1, 1), true) }),
      'INVALID_INPUT',
    ],
    ['another form of answer', () => ({ ...recall(0, 0), answer: { pairs: [] } }), 'INVALID_INPUT'],
    ['a question of the other round', () => ({ ...recall(1, 1), weeks: 2 }), 'NOT_FOUND'],
    ['a round that is none', () => ({ ...recall(0, 0), weeks: 3 }), 'NOT_FOUND'],
    ['weeks beyond all numbers', () => ({ ...recall(0, 0), weeks: 2_147_483_647 }), 'NOT_FOUND'],
    ['a key of anything', () => ({ ...recall(0, 0), questionKey: "'; drop table" }), 'NOT_FOUND'],
    ['a key that is too long', () => ({ ...recall(0, 0), questionKey: 'x'.repeat(101) }), 'INVALID_INPUT'],
    ['a round that has not opened', () => recall(1, 1), 'FOLLOW_UP_CLOSED'],
  ])('%s is refused', async (_what, input, code) => {
    const one = await newFollower(world);
    expect(await asker(one).answer(input())).toMatchObject({ code });
    expect(await world.db.$count(followUpAnswers, eq(followUpAnswers.enrollmentId, one.enrollmentId))).toBe(0);
  });

  test.each([
    ['before its day', new Date('2027-03-14T20:00:00Z'), '2027-03-15'],
    ['after its last day', new Date('2027-04-12T14:00:00Z'), '2027-03-15'],
  ])('is not asked %s', async (_what, at, opensOn) => {
    const { read, answer } = asker(await newFollower(world), at);
    expect((await read()).rounds[0].questions).toEqual([]);
    expect(await answer(recall(0, 0))).toMatchObject({ code: 'FOLLOW_UP_CLOSED', opensOn });
  });

  test('is not asked of whoever does not want it', async () => {
    const { read, stop, answer } = asker(await newFollower(world));
    await answer(recall(0, 0));
    await stop();
    expect(await answer(recall(0, 1))).toMatchObject({ code: 'FOLLOW_UP_CLOSED' });
    expect((await read()).rounds[0].questions.map((one: { key: string }) => one.key)).toEqual([questionAt(0, 0).key]);
  });

  test('of the test is not shown to whoever took the course for personal growth', async () => {
    const one = await newFollower(world, { purpose: 'PERSONAL' });
    const { read, answer } = asker(one);
    const [first] = (await read()).rounds;
    expect(first).toMatchObject({ state: 'OPEN', questions: [], open: expect.stringContaining('What did you try') });
    expect(await answer(recall(0, 0))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('what somebody tried', () => {
  test('is kept for them alone, replaces nothing unseen, and needs the consent', async () => {
    const one = await newFollower(world);
    const { read, tried } = asker(one);
    expect(await tried({ text: 'I asked each alone.' })).toMatchObject({ code: 'THERAPY_CONSENT_REQUIRED' });
    await consent(world.db, one.userId);
    expect(await tried({ text: 'I asked each alone.' })).toMatchObject({ reflection: { version: 1 } });
    expect(await tried({ text: 'other', basedOnVersion: 0 })).toMatchObject({ code: 'REFLECTION_CHANGED' });
    expect(await tried({ text: 'And again.', basedOnVersion: 1 })).toMatchObject({ reflection: { version: 2 } });
    expect((await read()).rounds.map(({ tried: { text } }: { tried: { text: string } }) => text)).toEqual([
      'And again.',
      '',
    ]);
  });

  test('is emptied when the consent is taken back', async () => {
    const one = await newFollower(world);
    await consent(world.db, one.userId);
    const { read, tried } = asker(one);
    await tried({ text: 'I tried.' });
    const taken = 'mutation { withdrawAgreement(input: { kind: THERAPY_DATA }) { __typename } }';
    await app.graphql(taken, {}, { 'x-test-user': one.userId });
    expect((await read()).rounds[0].tried).toEqual({ text: '', version: 2 });
  });

  test('can be emptied after the round, and written no more', async () => {
    const one = await newFollower(world);
    await consent(world.db, one.userId);
    await asker(one).tried({ text: 'I tried.' });
    const late = asker(one, new Date('2027-06-01T14:00:00Z'));
    expect(await late.tried({ text: 'more', basedOnVersion: 1 })).toMatchObject({ code: 'FOLLOW_UP_CLOSED' });
    expect(await late.tried({ text: '', basedOnVersion: 1 })).toMatchObject({ reflection: { text: '', version: 2 } });
  });
});

describe('the link of a mail', () => {
  const secret = 'AbcdefghijklmnopqrstuV';
  const path = `/later/stop/${secret}`;
  const mailed = async () => {
    const one = await newFollower(world);
    const stopHash = createHash('sha256').update(secret).digest();
    const mail = { enrollmentId: one.enrollmentId, weeks: 2, stopHash, madeAt: DAY, sentAt: DAY };
    await world.db.insert(followUpMails).values(mail);
    return one;
  };
  const body = 'List-Unsubscribe=One-Click';
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };

  test('shows a button and changes nothing; one click of a mail program stops, and again', async () => {
    const { read } = asker(await mailed());
    const shown = await app.ask(path);
    expect(shown.status).toBe(200);
    expect(shown.headers.get('cache-control')).toBe('no-store');
    const [, page = ''] = (await shown.text()).split('<main');
    expect(page).toContain('Send me no more');
    expect(page).not.toMatch(/betrayal|course/i);
    expect((await read()).optedIn).toBe(true);
    for (const _ of [1, 2]) {
      const stopped = await app.ask(path, { method: 'POST', headers, body });
      expect([stopped.status, await stopped.json()]).toEqual([200, { state: 'STOPPED' }]);
    }
    expect((await read()).optedIn).toBe(false);
    expect(await (await app.ask(path)).text()).toContain('No more of these mails');
  });

  test.each(['x', 'A'.repeat(22), `${secret}A`])('that no mail has opens nothing: %s', async (strange) => {
    for (const method of ['GET', 'POST'])
      expect((await app.ask(`/later/stop/${strange}`, { method, headers })).status).toBe(404);
  });

  test('is not pressed by a page of another site', async () => {
    const foreign = { ...headers, origin: 'https://elsewhere.example.com' };
    expect((await app.ask(path, { method: 'POST', headers: foreign, body })).status).toBe(403);
  });
});
