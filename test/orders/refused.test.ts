import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IntensiveId, OrderId } from '../../drizzle/ids.ts';
import { LARGEST_CHARGE } from '../../schema/money.ts';
import { cancelOrder } from '../../schema/orders/operations/cancelOrder.ts';
import { payOrder } from '../../schema/orders/operations/payOrder.ts';
import { recordPayment } from '../../schema/orders/operations/recordPayment.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { standing } from '../support/orderRows.ts';
import { actOf, addMember, NOW, person } from '../support/seatRows.ts';
import { AGENCY, openShop, type Shop } from '../support/tills.ts';

let { db, counter, close } = {} as Shop;
beforeAll(async () => {
  ({ db, counter, close } = await openShop({ max: 8 }));
});
afterAll(() => close());

const SESSIONS = '/v1/checkout/sessions';
const nothingHeld = async (intensiveId: IntensiveId) => expect(await counter.heldBy(intensiveId)).toEqual([0, [], []]);

describe('an order above the largest charge', () => {
  test.each([
    [50, 5_000_000, 'CHECKOUT'],
    [22, LARGEST_CHARGE, 'CHECKOUT'],
    [22, LARGEST_CHARGE, 'INVOICE'],
    [2, 50_000_000, 'INVOICE'],
  ] as const)('%i places at %i by %s is refused before Stripe is asked', async (places, priceMinor, settlement) => {
    const intensiveId = await counter.event({ capacity: 100, priceMinor, invoiceDays: 14 });
    const asked = { places, settlement, payer: AGENCY };
    const seen = counter.fake.seen.length;
    await expect(counter.register(await person(db), intensiveId, asked)).rejects.toMatchObject({
      ...{ code: 'AMOUNT_TOO_HIGH', largestMinor: 99_999_999 },
    });
    await nothingHeld(intensiveId);
    expect(counter.fake.seen).toHaveLength(seen);
  });

  test('the largest itself is sold', async () => {
    const intensiveId = await counter.event({ priceMinor: LARGEST_CHARGE });
    expect((await counter.register(await person(db), intensiveId)).payment?.url).toMatch(/^https/);
  });

  test('no more is recorded than sums can hold', async () => {
    const intensiveId = await counter.event();
    const { orderId } = await counter.register(await person(db), intensiveId);
    const owner = actOf(await addMember(db, counter.organizationId, 'OWNER'));
    const record = (amountMinor: number, paidMinor: number) =>
      recordPayment(counter.closed, owner, {
        ...{ orderId, amountMinor, paidMinor, method: 'CASH', evidence: 'a bag', receivedAt: NOW },
      });
    await record(1_000_000_000, 0);
    await expect(record(1, 1_000_000_000)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('what Stripe refuses', () => {
  test('to begin is a typed error, keeps no seat, and may be tried again', async () => {
    const intensiveId = await counter.event({ capacity: 1 });
    const userId = await person(db);
    counter.fake.failNext({ when: 'before', how: 402, path: SESSIONS, method: 'POST' });
    await expect(counter.register(userId, intensiveId)).rejects.toMatchObject({ code: 'PAYMENT_REFUSED' });
    expect(await seatsTaken(db, intensiveId)).toBe(0);
    const [order] = await counter.ordersIn(intensiveId);
    expect(await standing(db, order?.id as OrderId)).toMatchObject({ state: 'CANCELLED', places: ['LAPSED'] });
    expect((await counter.register(userId, intensiveId)).payment?.url).toMatch(/^https/);
    expect(await seatsTaken(db, intensiveId)).toBe(1);
  });

  test('of an invoice leaves the invoice and its places', async () => {
    const intensiveId = await counter.event({ invoiceDays: 14 });
    const userId = await person(db);
    const { orderId } = await counter.register(userId, intensiveId, { settlement: 'INVOICE', payer: AGENCY });
    counter.fake.failNext({ when: 'before', how: 402, path: SESSIONS, method: 'POST' });
    const paying = () => payOrder(counter.till, actOf(userId, new Date()), { orderId });
    await expect(paying()).rejects.toMatchObject({ code: 'PAYMENT_REFUSED' });
    const kept = { state: 'UNPAID', places: ['AWAITING_PAYMENT'], order: { cancelledAt: null } };
    expect(await standing(db, orderId as OrderId)).toMatchObject(kept);
    expect((await paying()).payment?.url).toMatch(/^https/);
  });
});

test.each(['after', 'before'] as const)('an answer of 500 %s a page was ended', async (when) => {
  const intensiveId = await counter.event({ capacity: 1 });
  const userId = await person(db);
  const { orderId } = await counter.register(userId, intensiveId);
  counter.fake.failNext({ when, how: 500, path: '/expire', kept: true });
  const cancel = () => cancelOrder(counter.till, actOf(userId, new Date()), { orderId });
  if (when === 'after') await cancel();
  // The page is open: the seat is not given to anybody else.
  else await expect(cancel()).rejects.toMatchObject({ code: 'PAYMENTS_DOWN' });
  expect(await seatsTaken(db, intensiveId)).toBe(when === 'after' ? 0 : 1);
});
