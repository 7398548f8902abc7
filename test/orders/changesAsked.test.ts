import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId, OrderId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import { changeAnswers, eventMails, intensiveChanges } from '../../drizzle/schema.ts';
import { addChange } from '../../schema/intensives/operations/addChange.ts';
import { answerChangeOfPlace } from '../../schema/orders/operations/ofOrder.ts';
import { endHolds } from '../../schema/registrations/operations/endHolds.ts';
import { addOrder, POLICY, pay, standing } from '../support/orderRows.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { askAs, globalId } from '../support/quizPages.ts';
import { actOf, addIntensive, NOW, person } from '../support/seatRows.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool());
});
afterAll(() => close());

const LATER = new Date(NOW.getTime() + 60_000);
const ANSWER_BY = new Date(NOW.getTime() + 86_400_000);
const till = () => ({ db, stripe: null, stripeSeller: null, publicUrl: 'https://attune.example.org' });
const event = () =>
  addIntensive(db, { priceMinor: 10_000, policy: POLICY, startsAt: new Date(NOW.getTime() + 30 * 86_400_000) });

const moved = async (intensiveId: IntensiveId) => {
  const change = { kind: 'RESCHEDULED', says: ['Other times.'], answerBy: ANSWER_BY, now: LATER } as const;
  await db.transaction((tx) => addChange(tx, intensiveId, { ...change, says: [...change.says] }));
  await endHolds.run({ db, clock: () => LATER }, {});
  const [row] = await db.select().from(intensiveChanges).where(eq(intensiveChanges.intensiveId, intensiveId));
  return row?.id ?? null;
};
const asked = (userId: UserId) =>
  db.$count(eventMails, and(eq(eventMails.userId, userId), eq(eventMails.text, 'PLACES_ASKED')));
const PLACES = `query ($id: ID!) { node(id: $id) { ... on Order {
  places { registrationId claimed registration { asked { changeId says answer } } } } } }`;
const placesOf = async (userId: UserId, orderId: OrderId) => {
  const { data } = await askAs(db, userId, LATER)(PLACES, { id: globalId('Order', orderId) });
  return (JSON.parse(JSON.stringify(data)) as { node: { places: Record<string, unknown>[] } }).node.places;
};
const answer = (
  userId: UserId,
  changeId: Awaited<ReturnType<typeof moved>>,
  registrationId: RegistrationId | undefined,
) =>
  answerChangeOfPlace(till(), actOf(userId, LATER), {
    ...{ changeId, registrationId: registrationId ?? null, answer: 'LEAVES' as const },
  });

describe('a group whose date moves', () => {
  test('is asked through its buyer, once, for the places that nobody has claimed', async () => {
    const intensiveId = await event();
    const { orderId, userId, places } = await addOrder(db, intensiveId, { seats: 3, claimed: 1 });
    await pay(db, orderId, 30_000);
    const changeId = await moved(intensiveId);
    await endHolds.run({ db, clock: () => LATER }, {});
    expect(await asked(userId)).toBe(1);
    const question = [{ changeId: globalId('IntensiveChange', changeId ?? ''), says: ['Other times.'], answer: null }];
    expect(await placesOf(userId, orderId)).toMatchObject([
      { claimed: true, registration: { asked: question } },
      { claimed: false, registration: { asked: question } },
      { claimed: false, registration: { asked: question } },
    ]);
    await expect(answer(await person(db), changeId, places[1])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await answer(userId, changeId, places[1]);
    expect(await standing(db, orderId)).toMatchObject({
      refunds: ['EVENT_CHANGED 10000 REQUESTED'],
      places: ['CONFIRMED', 'CANCELLED', 'CONFIRMED'],
    });
  });

  test('answers for no place that somebody else has claimed', async () => {
    const intensiveId = await event();
    const { orderId, userId, places } = await addOrder(db, intensiveId, { seats: 2, claimed: 2 });
    await pay(db, orderId, 20_000);
    const changeId = await moved(intensiveId);
    expect(await asked(userId)).toBe(0);
    expect((await placesOf(userId, orderId))[1]).toMatchObject({ claimed: true, registration: null });
    await expect(answer(userId, changeId, places[1])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('an invoice that waits while its date moves', () => {
  test('is asked, and leaving ends it with its order', async () => {
    const intensiveId = await event();
    const { orderId, userId, places } = await addOrder(db, intensiveId, { settlement: 'INVOICE' });
    const changeId = await moved(intensiveId);
    expect(await placesOf(userId, orderId)).toMatchObject([{ registration: { asked: [{ answer: null }] } }]);
    await answer(userId, changeId, places[0]);
    await answer(userId, changeId, places[0]);
    expect(await standing(db, orderId)).toMatchObject({ state: 'CANCELLED', places: ['CANCELLED'] });
  });

  test('gives everything back to whoever leaves after it was paid', async () => {
    const intensiveId = await event();
    const { orderId, userId, places } = await addOrder(db, intensiveId, { settlement: 'INVOICE' });
    const changeId = await moved(intensiveId);
    await pay(db, orderId, 10_000, { now: new Date(LATER.getTime() + 1) });
    await answer(userId, changeId, places[0]);
    expect((await standing(db, orderId)).refunds).toEqual(['EVENT_CHANGED 10000 REQUESTED']);
  });

  test('of several places ends as a whole, and no answer is kept for one of them', async () => {
    const intensiveId = await event();
    const { userId, places } = await addOrder(db, intensiveId, { settlement: 'INVOICE', seats: 2 });
    const changeId = await moved(intensiveId);
    await expect(answer(await person(db), changeId, places[1])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(answer(userId, changeId, places[1])).rejects.toMatchObject({ code: 'ORDER_STATE' });
    expect(await db.$count(changeAnswers, eq(changeAnswers.registrationId, places[1] as RegistrationId))).toBe(0);
  });
});
