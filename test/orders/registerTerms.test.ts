import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { HoldId, IntensiveId, OrderId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { pay, standing } from '../support/orderRows.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { addIntensive, people, person, registrationsIn } from '../support/seatRows.ts';
import { AGENCY, type Counter, openCounter } from '../support/tills.ts';

let db: Database;
let close: () => Promise<void>;
let counter: Counter;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 12 }));
  counter = await openCounter(db);
});
afterAll(async () => {
  await counter.close();
  await close();
});

const PRICE = 10_000;
type Terms = NonNullable<Parameters<typeof addIntensive>[1]>;
const event = (terms: Terms = {}) =>
  addIntensive(db, { organizationId: counter.organizationId, priceMinor: PRICE, ...terms });
const ordersIn = (intensiveId: IntensiveId) =>
  db.select().from(tables.orders).where(eq(tables.orders.intensiveId, intensiveId));
const nothingHeld = async (intensiveId: IntensiveId) => {
  expect([
    await seatsTaken(db, intensiveId),
    await ordersIn(intensiveId),
    await registrationsIn(db, intensiveId),
  ]).toEqual([0, [], []]);
};
const code = async (intensiveId: IntensiveId, text: string, changes: object = {}) =>
  db.insert(tables.intensiveCodes).values({ intensiveId, code: text, percent: 50, createdAt: new Date(), ...changes });

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

describe('an invoice', () => {
  const invoice = { settlement: 'INVOICE', payer: AGENCY } as const;

  test('keeps the seat until it is due, and is issued and mailed at once', async () => {
    const intensiveId = await event({ capacity: 1, invoiceDays: 14 });
    const now = new Date();
    const { orderId, payment } = await counter.register(await person(db), intensiveId, {
      ...invoice,
      till: counter.closed,
    });
    expect(payment).toBeNull();
    const { order, papers, places } = await standing(db, orderId as OrderId);
    expect(places).toEqual(['AWAITING_PAYMENT']);
    expect(papers[0]).toMatchObject({
      ...{ label: expect.stringMatching(/^INV-\d{6}$/), payer: { name: 'Example Agency', purchaseOrder: 'PO-77' } },
      facts: { paidMinor: 0, totalMinor: PRICE },
    });
    const [hold] = await db
      .select()
      .from(tables.holds)
      .where(eq(tables.holds.id, order.holdId as HoldId));
    const days = ((hold?.expiresAt?.getTime() ?? 0) - now.getTime()) / 86_400_000;
    expect(days).toBeGreaterThan(14);
    expect(days).toBeLessThanOrEqual(15.1);
    const mails = await db.select().from(tables.eventMails).where(sql`facts ->> 'order' = ${orderId}`);
    expect(mails).toMatchObject([
      { text: 'ORDER_INVOICED', address: AGENCY.email, facts: { label: papers[0]?.label } },
    ]);
    await expect(counter.register(await person(db), intensiveId)).rejects.toMatchObject({ code: 'SOLD_OUT' });
  });

  test('is for organizations, and where it is offered', async () => {
    const intensiveId = await event({ invoiceDays: 14 });
    const userId = await person(db);
    await expect(counter.register(userId, intensiveId, { settlement: 'INVOICE' })).rejects.toMatchObject({
      code: 'INVOICE_NOT_OFFERED',
    });
    await expect(counter.register(userId, await event(), invoice)).rejects.toMatchObject({
      code: 'INVOICE_NOT_OFFERED',
    });
    await expect(counter.register(userId, intensiveId, { ...invoice, inParts: true })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await nothingHeld(intensiveId);
  });

  test('is due on the day of the start at the latest', async () => {
    const startsAt = new Date(Date.now() + 3 * 86_400_000);
    const intensiveId = await event({ invoiceDays: 30, startsAt });
    const { orderId } = await counter.register(await person(db), intensiveId, invoice);
    const { papers } = await standing(db, orderId as OrderId);
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(startsAt);
    expect(papers[0]?.facts.dueOn).toBe(day);
  });

  test('in two parts: the deposit with the invoice, the rest by the organizer’s deadline', async () => {
    const startsAt = new Date(Date.now() + 60 * 86_400_000);
    const deposit = { percent: 30, balanceUntil: { unit: 'CALENDAR_DAYS', count: 7 } } as const;
    const intensiveId = await event({ invoiceDays: 10, deposit, startsAt });
    const { orderId } = await counter.register(await person(db), intensiveId, { ...invoice, inParts: true });
    const plan = await db
      .select()
      .from(tables.installments)
      .where(eq(tables.installments.orderId, orderId as OrderId));
    expect(plan.map(({ amountMinor }) => amountMinor)).toEqual([3_000, 7_000]);
    await pay(db, orderId as OrderId, 3_000, { method: 'BANK_TRANSFER' });
    expect(await standing(db, orderId as OrderId)).toMatchObject({ state: 'PARTLY_PAID', places: ['CONFIRMED'] });
  });

  test('who comes back gets it again; three unpaid ones are the most', async () => {
    const userId = await person(db);
    const events = await Promise.all([1, 2, 3, 4].map(() => event({ invoiceDays: 14 })));
    const first = await counter.register(userId, events[0] as IntensiveId, invoice);
    expect((await counter.register(userId, events[0] as IntensiveId, invoice)).orderId).toBe(first.orderId);
    for (const id of events.slice(1, 3)) await counter.register(userId, id, invoice);
    await expect(counter.register(userId, events[3] as IntensiveId, invoice)).rejects.toMatchObject({
      code: 'TOO_MANY_HOLDS',
    });
  });
});

describe('places of a group', () => {
  test('are unnamed, ordered by an organization, and confirmed together', async () => {
    const intensiveId = await event({ capacity: 5 });
    const { orderId, registrationIds } = await counter.register(await person(db), intensiveId, {
      places: 4,
      payer: AGENCY,
    });
    expect(registrationIds).toHaveLength(4);
    const rows = await registrationsIn(db, intensiveId);
    expect(rows.every(({ userId }) => userId === null)).toBe(true);
    await expect(counter.register(await person(db), intensiveId, { places: 2, payer: AGENCY })).rejects.toMatchObject({
      ...{ code: 'SOLD_OUT', wanted: 2, left: 1 },
    });
    await pay(db, orderId as OrderId, 4 * PRICE);
    expect(await standing(db, orderId as OrderId)).toMatchObject({
      ...{ state: 'PAID', places: ['CONFIRMED', 'CONFIRMED', 'CONFIRMED', 'CONFIRMED'] },
      papers: [{ facts: { lines: [{ quantity: 4, totalMinor: 4 * PRICE }] } }],
    });
  });

  test('use a code once', async () => {
    const intensiveId = await event();
    await code(intensiveId, 'ONCE', { mostUses: 1, percent: null, amountMinor: 1_000 });
    const { orderId } = await counter.register(await person(db), intensiveId, {
      places: 3,
      payer: AGENCY,
      code: 'ONCE',
    });
    expect((await standing(db, orderId as OrderId)).order.totalMinor).toBe(3 * PRICE - 1_000);
  });

  test('need an organization that pays', async () => {
    const intensiveId = await event();
    await expect(counter.register(await person(db), intensiveId, { places: 2 })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await nothingHeld(intensiveId);
  });
});
