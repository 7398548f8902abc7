import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq, max } from 'drizzle-orm';
import type { CreditOfferId, EnrollmentId } from '../../drizzle/ids.ts';
import { enrollments, quizAttempts, quizzes } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { claimCredit } from '../../schema/enrollments/operations/claimCredit.ts';
import { withdrawEnrollment } from '../../schema/enrollments/operations/withdrawEnrollment.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { finishing, LEARNER } from '../support/finishing.ts';
import { addOffer } from '../support/offers.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
/** Offers without a mark of their own, with one of 95 percent and with one of 100; the same where no signature is asked for. */
let offers: Record<'own' | 'high' | 'full' | 'unsigned', CreditOfferId>;
beforeAll(async () => {
  world = await openWorld({ max: 20 });
  const add = async (values: Parameters<typeof addOffer>[1]) => (await addOffer(world, values)).id;
  offers = {
    own: await add({}),
    high: await add({ values: { passPercent: 95 } }),
    full: await add({ values: { passPercent: 100 } }),
    unsigned: await add({ values: { passPercent: 95, attestationRequired: false } }),
  };
});
afterAll(() => world.close());

const { studied, evaluate, sign: signAs, signaturesOf, rename, claim: claimPlain } = finishing(() => world);

type Who = Awaited<ReturnType<typeof studied>>;
const minutes = ({ now }: Who, count: number) => new Date(now.getTime() + count * 60_000);

/** A learner who passed the version's own mark with 16 of 20 and evaluated, but has not signed. */
const evaluated = async (): Promise<Who> => {
  const who = await studied();
  await sit(who, 16, 0);
  await evaluate(who.userId, who.enrollmentId, who.now);
  return who;
};

/** A post-test of 20 questions, submitted so many minutes after the content was done. */
const sit = async (who: Who, correctCount: number, minute: number) => {
  const { courseId, versionId } = await standingOf(world.db, who.enrollmentId);
  const ofVersion = and(eq(quizzes.versionId, versionId), eq(quizzes.kind, 'POST_TEST'));
  const [quiz] = await world.db.select().from(quizzes).where(ofVersion);
  if (quiz === undefined) throw new Error('the course has no post-test');
  const mine = eq(quizAttempts.enrollmentId, who.enrollmentId);
  const [last] = await world.db
    .select({ ordinal: max(quizAttempts.ordinal) })
    .from(quizAttempts)
    .where(mine);
  const at = minutes(who, minute);
  await world.db.insert(quizAttempts).values({
    ...{ enrollmentId: who.enrollmentId, userId: who.userId, courseId, quizId: quiz.id, quizKey: quiz.key },
    ...{ ordinal: (last?.ordinal ?? 0) + 1, startedAt: at, submittedAt: at, questionCount: 20, correctCount },
    passed: correctCount >= 16,
  });
};
const sign = (who: Who, minute: number, name = LEARNER) =>
  signAs(who.userId, who.enrollmentId, minutes(who, minute), name);

/** What a claim of these offers gives, and what it lacks for the others. */
const claim = async (who: Who, minute: number, names: readonly (keyof typeof offers)[], name = LEARNER) => {
  const { awards, refused } = await claimCredit(world.db, userAct(who.userId, minutes(who, minute)), {
    ...{ enrollmentId: who.enrollmentId, confirmedName: name, giveRest: true, vault: world.vault },
    publicUrl: 'https://attune.example.org',
    offers: names.map((one) => ({ offerId: offers[one], licenseIds: [] })),
  });
  const nameOf = (id: CreditOfferId) => names.find((one) => offers[one] === id) ?? '';
  return {
    given: awards.map(({ award }) => nameOf(award.offerId)),
    refused: Object.fromEntries(
      refused.map(({ offerId, blockers }) => [nameOf(offerId), blockers.map(({ code }) => code)]),
    ),
  };
};

const UNSIGNED = ['ATTESTATION_MISSING'];
const NOT_REACHED = ['POST_TEST_NOT_PASSED'];
type Step = readonly ['sit', number] | readonly ['sign'] | readonly ['claim'];

describe('a signature speaks for the sittings before it', () => {
  const cases: [string, readonly Step[], Record<string, string[]>, number][] = [
    ['signed after both', [['sit', 19], ['sign']], { full: NOT_REACHED }, 1],
    ['signed between', [['sign'], ['sit', 19]], { high: UNSIGNED, full: NOT_REACHED }, 1],
    ['signed between and again', [['sign'], ['sit', 19], ['sign']], { full: NOT_REACHED }, 2],
    ['signed again twice', [['sign'], ['sit', 19], ['sign'], ['sign']], { full: NOT_REACHED }, 2],
    [
      'a later sitting that reached nothing',
      [['sign'], ['sit', 18], ['sign']],
      { high: NOT_REACHED, full: NOT_REACHED, unsigned: NOT_REACHED },
      1,
    ],
    ['a later sitting that reached a higher mark only', [['sit', 19], ['sign'], ['sit', 20]], { full: UNSIGNED }, 1],
    ['each mark signed for', [['sign'], ['sit', 19], ['sign'], ['sit', 20], ['sign']], {}, 3],
    ['a worse sitting after the one that was signed', [['sit', 20], ['sign'], ['sit', 3], ['sign']], {}, 1],
    ['claimed between', [['sign'], ['sit', 20], ['claim']], { high: UNSIGNED, full: UNSIGNED }, 1],
    ['claimed between, signed afterwards', [['sign'], ['sit', 20], ['claim'], ['sign']], {}, 2],
  ];

  test.each(cases)('%s', async (_name, steps, refused, signatures) => {
    const who = await evaluated();
    for (const [at, [step, correct]] of steps.entries()) {
      const minute = (at + 1) * 10;
      if (step === 'sit') await sit(who, correct ?? 0, minute);
      else if (step === 'sign') await sign(who, minute);
      else await claimPlain(who.userId, who.enrollmentId, minutes(who, minute));
    }
    const given = (['own', 'high', 'full', 'unsigned'] as const).filter((one) => !(one in refused));
    expect(await claim(who, 100, ['own', 'high', 'full', 'unsigned'])).toEqual({ given, refused });
    expect(await signaturesOf(who.enrollmentId)).toHaveLength(signatures);
  });

  test('at the same instant counts, and a process whose clock is behind signs at the sitting', async () => {
    const who = await evaluated();
    await sign(who, 0);
    await sit(who, 19, 10);
    await sign(who, 5);
    const [, second] = await signaturesOf(who.enrollmentId);
    expect(second?.attestedAt).toEqual(minutes(who, 10));
    expect(await claim(who, 6, ['high'])).toEqual({ given: ['high'], refused: {} });
    const [row] = await world.db.select().from(enrollments).where(eq(enrollments.id, who.enrollmentId));
    expect(row?.claimedAt).toEqual(minutes(who, 10));
  });

  test('twenty at once are one', async () => {
    const who = await evaluated();
    await sign(who, 0);
    await sit(who, 19, 10);
    await Promise.all(Array.from({ length: 20 }, () => sign(who, 20)));
    expect(await signaturesOf(who.enrollmentId)).toHaveLength(2);
  });
});

describe('after the claim', () => {
  const signedAndClaimed = async () => {
    const who = await evaluated();
    await sign(who, 0);
    await claimPlain(who.userId, who.enrollmentId, minutes(who, 1));
    return who;
  };
  const CLOSED = { code: 'ENROLLMENT_CLOSED' };

  test('nothing is signed that no offer asks for', async () => {
    const who = await signedAndClaimed();
    await expect(sign(who, 10)).rejects.toMatchObject(CLOSED);
    expect(await claim(who, 11, ['own'])).toEqual({ given: ['own'], refused: {} });
    expect(await signaturesOf(who.enrollmentId)).toHaveLength(1);
  });

  test('a certificate in another name needs a signature in that name', async () => {
    const who = await signedAndClaimed();
    await rename(who.userId, 'Robin Example');
    expect(await claim(who, 10, ['own'], 'Robin Example')).toEqual({
      given: [],
      refused: { own: ['ATTESTATION_NAME_CHANGED'] },
    });
    await expect(sign(who, 11)).rejects.toMatchObject({ code: 'BLOCKED' });
    await sign(who, 12, 'Robin Example');
    expect(await claim(who, 13, ['own'], 'Robin Example')).toEqual({ given: ['own'], refused: {} });
  });

  test('and after a withdrawal nothing is signed', async () => {
    const who = await evaluated();
    await withdrawEnrollment(world.db, userAct(who.userId, minutes(who, 1)), { enrollmentId: who.enrollmentId });
    await sit(who, 20, 2);
    await expect(sign(who, 10)).rejects.toMatchObject(CLOSED);
  });

  test('of somebody else’s enrollment nothing is found', async () => {
    const [who, other] = [await evaluated(), await evaluated()];
    const foreign = { ...who, userId: other.userId };
    await expect(sign(foreign, 10)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(sign({ ...who, enrollmentId: null as unknown as EnrollmentId }, 10)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
