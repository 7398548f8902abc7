import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { openVault } from '../../drizzle/encryption.ts';
import type { RegistrationId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { jointOf, ownIntakeOf, ownPlanOf } from '../../schema/care/operations/readOwn.ts';
import { resealCareRecords, resealJointPlans } from '../../schema/care/operations/resealCareKeys.ts';
import { ownCarePlace } from '../../schema/care/queries/places.ts';
import { TEST_CONFIG } from '../support/app.ts';
import { ANSWERS, type CareHouse, openCareHouse } from '../support/careHouse.ts';
import { addOrder, pay } from '../support/orderRows.ts';
import { addIntensive } from '../support/seatRows.ts';
import { waits } from '../support/waiting.ts';
import { emailOf } from '../support/world.ts';

let house: CareHouse;
beforeAll(async () => {
  house = await openCareHouse();
  await house.setUp();
});
afterAll(() => house.close());

/** A pair that wrote everything. */
const written = async () => {
  const pair = await house.couple(await house.couplesEvent());
  const { a, b, ofA, ofB } = pair;
  for (const [as, id] of [
    [a, ofA],
    [b, ofB],
  ] as const) {
    const registrationId = house.place(id);
    await house.must(as, 'submitIntake', { registrationId, answers: { ...ANSWERS, goals: `goals of ${id}` } });
    await house.must(as, 'savePlan', { registrationId, text: `plan of ${id}` });
  }
  await house.must(a, 'saveJointPlan', { registrationId: house.place(ofA), text: 'joint' });
  return pair;
};
const recordsOf = (userId: UserId) => house.db.$count(tables.careRecords, eq(tables.careRecords.userId, userId));
const jointOfPair = async (id: RegistrationId) => {
  const [place] = await house.db.select().from(tables.registrations).where(eq(tables.registrations.id, id));
  return house.db.$count(tables.jointPlans, eq(tables.jointPlans.pairId, place?.pairId as never));
};

test('a request for erasure destroys it at once while a record of money makes the rest wait', async () => {
  const { a, b, ofA } = await written();
  const { orderId } = await addOrder(house.db, await addIntensive(house.db, { priceMinor: 5_000 }), { userId: a });
  await pay(house.db, orderId, 5_000);
  const confirmation = await emailOf(house.db, a);
  const asked = await house.must(a, 'requestErasure', { confirmation }, 'erasure { dueAt carriedOutAt }');
  expect(asked.erasure).toMatchObject({ carriedOutAt: null });
  expect([await recordsOf(a), await recordsOf(b), await jointOfPair(ofA)]).toEqual([0, 1, 0]);
  const [intakes, plans] = [await house.db.$count(tables.careIntakes), await house.db.$count(tables.carePlans)];
  expect([intakes, plans]).toEqual([1, 1]);
  const { care } = await house.care(a, ofA, 'intake { savedAt } plan { text } jointPlan { text }');
  expect(care).toEqual({ intake: null, plan: null, jointPlan: null });
});

describe('of a joint part, what one wrote alone stays when the other one destroys theirs', () => {
  type Pair = Awaited<ReturnType<typeof written>>;
  const joint = ({ b, ofB }: Pair, verb: string, input: object) =>
    house.must(b, verb, { registrationId: house.place(ofB), ...input });
  const HANDS: Record<string, { does: (pair: Pair) => Promise<unknown>; stays: boolean }> = {
    'she only read it': { does: () => Promise.resolve(), stays: true },
    'she edited it': {
      does: (pair) => joint(pair, 'saveJointPlan', { text: 'ours', basedOnVersion: 1 }),
      stays: false,
    },
    'she edited it and he edited after her': {
      does: async (pair) => {
        await joint(pair, 'saveJointPlan', { text: 'ours', basedOnVersion: 1 });
        const asked = { registrationId: house.place(pair.ofA), text: 'his', basedOnVersion: 2 };
        await house.must(pair.a, 'saveJointPlan', asked);
      },
      stays: false,
    },
    'she agreed to it': { does: (pair) => joint(pair, 'agreeToJointPlan', { version: 1 }), stays: false },
    'she agreed, and he edited after that': {
      does: async (pair) => {
        await joint(pair, 'agreeToJointPlan', { version: 1 });
        const asked = { registrationId: house.place(pair.ofA), text: 'his', basedOnVersion: 1 };
        await house.must(pair.a, 'saveJointPlan', asked);
      },
      stays: true,
    },
  };
  const ENDS: Record<string, (pair: Pair) => Promise<unknown>> = {
    'deletes one record': ({ b, ofB }) => house.must(b, 'deleteMyCareRecords', { registrationId: house.place(ofB) }),
    'deletes all': ({ b }) => house.must(b, 'deleteMyCareRecords', {}),
    'takes the consent back': ({ b }) => house.must(b, 'withdrawAgreement', { kind: 'THERAPY_DATA' }),
    'is erased': async ({ b }) => house.must(b, 'requestErasure', { confirmation: await emailOf(house.db, b) }),
  };
  const cases = Object.keys(HANDS).flatMap((hand) => Object.keys(ENDS).map((how) => [hand, how] as const));

  test.each(cases)('%s, and %s', async (hand, how) => {
    const pair = await written();
    await HANDS[hand]?.does(pair);
    await ENDS[how]?.(pair);
    const stays = HANDS[hand]?.stays ?? false;
    expect([await recordsOf(pair.a), await recordsOf(pair.b), await jointOfPair(pair.ofA)]).toEqual([
      1,
      0,
      stays ? 1 : 0,
    ]);
    const asked = { registrationId: house.place(pair.ofA), text: 'more', basedOnVersion: 9 };
    if (how === 'deletes all' && !stays)
      expect(await house.run(pair.a, 'saveJointPlan', asked)).toMatchObject({
        message: 'The text is no longer kept. Nothing was changed.',
      });
    // It goes with the record of whoever wrote it.
    await house.must(pair.a, 'deleteMyCareRecords', {});
    expect(await jointOfPair(pair.ofA)).toBe(0);
  });
});

test('saving and destroying at the same time end in a record or in none, and in no fault', async () => {
  const { a, b, ofA, ofB } = await written();
  const [mine, theirs] = [house.place(ofA), house.place(ofB)];
  const calls = Array.from({ length: 6 }, () => [
    house.run(a, 'saveIntake', { registrationId: mine, answers: ANSWERS }),
    house.run(a, 'saveJointPlan', { registrationId: mine, text: 'again', basedOnVersion: 1 }),
    house.run(b, 'agreeToJointPlan', { registrationId: theirs, version: 1 }),
    house.run(a, 'deleteMyCareRecords', {}),
    house.run(b, 'deleteMyCareRecords', { registrationId: theirs }),
  ]).flat();
  const done = await Promise.all(calls);
  expect(done.flatMap(({ code }) => code ?? []).filter((code) => code !== 'JOINT_PLAN_CHANGED')).toEqual([]);
  expect(await recordsOf(a)).toBeLessThanOrEqual(1);
});

test('agreeing waits for a record that goes, and holds nothing that destroying it needs', async () => {
  const { a, b, ofB } = await written();
  let agreed: Promise<{ code?: string }> = Promise.resolve({});
  await house.db.transaction(async (tx) => {
    await tx.delete(tables.careRecords).where(eq(tables.careRecords.userId, b));
    agreed = house.run(b, 'agreeToJointPlan', { registrationId: house.place(ofB), version: 1 });
    expect(await waits(house.db, agreed)).toBe(true);
    const [place] = await tx.select().from(tables.registrations).where(eq(tables.registrations.id, ofB));
    const joint = eq(tables.jointPlans.pairId, place?.pairId as never);
    expect(await tx.delete(tables.jointPlans).where(joint).returning({ id: tables.jointPlans.id })).toHaveLength(1);
  });
  expect((await agreed).code).toBe('JOINT_PLAN_CHANGED');
  expect([await recordsOf(a), await recordsOf(b)]).toEqual([1, 0]);
});

test('a record that comes and goes all the time is written to by everybody who has something to write', async () => {
  const { a, ofA } = await written();
  const registrationId = house.place(ofA);
  for (let round = 0; round < 8; round += 1) {
    const calls = Array.from({ length: 12 }, (_, at) =>
      at % 2 === 0
        ? house.run(a, 'savePlan', { registrationId, text: `plan ${at}` })
        : house.run(a, 'deleteMyCareRecords', at % 4 === 1 ? {} : { registrationId }),
    );
    expect((await Promise.all(calls)).flatMap(({ code }) => code ?? [])).toEqual([]);
  }
  expect(await recordsOf(a)).toBeLessThanOrEqual(1);
});

test('a new key of the service opens everything after it was wrapped anew', async () => {
  const { a, ofA } = await written();
  const key = 'a new secret of more than thirty-two characters';
  const { before, ...vault } = openVault(key, TEST_CONFIG.encryptionKey);
  if (before === undefined) throw new Error('the vault has one key');
  const read = async () => {
    const place = await ownCarePlace(house.db, { id: ofA, userId: a });
    if (place === null) throw new Error('the place is unknown');
    return [ownIntakeOf(vault, place)?.answers.goals, ownPlanOf(vault, place)?.text, jointOf(vault, place)?.text];
  };
  await expect(read()).rejects.toThrow();
  for (const reseal of [resealCareRecords, resealJointPlans]) {
    const done = await reseal(house.db, { ...vault, before });
    expect(done).toMatchObject({ unreadable: [], foreign: 0 });
    expect(done.count).toBeGreaterThan(0);
    expect((await reseal(house.db, { ...vault, before })).count).toBe(0);
  }
  expect(await read()).toEqual([`goals of ${ofA}`, `plan of ${ofA}`, 'joint']);
});
