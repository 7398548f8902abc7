import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { attestations, auditEvents, enrollments, evaluationResponses } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { recordPostTestPassed } from '../../schema/enrollments/operations/milestones.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { submitEvaluation } from '../../schema/evaluations/operations.ts';
import { openFacts } from '../../schema/issuance/operations/sealFacts.ts';
import { blockersOfRefusal, finishing, LEARNER as NAME, START as start } from '../support/finishing.ts';
import { completeContent, openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ max: 20 });
});
afterAll(() => world.close());

const { claim, enrolledLearner, evaluate, finisher, gateOf, rename, sign, signaturesOf, studied } = finishing(
  () => world,
);

describe('signing', () => {
  test('needs the current text and the legal name, and is signed once', async () => {
    const { userId, enrollmentId, now } = await studied();
    await evaluate(userId, enrollmentId, now);
    await expect(sign(userId, enrollmentId, now, NAME, '0')).rejects.toMatchObject({
      code: 'TEXT_CHANGED',
      currentVersion: '1',
    });
    await expect(sign(userId, enrollmentId, now, 'Li')).rejects.toMatchObject({
      blockers: [{ code: 'NAME_UNCONFIRMED' }],
    });
    await Promise.all(Array.from({ length: 20 }, () => sign(userId, enrollmentId, now)));
    expect(await signaturesOf(enrollmentId)).toHaveLength(1);
  });

  test('waits until everything that the text speaks of is done, and names it', async () => {
    const { userId, enrollmentId } = await enrolledLearner();
    const missing = async (now: Date, typedName = NAME) =>
      new Set(await blockersOfRefusal(sign(userId, enrollmentId, now, typedName)));
    expect(await missing(start, 'Li')).toEqual(
      new Set(['MODULE_INCOMPLETE', 'TIME_SHORT', 'POST_TEST_NOT_PASSED', 'EVALUATION_MISSING', 'NAME_UNCONFIRMED']),
    );
    const now = await completeContent(world.db, userId, enrollmentId, start);
    expect(await missing(now)).toEqual(new Set(['POST_TEST_NOT_PASSED', 'EVALUATION_MISSING']));
    await recordPostTestPassed(world.db, { now }, { enrollmentId });
    expect(await missing(now)).toEqual(new Set(['EVALUATION_MISSING']));
    expect(await signaturesOf(enrollmentId)).toEqual([]);
    await evaluate(userId, enrollmentId, now);
    await sign(userId, enrollmentId, now);
    expect(await gateOf(enrollmentId)).toEqual([]);
  });

  test('for personal growth too: no signature says that an evaluation was filled in before it was', async () => {
    const { userId, enrollmentId, now } = await finisher('PERSONAL');
    expect(await blockersOfRefusal(sign(userId, enrollmentId, now))).toEqual(['EVALUATION_MISSING']);
    await evaluate(userId, enrollmentId, now);
    await sign(userId, enrollmentId, now);
    expect(await signaturesOf(enrollmentId)).toHaveLength(1);
  });

  test('one that was stored before all was done does not count, stays as it is, and is followed by a new one', async () => {
    const { userId, enrollmentId } = await enrolledLearner();
    const early = { enrollmentId, textVersion: '1', text: 'I did it.', typedName: NAME, signedInBy: 'EMAIL_CODE' };
    await world.db.insert(attestations).values({ ...early, attestedAt: start });
    await world.db.update(enrollments).set({ attestedAt: start }).where(eq(enrollments.id, enrollmentId));
    const now = await completeContent(world.db, userId, enrollmentId, start);
    expect(await gateOf(enrollmentId)).toContain('ATTESTATION_MISSING');
    await recordPostTestPassed(world.db, { now }, { enrollmentId });
    await evaluate(userId, enrollmentId, now);
    expect(await gateOf(enrollmentId)).toEqual(['ATTESTATION_MISSING']);
    expect(await blockersOfRefusal(claim(userId, enrollmentId, now))).toEqual(['ATTESTATION_MISSING']);
    await Promise.all(Array.from({ length: 20 }, () => sign(userId, enrollmentId, now)));
    expect(await signaturesOf(enrollmentId)).toMatchObject([
      { ordinal: 1, attestedAt: start },
      { ordinal: 2, attestedAt: now },
    ]);
    await claim(userId, enrollmentId, now);
  });

  test('a process whose clock is behind signs at the completion, never before it', async () => {
    const { userId, enrollmentId, now } = await finisher();
    await rename(userId, 'Robin Example');
    await sign(userId, enrollmentId, new Date(now.getTime() - 600_000), 'Robin Example');
    expect((await signaturesOf(enrollmentId)).at(-1)?.attestedAt).toEqual(now);
    expect(await gateOf(enrollmentId)).toEqual([]);
  });

  test('a change of name asks for a new signature, and the certificate bears the name that was signed', async () => {
    const { userId, enrollmentId, now } = await finisher();
    await rename(userId, 'Robin Example');
    expect(await gateOf(enrollmentId)).toEqual(['ATTESTATION_NAME_CHANGED']);
    expect(await blockersOfRefusal(claim(userId, enrollmentId, now, 'Robin Example'))).toEqual([
      'ATTESTATION_NAME_CHANGED',
    ]);
    expect(await blockersOfRefusal(sign(userId, enrollmentId, now))).toEqual(['NAME_UNCONFIRMED']);
    await sign(userId, enrollmentId, now, 'robin example');
    expect((await signaturesOf(enrollmentId)).map(({ typedName }) => typedName)).toEqual([NAME, 'robin example']);
    const issued = await claim(userId, enrollmentId, now, 'ROBIN EXAMPLE');
    expect(openFacts(world.vault, issued)?.facts.learnerName).toBe('Robin Example');
  });

  test('a name that goes back, or changes only in how it is typed, needs no new signature', async () => {
    const { userId, enrollmentId, now } = await finisher();
    await rename(userId, 'Robin Example');
    await rename(userId, NAME);
    expect(await gateOf(enrollmentId)).toEqual([]);
    await rename(userId, NAME.replace('-Ł', ' L').normalize('NFD'));
    expect(await gateOf(enrollmentId)).toEqual([]);
    await sign(userId, enrollmentId, now);
    expect(await signaturesOf(enrollmentId)).toHaveLength(1);
  });

  test('after the claim a change of name changes nothing', async () => {
    const { userId, enrollmentId, now } = await finisher();
    const { number } = await claim(userId, enrollmentId, now);
    await rename(userId, 'Robin Example');
    expect((await claim(userId, enrollmentId, now, 'Robin Example')).number).toBe(number);
    await expect(sign(userId, enrollmentId, now, 'Robin Example')).rejects.toMatchObject({ code: 'ENROLLMENT_CLOSED' });
  });
});

describe('evaluations', () => {
  test('are stored once per enrollment under fifty submissions, and do not reveal who or when', async () => {
    const { userId, enrollmentId, now } = await studied();
    const before = (await world.db.select().from(evaluationResponses)).length;
    const recorded = await world.db.$count(auditEvents);
    await Promise.all(Array.from({ length: 50 }, () => evaluate(userId, enrollmentId, now)));
    const rows = await world.db.select().from(evaluationResponses);
    expect(rows).toHaveLength(before + 1);
    expect(rows.map(({ month }) => month)).toEqual(rows.map(() => '2026-11-01'));
    expect(JSON.stringify(rows)).not.toContain(userId);
    expect(await world.db.$count(auditEvents)).toBe(recorded);
  });

  test('wait until the content is done and the post-test is passed, and store nothing before', async () => {
    const rowsNow = async () => (await world.db.select().from(evaluationResponses)).length;
    const before = await rowsNow();
    const { userId, enrollmentId } = await enrolledLearner();
    const refused = () => blockersOfRefusal(evaluate(userId, enrollmentId, start));
    expect(new Set(await refused())).toEqual(new Set(['MODULE_INCOMPLETE', 'TIME_SHORT', 'POST_TEST_NOT_PASSED']));
    const now = await completeContent(world.db, userId, enrollmentId, start);
    expect(await refused()).toEqual(['POST_TEST_NOT_PASSED']);
    await recordPostTestPassed(world.db, { now }, { enrollmentId });
    expect(await rowsNow()).toBe(before);
    await evaluate(userId, enrollmentId, now);

    const { userId: reader, enrollmentId: personal } = await enrolledLearner('PERSONAL');
    expect(await blockersOfRefusal(evaluate(reader, personal, start))).toContain('MODULE_INCOMPLETE');
    await completeContent(world.db, reader, personal, start);
    await evaluate(reader, personal, now);
    expect(await rowsNow()).toBe(before + 2);
  });

  test('say whether they had been submitted before', async () => {
    const { userId, enrollmentId } = await studied('PERSONAL');
    expect(await evaluate(userId, enrollmentId, start)).toEqual({ id: enrollmentId, alreadySubmitted: false });
    expect(await evaluate(userId, enrollmentId, start)).toEqual({ id: enrollmentId, alreadySubmitted: true });
  });

  test('names every fault and stores nothing', async () => {
    const { userId, enrollmentId } = await studied('PERSONAL');
    const answers = [
      { itemKey: 'objective:o1', scale: 9 },
      { itemKey: 'nothing', text: 'x' },
    ];
    const refused = await submitEvaluation(world.db, userAct(userId, start), { enrollmentId, answers }).catch(
      (error) => error,
    );
    expect(refused).toMatchObject({ code: 'INVALID_INPUT' });
    expect(refused.fields.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(['answers.0', 'answers.1', 'answers.objective:o2']),
    );
    expect((await standingOf(world.db, enrollmentId)).evaluatedAt).toBeNull();
  });
});
