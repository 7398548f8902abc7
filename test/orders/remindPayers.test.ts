import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { HoldId, IntensiveId, OrderId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { remindPayers } from '../../schema/orders/operations/remindPayers.ts';
import { reminderFor } from '../../schema/orders/rules/reminders.ts';
import { invoicePlan } from '../../schema/orders/rules/terms.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { mailsOf, pay, standing } from '../support/orderRows.ts';
import { addIntensive, passBy, person } from '../support/seatRows.ts';
import { AGENCY, openShop, type Shop } from '../support/tills.ts';

let { db, counter, close } = {} as Shop;
beforeAll(async () => {
  ({ db, counter, close } = await openShop({ max: 8 }));
});
afterAll(() => close());

const PRICE = 10_000;
const DAY = 86_400_000;
const event = (terms: object = {}) =>
  addIntensive(db, {
    organizationId: counter.organizationId,
    priceMinor: PRICE,
    invoiceDays: 14,
    capacity: 2,
    ...terms,
  });
const invoiced = async (intensiveId: IntensiveId, inParts = false) => {
  const asked = { settlement: 'INVOICE', payer: AGENCY, inParts } as const;
  return (await counter.register(await person(db), intensiveId, asked)).orderId as OrderId;
};
const run = (days: number) =>
  remindPayers.run({ db, stripe: null, clock: () => new Date(Date.now() + days * DAY) }, {});
const holdOf = async (orderId: OrderId) => (await standing(db, orderId)).order.holdId as HoldId;

test('a payer is reminded once before the day, and the place is kept until then', async () => {
  const intensiveId = await event();
  const orderId = await invoiced(intensiveId);
  await run(0);
  expect(await mailsOf(db, orderId)).toEqual(['ORDER_INVOICED']);
  await Promise.all([run(12), run(12)]);
  await run(13);
  expect(await mailsOf(db, orderId)).toEqual(['ORDER_INVOICED', 'PAYMENT_DUE']);
  expect(await seatsTaken(db, intensiveId)).toBe(1);
  const [mail] = await db
    .select()
    .from(tables.eventMails)
    .where(sql`text = 'PAYMENT_DUE' and facts ->> 'order' = ${orderId}`);
  expect(mail).toMatchObject({
    address: AGENCY.email,
    facts: { amountMinor: PRICE, label: expect.stringMatching(/^INV-/) },
  });
});

test('an unpaid place is free by the clock, and the job ends the order with a credit note over everything', async () => {
  const intensiveId = await event({ capacity: 1 });
  const orderId = await invoiced(intensiveId);
  await pay(db, orderId, 2_000, { method: 'BANK_TRANSFER' });
  await passBy(db, await holdOf(orderId));
  expect(await seatsTaken(db, intensiveId)).toBe(0);
  await run(16);
  await run(17);
  const now = await standing(db, orderId);
  expect(now).toMatchObject({
    ...{ places: ['LAPSED'], documents: [`INVOICE ${PRICE}`, `CREDIT_NOTE ${PRICE}`] },
    refunds: ['ORDER_CANCELLED 2000 TO_CONFIRM'],
  });
  expect(now.papers[1]?.facts.corrects).toMatchObject({
    number: now.papers[0]?.label,
    because: 'It was not paid in time.',
  });
  expect(await mailsOf(db, orderId)).toEqual(['ORDER_INVOICED', 'PAYMENT_RECEIVED', 'INVOICE_LAPSED']);
  // Money that comes after that goes back.
  await pay(db, orderId, PRICE, { method: 'BANK_TRANSFER' });
  expect((await standing(db, orderId)).refunds).toContain(`LATE_PAYMENT ${PRICE} TO_CONFIRM`);
});

test('money that comes before the job has seen the end takes the seat', async () => {
  const orderId = await invoiced(await event());
  await passBy(db, await holdOf(orderId));
  await pay(db, orderId, PRICE, { method: 'BANK_TRANSFER' });
  await run(16);
  expect(await standing(db, orderId)).toMatchObject({ state: 'PAID', places: ['CONFIRMED'] });
});

test('a rest that is not paid is reminded of, and ends no place', async () => {
  const deposit = { percent: 30, balanceUntil: { unit: 'CALENDAR_DAYS', count: 7 } };
  const intensiveId = await event({ deposit, startsAt: new Date(Date.now() + 60 * DAY) });
  const orderId = await invoiced(intensiveId, true);
  await pay(db, orderId, 3_000, { method: 'BANK_TRANSFER' });
  await run(20);
  await run(52);
  await run(54);
  await run(58);
  expect(await mailsOf(db, orderId)).toEqual(['ORDER_INVOICED', 'PAYMENT_RECEIVED', 'PAYMENT_DUE', 'PAYMENT_OVERDUE']);
  expect(await standing(db, orderId)).toMatchObject({ places: ['CONFIRMED'], order: { cancelledAt: null } });
  const late = sql`text = 'PAYMENT_OVERDUE' and facts ->> 'order' = ${orderId}`;
  const [due] = await db.select().from(tables.eventMails).where(late);
  expect(due?.facts).toMatchObject({ amountMinor: 7_000 });
});

const plan = [
  { amountMinor: 30, dueOn: '2027-01-10' },
  { amountMinor: 70, dueOn: '2027-02-10' },
];
test.each([
  ['long before', '2026-12-01', 0, false, true, null],
  ['three days before', '2027-01-07', 0, false, true, { kind: 'DUE', part: '1', amountMinor: 30 }],
  ['on the day', '2027-01-10', 10, false, true, { kind: 'DUE', part: '1', amountMinor: 20 }],
  ['after it without a place', '2027-01-11', 0, false, false, { kind: 'LAPSED' }],
  ['between the parts', '2027-01-20', 30, true, true, null],
  ['after the last', '2027-02-11', 30, true, true, { kind: 'OVERDUE', part: '2', amountMinor: 70 }],
  ['both owed, after the first', '2027-01-12', 0, true, true, { kind: 'OVERDUE', part: '1', amountMinor: 30 }],
  ['all paid', '2027-02-11', 100, true, true, null],
])('reminder: %s', (_, today, paidMinor, seated, kept, expected) => {
  const never = { totalMinor: 100, owedAgainOn: null, begun: false };
  const reminder = reminderFor({ ...never, plan, paidMinor, today, seated, kept });
  if (expected === null) expect(reminder).toBeNull();
  else expect(reminder).toMatchObject(expected);
});

test.each([
  ['2028-02-29', '2028-02-25', null],
  ['2028-02-29', '2028-02-26', 'DUE'],
  ['2028-02-29', '2028-02-29', 'DUE'],
  ['2028-02-29', '2028-03-01', 'OVERDUE'],
  ['2028-03-01', '2028-02-26', null],
  ['2028-03-01', '2028-02-27', 'DUE'],
  ['2028-03-03', '2028-02-28', null],
  ['2028-03-03', '2028-02-29', 'DUE'],
])('due on %s, on %s, across a leap day: %s', (dueOn, today, kind) => {
  const facts = { totalMinor: 100, owedAgainOn: null, begun: false, paidMinor: 0, seated: true, kept: true };
  expect(reminderFor({ ...facts, plan: [{ amountMinor: 100, dueOn }], today })?.kind ?? null).toBe(kind);
});

test.each([
  ['long before its day', '2027-03-01', 0, false, null],
  ['soon', '2027-03-08', 10, false, { kind: 'DUE', part: '2027-03-10', amountMinor: 90 }],
  ['after its day', '2027-03-11', 10, false, { kind: 'LAPSED' }],
  ['after its day with the first part paid', '2027-03-11', 30, false, { kind: 'OVERDUE', amountMinor: 70 }],
  ['after its day, when the event has begun', '2027-03-11', 0, true, { kind: 'OVERDUE', amountMinor: 100 }],
  ['paid', '2027-03-11', 100, false, null],
])('what is owed again: %s', (_, today, paidMinor, begun, expected) => {
  const owed = { totalMinor: 100, owedAgainOn: '2027-03-10', seated: true, kept: true };
  const reminder = reminderFor({ ...owed, plan, paidMinor, today, begun });
  if (expected === null) expect(reminder).toBeNull();
  else expect(reminder).toMatchObject(expected);
});

const terms = {
  totalMinor: 10_001,
  invoiceDays: 14,
  timeZone: 'America/Los_Angeles',
  now: new Date('2027-01-01T20:00:00Z'),
};
const deposit = { percent: 50, balanceUntil: { unit: 'CALENDAR_DAYS', count: 10 } } as const;
test.each([
  ['at once', { deposit: null, start: new Date('2027-03-01T17:00:00Z') }, ['2027-01-15 10001']],
  ['in two parts', { deposit, start: new Date('2027-03-01T17:00:00Z') }, ['2027-01-15 5001', '2027-02-19 5000']],
  ['the rest would be due first', { deposit, start: new Date('2027-01-20T17:00:00Z') }, ['2027-01-15 10001']],
  ['starts sooner', { deposit: null, start: new Date('2027-01-05T17:00:00Z') }, ['2027-01-05 10001']],
  ['has started', { deposit: null, start: new Date('2026-12-05T17:00:00Z') }, ['2027-01-01 10001']],
  [
    'in hours',
    {
      deposit: { percent: 10, balanceUntil: { unit: 'HOURS', count: 24 } } as const,
      start: new Date('2027-03-02T08:30:00Z'),
    },
    ['2027-01-15 1000', '2027-03-01 9001'],
  ],
])('a plan: %s', (_, changes, expected) => {
  const made = invoicePlan({ ...terms, ...changes });
  expect(made.map(({ dueOn, amountMinor }) => `${dueOn} ${amountMinor}`)).toEqual(expected);
});
