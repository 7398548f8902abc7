import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { HoldId, IntensiveId, OrderId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { registerFree } from '../../schema/registrations/operations/takeOffer.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { pay, standing } from '../support/orderRows.ts';
import { actOf, passBy, people, person } from '../support/seatRows.ts';
import { AGENCY, type Counter, openShop, type Shop } from '../support/tills.ts';

let { db, counter, close } = {} as Shop;
beforeAll(async () => {
  ({ db, counter, close } = await openShop({ max: 12 }));
});
afterAll(() => close());

const PRICE = 10_000;
const event: Counter['event'] = (terms) => counter.event(terms);
const code: Counter['code'] = (...asked) => counter.code(...asked);
const nothingHeld = async (intensiveId: IntensiveId) => expect(await counter.heldBy(intensiveId)).toEqual([0, [], []]);

describe('prices of few places', () => {
  const price = (intensiveId: IntensiveId, changes: object) =>
    db.insert(tables.intensivePrices).values({
      ...{ intensiveId, position: 0, label: 'First', kind: 'STANDARD', amountMinor: 0, places: 2 },
      ...changes,
    });

  test('the first two come free, and the others pay', async () => {
    const intensiveId = await event({ capacity: 10 });
    await price(intensiveId, {});
    const all = await Promise.all((await people(db, 6)).map((userId) => counter.register(userId, intensiveId)));
    expect(all.filter(({ orderId }) => orderId === null)).toHaveLength(2);
    await expect(registerFree(db, actOf(await person(db)), { intensiveId, adult: true })).rejects.toMatchObject({
      code: 'PAYMENT_NEEDED',
    });
  });

  test('a group has the price that is left for all of it', async () => {
    const intensiveId = await event({ capacity: 60, invoiceDays: 14 });
    await price(intensiveId, { amountMinor: 5_000, taxChoiceId: await counter.taxOf(intensiveId) });
    await counter.register(await person(db), intensiveId, { places: 20, payer: AGENCY, settlement: 'INVOICE' });
    expect((await counter.ordersIn(intensiveId)).map(({ totalMinor }) => totalMinor)).toEqual([20 * PRICE]);
    await counter.register(await person(db), intensiveId, { places: 2, payer: AGENCY });
    expect((await counter.ordersIn(intensiveId)).map(({ totalMinor }) => totalMinor)).toContain(2 * 5_000);
  });
});

describe('codes', () => {
  const refused = async (intensiveId: IntensiveId, text: string) => {
    const error = await counter.register(await person(db), intensiveId, { code: text }).catch((thrown) => thrown);
    await nothingHeld(intensiveId);
    return error.code;
  };

  test('each fault has its own answer, and nothing is held', async () => {
    const intensiveId = await event();
    const other = await event();
    const [past, future] = [new Date(Date.now() - 1_000), new Date(Date.now() + 3_600_000)];
    await code(intensiveId, 'OVER', { endsAt: past });
    await code(intensiveId, 'SOON', { startsAt: future });
    await code(intensiveId, 'GONE', { removedAt: past });
    await code(other, 'OTHER');
    expect(await refused(intensiveId, 'NONE')).toBe('CODE_UNKNOWN');
    expect(await refused(intensiveId, 'GONE')).toBe('CODE_UNKNOWN');
    expect(await refused(intensiveId, 'OTHER')).toBe('CODE_ELSEWHERE');
    expect(await refused(intensiveId, 'OVER')).toBe('CODE_EXPIRED');
    expect(await refused(intensiveId, 'SOON')).toBe('CODE_NOT_YET');
  });

  test('lower no price that was granted to the person', async () => {
    const intensiveId = await event();
    const userId = await person(db);
    const granted = { intensiveId, position: 2, label: 'Grant', kind: 'SCHOLARSHIP', amountMinor: 0 } as const;
    const [price] = await db.insert(tables.intensivePrices).values(granted).returning();
    await db
      .insert(tables.scholarships)
      .values({ intensiveId, userId, priceId: price?.id as never, grantedAt: new Date() });
    await code(intensiveId, 'HALF');
    const both = counter.register(userId, intensiveId, { code: 'HALF' });
    await expect(both).rejects.toMatchObject({ code: 'CODE_NOT_COMBINED' });
    await nothingHeld(intensiveId);
  });

  test('a use is reserved with the hold: 50 people, 10 uses', async () => {
    const intensiveId = await event({ capacity: 60 });
    await code(intensiveId, 'TEN', { mostUses: 10 });
    const all = await Promise.allSettled(
      (await people(db, 50)).map((userId) => counter.register(userId as UserId, intensiveId, { code: 'TEN' })),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    for (const one of all) if (one.status === 'rejected') expect(one.reason.code).toBe('CODE_USED_UP');
    expect(await seatsTaken(db, intensiveId)).toBe(10);
  });

  test('a use comes back with a hold that ended, and with a full refund, and not before', async () => {
    const intensiveId = await event();
    await code(intensiveId, 'ONE', { mostUses: 1 });
    const [a, b, c] = (await people(db, 3)) as [UserId, UserId, UserId];
    const first = await counter.register(a, intensiveId, { code: 'ONE' });
    await expect(counter.register(b, intensiveId, { code: 'ONE' })).rejects.toMatchObject({ code: 'CODE_USED_UP' });
    const { order } = await standing(db, first.orderId as OrderId);
    await passBy(db, order.holdId as HoldId, 700);
    const second = await counter.register(b, intensiveId, { code: 'ONE' });
    await pay(db, second.orderId as OrderId, PRICE / 2);
    await expect(counter.register(c, intensiveId, { code: 'ONE' })).rejects.toMatchObject({ code: 'CODE_USED_UP' });
    const payments = await db
      .select()
      .from(tables.payments)
      .where(eq(tables.payments.orderId, second.orderId as OrderId));
    await db.insert(tables.refunds).values({
      ...{ orderId: second.orderId as OrderId, paymentId: payments[0]?.id as never, amountMinor: PRICE / 2 },
      ...{ currency: 'USD', cause: 'OUTSIDE', state: 'SUCCEEDED', requestedAt: new Date(), settledAt: new Date() },
    });
    await counter.register(c, intensiveId, { code: 'ONE' });
  });

  test.each([
    ['ended', { endsAt: new Date(Date.now() - 1_000) }],
    ['was removed', { removedAt: new Date() }],
    ['was used up', { mostUses: 1 }],
    ['gives less now', { percent: 10 }],
  ])('a code that %s between the hold and the payment counts as it did', async (_what, change) => {
    const intensiveId = await event();
    await code(intensiveId, 'KEPT', { mostUses: 2 });
    const [a, b] = (await people(db, 2)) as [UserId, UserId];
    const first = await counter.register(a, intensiveId, { code: 'KEPT' });
    await db.update(tables.intensiveCodes).set(change).where(eq(tables.intensiveCodes.intensiveId, intensiveId));
    const again = await counter.register(a, intensiveId, { code: 'KEPT' });
    expect([again.orderId, again.payment?.url]).toEqual([first.orderId, first.payment?.url]);
    await pay(db, first.orderId as OrderId, PRICE / 2);
    expect(await standing(db, first.orderId as OrderId)).toMatchObject({ state: 'PAID', places: ['CONFIRMED'] });
    const other = counter.register(b, intensiveId, { code: 'KEPT' });
    if ('percent' in change)
      expect((await standing(db, (await other).orderId as OrderId)).order.totalMinor).toBe(9_000);
    else await expect(other).rejects.toMatchObject({ code: expect.stringMatching(/^CODE_/) });
  });

  test('an amount of another currency is refused', async () => {
    const intensiveId = await event();
    const euros = await event({ currency: 'EUR' });
    await code(euros, 'EURO', { percent: null, amountMinor: 5_000 });
    expect(await refused(intensiveId, 'EURO')).toBe('CODE_ELSEWHERE');
  });

  test('a price and a code that leave nothing need no Stripe, whatever their kind', async () => {
    const intensiveId = await event({ priceMinor: 5_000 });
    await code(intensiveId, 'FIFTY', { percent: null, amountMinor: 5_000 });
    const { orderId } = await counter.register(await person(db), intensiveId, { code: 'FIFTY', till: counter.closed });
    expect(await standing(db, orderId as OrderId)).toMatchObject({ state: 'FREE', places: ['CONFIRMED'] });
  });

  test('what would be below the smallest charge is refused first', async () => {
    const intensiveId = await event();
    await code(intensiveId, 'ALMOST', { percent: null, amountMinor: PRICE - 20 });
    await expect(counter.register(await person(db), intensiveId, { code: 'ALMOST' })).rejects.toMatchObject({
      ...{ code: 'BELOW_MINIMUM', smallestMinor: 50 },
      message: 'The smallest charge is USD 0.50. Use no code, or another one.',
    });
    await nothingHeld(intensiveId);
  });

  test('guessing is limited', async () => {
    const intensiveId = await event();
    const userId = await person(db);
    const codes: unknown[] = [];
    for (let guess = 0; guess < 31; guess += 1)
      codes.push(await counter.register(userId, intensiveId, { code: `TRY-${guess}` }).catch((error) => error.code));
    expect(new Set(codes.slice(0, 30))).toEqual(new Set(['CODE_UNKNOWN']));
    expect(codes[30]).toBe('RATE_LIMITED');
  });
});

describe('a price with few places', () => {
  test('is sold so often and then the next stands', async () => {
    const intensiveId = await event();
    const [price] = await db
      .update(tables.intensivePrices)
      .set({ places: 1, amountMinor: 7_000 })
      .where(eq(tables.intensivePrices.intensiveId, intensiveId))
      .returning();
    await db.insert(tables.intensivePrices).values({
      ...{ intensiveId, position: 2, label: 'Full', kind: 'STANDARD', amountMinor: PRICE },
      taxChoiceId: price?.taxChoiceId ?? null,
    });
    const all = await Promise.all(
      (await people(db, 4)).map((userId) => counter.register(userId as UserId, intensiveId)),
    );
    const totals = await Promise.all(
      all.map(async ({ orderId }) => (await standing(db, orderId as OrderId)).order.totalMinor),
    );
    expect(totals.toSorted((a, b) => a - b)).toEqual([7_000, PRICE, PRICE, PRICE]);
  });
});

describe('the tax of a sale', () => {
  const taxed = async (changes: object) => {
    const intensiveId = await event();
    const [choice] = await db
      .insert(tables.taxChoices)
      .values({
        ...{ organizationId: counter.organizationId, label: 'Tax', treatment: 'STANDARD', rateHundredths: 1900 },
        ...{ registrationNumber: 'DE1', words: 'Includes tax.', source: 'Code', reason: 'We are registered.' },
        ...{ startsOn: '2020-01-01', recordedAt: new Date(), ...changes },
      } as never)
      .returning();
    await db
      .update(tables.intensivePrices)
      .set({ taxChoiceId: choice?.id ?? null })
      .where(eq(tables.intensivePrices.intensiveId, intensiveId));
    return intensiveId;
  };
  const payer = (changes: object) => ({ payer: { ...AGENCY, ...changes } });

  test('is frozen in the order', async () => {
    const { orderId } = await counter.register(await person(db), await taxed({}));
    const { order } = await standing(db, orderId as OrderId);
    expect(order).toMatchObject({
      netMinor: 8_403,
      taxMinor: 1_597,
      tax: { words: 'Includes tax.', registrationNumber: 'DE1' },
    });
  });

  test('covers some countries only: a missing and another country each have their answer', async () => {
    const intensiveId = await taxed({ buyerCountries: ['DE', 'AT'] });
    const userId = await person(db);
    await expect(counter.register(userId, intensiveId, payer({ country: null }))).rejects.toMatchObject({
      ...{ code: 'BUYER_COUNTRY_NEEDED', covered: ['DE', 'AT'] },
    });
    await expect(counter.register(userId, intensiveId, payer({ country: 'US' }))).rejects.toMatchObject({
      code: 'BUYER_COUNTRY_NOT_COVERED',
    });
    await nothingHeld(intensiveId);
    await counter.register(userId, intensiveId, payer({ country: 'DE' }));
  });

  test('with a reverse charge needs the buyer’s tax id', async () => {
    const intensiveId = await taxed({ treatment: 'REVERSE_CHARGE', rateHundredths: 0 });
    const userId = await person(db);
    await expect(counter.register(userId, intensiveId, payer({}))).rejects.toMatchObject({ code: 'TAX_ID_NEEDED' });
    await counter.register(userId, intensiveId, payer({ taxId: 'ATU12345678' }));
  });

  test('of a choice that has not begun sells nothing', async () => {
    const intensiveId = await taxed({ startsOn: '2099-01-01' });
    await expect(counter.register(await person(db), intensiveId)).rejects.toMatchObject({ code: 'NOT_FOR_SALE' });
    await nothingHeld(intensiveId);
  });
});
