import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { type IntensiveId, newId, type PairId, type RegistrationId, type UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { addChange } from '../../schema/intensives/operations/addChange.ts';
import { cancellationOf } from '../../schema/orders/operations/cancellationOf.ts';
import { cancelOrder } from '../../schema/orders/operations/cancelOrder.ts';
import { cancelRegistration } from '../../schema/orders/operations/cancelRegistration.ts';
import { answerChangeOfPlace } from '../../schema/orders/operations/ofOrder.ts';
import { refundRegistration } from '../../schema/orders/operations/refundRegistration.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { addOrder, mailsOf, type Ordered, POLICY, pay, standing } from '../support/orderRows.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { actOf, addIntensive, addMember, addOrganization, NOW, person } from '../support/seatRows.ts';

let db: Database;
let close: () => Promise<void>;
let organizationId: Awaited<ReturnType<typeof addOrganization>>;
let organizer: UserId;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 10 }));
  organizationId = await addOrganization(db);
  organizer = await addMember(db, organizationId, 'ORGANIZER');
});
afterAll(() => close());

const PRICE = 10_000;
const DAY = 86_400_000;
/** An event so many days ahead. */
const event = (days = 30, terms: object = {}) =>
  addIntensive(db, {
    ...{ organizationId, priceMinor: PRICE, policy: POLICY, startsAt: new Date(NOW.getTime() + days * DAY), ...terms },
  });
const paid = async (intensiveId: IntensiveId, terms: Parameters<typeof addOrder>[2] = {}): Promise<Ordered> => {
  const made = await addOrder(db, intensiveId, terms);
  await pay(db, made.orderId, made.order.totalMinor);
  return made;
};
const till = () => ({ db, stripe: null, stripeSeller: null, publicUrl: 'https://attune.example.org' });
const cancel = (as: UserId, registrationId: RegistrationId | null | undefined, now = NOW) =>
  cancelRegistration(till(), { ...actOf(as), now }, { registrationId: registrationId ?? null, reason: null });

describe('canceling a paid place', () => {
  test.each([
    ['30 days before: everything', 30, 'POLICY 10000 REQUESTED'],
    ['10 days before: half', 10, 'POLICY 5000 REQUESTED'],
    ['a day before: nothing', 1, null],
  ])('%s, by the policy of the purchase', async (_, days, refund) => {
    const intensiveId = await event(days);
    const { orderId, places, userId } = await paid(intensiveId);
    // The policy of today is another one.
    await db
      .update(tables.intensives)
      .set({ policy: { ...POLICY, refundTiers: [] } })
      .where(eq(tables.intensives.id, intensiveId));
    await cancel(userId, places[0]);
    const now = await standing(db, orderId);
    expect(now).toMatchObject({ places: ['CANCELLED'], refunds: refund === null ? [] : [refund] });
    expect(now.order.cancelledAt).not.toBeNull();
    expect(await seatsTaken(db, intensiveId)).toBe(0);
    expect(await mailsOf(db, orderId)).toEqual(['ORDER_PAID', refund === null ? 'PLACE_GIVEN_UP' : 'REFUND_REQUESTED']);
  });

  test('twenty times at once gives one refund and frees one seat', async () => {
    const intensiveId = await event();
    const { orderId, places, userId } = await paid(intensiveId);
    await Promise.all(Array.from({ length: 20 }, () => cancel(userId, places[0])));
    expect((await standing(db, orderId)).refunds).toEqual(['POLICY 10000 REQUESTED']);
    expect(await seatsTaken(db, intensiveId)).toBe(0);
  });

  test('by the payer and by a member; to a stranger the place does not exist', async () => {
    const intensiveId = await event();
    const { places, userId, orderId } = await paid(intensiveId, { seats: 3, claimed: 2 });
    const stranger = await person(db);
    const instructor = await addMember(db, organizationId, 'INSTRUCTOR');
    await expect(cancel(stranger, places[1])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(cancel(stranger, newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(cancel(instructor, places[1])).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await cancel(userId, places[1]);
    await cancel(organizer, places[2]);
    expect(await standing(db, orderId)).toMatchObject({
      ...{ places: ['CONFIRMED', 'CANCELLED', 'CANCELLED'], state: 'REFUND_REQUESTED' },
      ...{ refunds: ['POLICY 10000 REQUESTED', 'POLICY 10000 REQUESTED'], order: { cancelledAt: null } },
    });
    expect(await seatsTaken(db, intensiveId)).toBe(1);
    const states = await db
      .select()
      .from(tables.registrationStates)
      .where(eq(tables.registrationStates.registrationId, places[2] as RegistrationId));
    expect(states.at(-1)).toMatchObject({ because: 'BY_ORGANIZER', by: 'member' });
  });

  test('ends both of a pair, and gives back for both', async () => {
    const intensiveId = await event();
    const { places, userId, orderId } = await paid(intensiveId, { seats: 2, claimed: 2 });
    const pairId = newId<PairId>();
    const [first, second] = await db
      .select()
      .from(tables.registrations)
      .where(eq(tables.registrations.intensiveId, intensiveId));
    await db.insert(tables.pairs).values({
      ...{ id: pairId, intensiveId, firstUserId: first?.userId as UserId, secondUserId: second?.userId as UserId },
      ...{ inviteHash: Buffer.from(pairId), invitedAt: NOW, joinedAt: NOW },
    });
    await db.update(tables.registrations).set({ pairId }).where(eq(tables.registrations.intensiveId, intensiveId));
    const asked = { registrationId: places[0] as RegistrationId, viewer: userId, now: NOW };
    expect(await cancellationOf(db, asked)).toMatchObject({ refund: { amountMinor: 20_000 }, percent: 100 });
    await cancel(userId, places[0]);
    expect(await standing(db, orderId)).toMatchObject({
      ...{ places: ['CANCELLED', 'CANCELLED'], refunds: ['POLICY 10000 REQUESTED', 'POLICY 10000 REQUESTED'] },
    });
    expect((await mailsOf(db, orderId)).filter((text) => text === 'REFUND_REQUESTED')).toHaveLength(1);
  });

  test('after a partial refund gives a share of what is left, not of the price', async () => {
    const intensiveId = await event(10);
    const { places, userId, orderId } = await paid(intensiveId);
    const refund = { registrationId: places[0] ?? null, amountMinor: 4_000, leftMinor: PRICE, reason: 'As agreed.' };
    await refundRegistration(db, actOf(organizer), refund);
    await cancel(userId, places[0]);
    expect((await standing(db, orderId)).refunds).toEqual(['ORGANIZER 4000 REQUESTED', 'POLICY 3000 REQUESTED']);
  });

  test('when a deposit was paid gives back of that, and the rest is owed no longer', async () => {
    const installments = [
      { amountMinor: 3_000, dueOn: '2026-12-01' },
      { amountMinor: 7_000, dueOn: '2026-12-10' },
    ];
    const { places, userId, orderId } = await addOrder(db, await event(10), { settlement: 'INVOICE', installments });
    await pay(db, orderId, 3_000, { method: 'BANK_TRANSFER' });
    await cancel(userId, places[0]);
    expect(await standing(db, orderId)).toMatchObject({
      ...{
        refunds: ['POLICY 1500 TO_CONFIRM'],
        money: { dueMinor: 0 },
        documents: ['INVOICE 10000', 'CREDIT_NOTE 7000'],
      },
    });
  });
});

describe('canceling what nobody has paid', () => {
  test('ends the order with its place', async () => {
    const intensiveId = await event();
    const { places, userId, orderId } = await addOrder(db, intensiveId);
    await cancel(userId, places[0]);
    await cancel(userId, places[0]);
    expect(await standing(db, orderId)).toMatchObject({ state: 'CANCELLED', places: ['CANCELLED'], refunds: [] });
    expect(await seatsTaken(db, intensiveId)).toBe(0);
    expect(await mailsOf(db, orderId)).toEqual(['ORDER_CANCELLED']);
  });

  test('one of several places is refused: the order ends whole', async () => {
    const intensiveId = await event();
    const { places, userId, orderId } = await addOrder(db, intensiveId, { seats: 2 });
    await expect(cancel(userId, places[1])).rejects.toMatchObject({ code: 'ORDER_STATE', state: 'UNPAID' });
    await cancelOrder(till(), actOf(userId), { orderId });
    expect((await standing(db, orderId)).places).toEqual(['CANCELLED', 'CANCELLED']);
  });

  test('an invoice is credited whole, and what came in part goes back', async () => {
    const installments = [{ amountMinor: PRICE, dueOn: '2026-12-01' }];
    const { orderId, userId, order } = await addOrder(db, await event(), { settlement: 'INVOICE', installments });
    await db.transaction(async (tx) => {
      const { issueInvoice } = await import('../../schema/orders/operations/issueInvoice.ts');
      await issueInvoice(tx, order, { paidMinor: 0, plan: [], now: NOW });
    });
    await pay(db, orderId, 2_500, { method: 'BANK_TRANSFER' });
    await cancelOrder(till(), actOf(userId), { orderId });
    expect(await standing(db, orderId)).toMatchObject({
      ...{ refunds: ['ORDER_CANCELLED 2500 TO_CONFIRM'], documents: ['INVOICE 10000', 'CREDIT_NOTE 10000'] },
    });
  });

  test('a paid order cannot be canceled as one, and another’s does not exist', async () => {
    const { orderId, userId } = await paid(await event());
    await expect(cancelOrder(till(), actOf(userId), { orderId })).rejects.toMatchObject({
      code: 'ORDER_STATE',
      state: 'PAID',
    });
    await expect(cancelOrder(till(), actOf(await person(db)), { orderId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('an event that was moved', () => {
  const moved = async (days = 1) => {
    const intensiveId = await event(days);
    const made = await paid(intensiveId);
    const later = new Date(NOW.getTime() + 1_000);
    const answerBy = new Date(NOW.getTime() + 3_600_000);
    await db.transaction((tx) =>
      addChange(tx, intensiveId, { kind: 'RESCHEDULED', says: ['Other times.'], answerBy, now: later }),
    );
    const [change] = await db
      .select()
      .from(tables.intensiveChanges)
      .where(eq(tables.intensiveChanges.intensiveId, intensiveId));
    return { ...made, changeId: change?.id ?? null, later, answerBy };
  };

  test('gives everything back to whoever leaves, by the answer and by canceling', async () => {
    const one = await moved();
    const answer = { changeId: one.changeId, registrationId: one.places[0] ?? null, answer: 'LEAVES' } as const;
    await answerChangeOfPlace(till(), { ...actOf(one.userId), now: one.later }, answer);
    expect(await standing(db, one.orderId)).toMatchObject({
      refunds: ['EVENT_CHANGED 10000 REQUESTED'],
      places: ['CANCELLED'],
    });
    const other = await moved();
    await cancel(other.userId, other.places[0], other.later);
    expect((await standing(db, other.orderId)).refunds).toEqual(['EVENT_CHANGED 10000 REQUESTED']);
  });

  test('whoever stays, and whoever leaves after the time to answer, has the policy', async () => {
    const { userId, places, orderId, changeId, answerBy, later } = await moved();
    const answer = { changeId, registrationId: places[0] ?? null, answer: 'STAYS' } as const;
    await answerChangeOfPlace(till(), { ...actOf(userId), now: later }, answer);
    expect(await standing(db, orderId)).toMatchObject({ refunds: [], places: ['CONFIRMED'] });
    await cancel(userId, places[0], new Date(answerBy.getTime() + 1));
    expect((await standing(db, orderId)).refunds).toEqual([]);
  });
});

describe('a refund by a member', () => {
  const refund = (
    as: UserId,
    registrationId: RegistrationId | undefined,
    amountMinor: number | null,
    leftMinor: number,
  ) =>
    refundRegistration(db, actOf(as), {
      registrationId: registrationId ?? null,
      amountMinor,
      leftMinor,
      reason: 'As agreed.',
    });

  test('ends no place, by amount or by policy', async () => {
    const { places, orderId } = await paid(await event(10));
    await refund(organizer, places[0], 1_000, PRICE);
    await refund(organizer, places[0], null, 9_000);
    expect(await standing(db, orderId)).toMatchObject({
      ...{ refunds: ['ORGANIZER 1000 REQUESTED', 'POLICY 4500 REQUESTED'], places: ['CONFIRMED'] },
      money: { leftMinor: 4_500 },
    });
  });

  test('twice at once is one refund', async () => {
    const { places, orderId } = await paid(await event());
    const both = await Promise.allSettled([1, 2].map(() => refund(organizer, places[0], 3_000, PRICE)));
    const refused = both.find((one) => one.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'MONEY_CHANGED', leftMinor: 7_000 });
    expect((await standing(db, orderId)).refunds).toEqual(['ORGANIZER 3000 REQUESTED']);
  });

  test('above what is left, of nothing, after the deadline, or of another’s each has its answer', async () => {
    const { places, orderId } = await paid(await event(1));
    await expect(refund(organizer, places[0], PRICE + 1, PRICE)).rejects.toMatchObject({
      ...{ code: 'REFUND_TOO_HIGH', message: expect.stringContaining('No more than USD 100.00') },
    });
    await expect(refund(organizer, places[0], null, PRICE)).rejects.toMatchObject({ code: 'NOTHING_TO_REFUND' });
    const stranger = await addMember(db, await addOrganization(db), 'OWNER');
    await expect(refund(stranger, places[0], 1, PRICE)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const instructor = await addMember(db, organizationId, 'INSTRUCTOR');
    await expect(refund(instructor, places[0], 1, PRICE)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await standing(db, orderId)).refunds).toEqual([]);
  });
});
