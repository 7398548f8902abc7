import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { encodeGlobalID } from '@pothos/plugin-relay';
import fc from 'fast-check';
import type { OrderId } from '../../drizzle/ids.ts';
import { balanceRows } from '../../drizzle/schema.ts';
import { moneyFile } from '../../schema/orders/operations/moneyFile.ts';
import { recordMoney } from '../../schema/orders/operations/recordMoney.ts';
import { requestRefund } from '../../schema/orders/operations/requestRefund.ts';
import { carryOutRefund } from '../../schema/orders/operations/stripe/carryOutRefund.ts';
import { linesOfIntensive, linesOfOrganization } from '../../schema/orders/queries/moneyLines.ts';
import { lockOrder } from '../../schema/orders/queries.ts';
import { type BalanceLine, moneyReport } from '../../schema/orders/rules/moneyReport.ts';
import { csvCells } from '../support/csvCells.ts';
import { type Desk, openDesk } from '../support/stripe/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  desk.fake.topUp(1_000_000);
});
afterAll(() => desk.close());

const PRICE = 45_000;
type Event = Parameters<Desk['order']>[0];
const paid = async (event: Event) => {
  const ordered = await desk.order(event);
  const { payment_intent: intent } = desk.fake.complete(await desk.session(ordered.orderId));
  await desk.openCheckout(ordered.orderId);
  return { ...ordered, charge: desk.fake.state.intents.get(intent ?? '')?.latest_charge ?? '' };
};
const refund = async (orderId: OrderId, amountMinor: number) => {
  const [refundId] = await desk.db.transaction(async (tx) => {
    const locked = await lockOrder(tx, orderId);
    if (locked === null) throw new Error('no such order');
    return requestRefund(tx, locked, { amountMinor, cause: 'POLICY', now: desk.clock() });
  });
  if (refundId !== undefined) await carryOutRefund(desk.needs, { refundId, now: desk.clock() });
};
const period = () => ({ from: new Date(Date.now() - 86_400_000), to: new Date(Date.now() + 2 * 86_400_000) });
const report = async (sells = true) => {
  const lines = await linesOfOrganization(desk.db, { organizationId: desk.own.organizationId, sells, ...period() });
  return moneyReport(lines).find(({ currency }) => currency === 'USD');
};

test('equals Stripe’s totals to the cent, and leaves nothing unexplained until an odd row comes', async () => {
  const event = await desk.event({ capacity: 50 });
  const [one, other, third] = [await paid(event), await paid(event), await paid(event)];
  await refund(one.orderId, PRICE);
  await refund(other.orderId, 10_000);
  const dispute = desk.fake.openDispute(third.charge);
  desk.fake.payOut();
  // A transfer and its refund by hand stand apart.
  const byHand = await desk.order(event);
  await desk.db.transaction((tx) =>
    recordMoney(tx, {
      ...{ orderId: byHand.orderId, method: 'BANK_TRANSFER', amountMinor: PRICE, evidence: 'Line 1' },
      ...{ receivedAt: new Date(), now: new Date() },
    }),
  );
  expect(await report()).toMatchObject({
    grossMinor: 0,
    pendingMinor: 3 * PRICE - PRICE - 10_000,
    receivedMinor: PRICE,
  });
  await desk.pass(2);
  await desk.reconcile();
  const totals = desk.fake.totals();
  const now = await report();
  expect(now).toMatchObject({
    ...{
      grossMinor: totals.charged,
      refundsMinor: totals.refunded,
      disputesMinor: totals.disputed,
      feesMinor: totals.fees,
    },
    ...{ unexplainedMinor: 0, pendingMinor: 0, receivedMinor: PRICE, returnedMinor: 0 },
    netMinor: totals.charged - totals.refunded - totals.disputed - totals.fees,
  });
  // Stripe keeps its fee: a sale that went back costs.
  expect(moneyReport(await linesOfIntensive(desk.db, event.intensiveId))).toMatchObject([
    { netMinor: now?.netMinor, unexplainedMinor: 0 },
  ]);
  desk.fake.closeDispute(dispute.id, 'won');
  desk.fake.oddRow(-77);
  await desk.pass(2);
  await desk.reconcile();
  expect(await report()).toMatchObject({ disputesMinor: 0, unexplainedMinor: -77 });
  // Only whoever sells through the account answers for what nobody knows.
  expect(await report(false)).toMatchObject({ unexplainedMinor: 0 });
});

test('a row that says another amount than our books shows the difference', async () => {
  const event = await desk.event();
  const { charge } = await paid(event);
  await desk.db.insert(balanceRows).values({
    ...{ stripeId: 'txn_odd', account: 'acct_1', livemode: false, type: 'charge', sourceId: charge, currency: 'USD' },
    ...{ amountMinor: PRICE + 5, feeMinor: 100, netMinor: PRICE - 95, occurredAt: new Date() },
  });
  expect(moneyReport(await linesOfIntensive(desk.db, event.intensiveId))).toMatchObject([
    { grossMinor: PRICE, unexplainedMinor: 5, netMinor: PRICE - 95 },
  ]);
});

test('the table has every movement, in the digits of its currency, and no formula', async () => {
  const organization = { id: desk.own.organizationId, timeZone: 'America/New_York' };
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const from = day(Date.now() - 86_400_000);
  const text = (
    await moneyFile(desk.db, {
      organization,
      from,
      to: day(Date.now() + 2 * 86_400_000),
      sells: true,
      globalId: encodeGlobalID,
    })
  ).toString('utf8');
  const [header, ...rows] = text.slice(1).trim().split('\r\n');
  expect(header).toBe(
    'When,What,How,Order,Sold as,Currency,Amount,Fee,Net,Unexplained,Reference,Invoice,Credit note,Payer,Event date,Time zone',
  );
  expect(rows.filter((row) => row.includes(',PAYMENT,STRIPE charge,'))).not.toHaveLength(0);
  expect(rows.some((row) => /,UNEXPLAINED,STRIPE reserved_funds,,,USD,-0\.77,0\.00,-0\.77,-0\.77,/.test(row))).toBe(
    true,
  );
  const byBank = csvCells(text).find(({ How }) => How === 'BANK_TRANSFER');
  const globalId = (type: string) =>
    expect.stringMatching(`^${Buffer.from(`${type}:`).toString('base64').slice(0, 6)}`);
  expect(byBank).toMatchObject({
    ...{ Order: globalId('Order'), Reference: globalId('Payment'), Invoice: expect.stringMatching(/^INV-/) },
    ...{ Payer: expect.stringMatching(/\w/), 'Time zone': 'America/New_York' },
  });
  // What the event is about stands nowhere.
  expect(text).not.toMatch(/affair/i);
});

test('a name that a spreadsheet would run is text, and a negative amount stays a number', async () => {
  const names = ['=HYPERLINK("https://evil.example.org")', '+1', '-1', '@SUM(A1)'];
  for (const neutralName of names) {
    const { orderId } = await paid(await desk.event({ neutralName }));
    await refund(orderId, 1_000);
  }
  const organization = { id: desk.own.organizationId, timeZone: 'America/New_York' };
  const days = [Date.now() - 86_400_000, Date.now() + 5 * 86_400_000].map((at) =>
    new Date(at).toISOString().slice(0, 10),
  );
  const [from = '', to = ''] = days;
  const rows = csvCells(
    (await moneyFile(desk.db, { organization, from, to, sells: true, globalId: encodeGlobalID })).toString('utf8'),
  );
  for (const { When } of rows) expect(When).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  for (const name of names) {
    const own = rows.filter((row) => row['Sold as']?.endsWith(name));
    expect(own.map((row) => row.Amount)).toEqual(expect.arrayContaining(['450.00', '-10.00']));
    for (const row of own) expect(row['Sold as']).not.toMatch(/^[=+\-@]/);
  }
});

test('gross less fees, refunds and disputes, with what is unexplained, is always the net', () => {
  const amount = fc.integer({ min: -100_000, max: 100_000 });
  const line: fc.Arbitrary<BalanceLine> = fc
    .record({
      amountMinor: amount,
      feeMinor: fc.integer({ min: 0, max: 500 }),
      type: fc.constantFrom(
        'charge',
        'refund',
        'refund_failure',
        'adjustment',
        'payout',
        'stripe_fee',
        'mystery',
        'topup',
      ),
      of: fc.constantFrom('PAYMENT' as const, 'REFUND' as const, 'DISPUTE' as const, null),
      bookedMinor: fc.option(fc.integer({ min: 1, max: 100_000 })),
      bookedCurrency: fc.constantFrom('USD', 'EUR', null),
    })
    .map((row) => ({
      ...{ ...row, id: 'txn', currency: 'USD', occurredAt: new Date(0), orderId: null, soldAs: null },
      ...{ payer: null, invoice: null, creditNote: null, startsAt: null, timeZone: null },
      netMinor: row.amountMinor - row.feeMinor,
    }));
  fc.assert(
    fc.property(fc.array(line), (balance) => {
      const [found] = moneyReport({ balance, books: [] });
      if (found === undefined) return;
      const { grossMinor, feesMinor, refundsMinor, disputesMinor, unexplainedMinor, netMinor } = found;
      expect(grossMinor - feesMinor - refundsMinor - disputesMinor + unexplainedMinor).toBe(netMinor);
    }),
  );
});
