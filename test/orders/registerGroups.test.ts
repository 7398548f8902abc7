import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { HoldId, IntensiveId, OrderId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { pay, standing } from '../support/orderRows.ts';
import { person, registrationsIn } from '../support/seatRows.ts';
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

  test('unpaid ones keep at most two whole groups', async () => {
    const userId = await person(db);
    const events = await Promise.all([1, 2, 3].map(() => event({ invoiceDays: 14, capacity: 100 })));
    const ask = (at: number, places: number) =>
      counter.register(userId, events[at] as IntensiveId, { ...invoice, places });
    await ask(0, 50);
    await ask(1, 49);
    await expect(ask(2, 2)).rejects.toMatchObject({ code: 'TOO_MANY_HOLDS' });
    await ask(2, 1);
  });

  test('unpaid ones keep at most half of an event', async () => {
    const intensiveId = await event({ invoiceDays: 14, capacity: 20 });
    const userId = await person(db);
    const ask = (places: number) => counter.register(userId, intensiveId, { ...invoice, places });
    await expect(ask(11)).rejects.toMatchObject({ code: 'TOO_MANY_HOLDS' });
    await ask(10);
    await expect(ask(1)).rejects.toMatchObject({ code: expect.stringMatching(/TOO_MANY_HOLDS|ORDER_OPEN/) });
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

  test('get the amount of a code once for the order', async () => {
    const intensiveId = await event();
    await code(intensiveId, 'THREE', { mostUses: 3, percent: null, amountMinor: 1_000 });
    const asked = { places: 3, payer: AGENCY, code: 'THREE' };
    const { orderId } = await counter.register(await person(db), intensiveId, asked);
    expect((await standing(db, orderId as OrderId)).order.totalMinor).toBe(3 * PRICE - 1_000);
  });

  test.each([['CHECKOUT'], ['INVOICE']] as const)('by %s use a code once for each place', async (settlement) => {
    const intensiveId = await event({ capacity: 60, invoiceDays: 14 });
    await code(intensiveId, 'GIFT', { mostUses: 3, percent: 100 });
    const ask = async (places: number) =>
      counter.register(await person(db), intensiveId, { places, payer: AGENCY, code: 'GIFT', settlement });
    await expect(ask(50)).rejects.toMatchObject({ code: 'CODE_USED_UP', left: 3 });
    await nothingHeld(intensiveId);
    await ask(2);
    await expect(ask(2)).rejects.toMatchObject({ code: 'CODE_USED_UP', left: 1 });
    await ask(1);
    await expect(ask(1)).rejects.toMatchObject({ code: 'CODE_USED_UP', left: 0 });
  });

  test('need an organization that pays', async () => {
    const intensiveId = await event();
    await expect(counter.register(await person(db), intensiveId, { places: 2 })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await nothingHeld(intensiveId);
  });
});
