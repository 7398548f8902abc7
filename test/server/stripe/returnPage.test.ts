import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { UserId } from '../../../drizzle/ids.ts';
import { holds, intensiveSegments, intensives, orderLines, refunds, registrations } from '../../../drizzle/schema.ts';
import { cancelOrder } from '../../../schema/orders/operations/cancelOrder.ts';
import { recordMoney } from '../../../schema/orders/operations/recordMoney.ts';
import { PAGE_POLICY, PUBLIC_POLICY } from '../../../server/http/page.ts';
import { startTestApp } from '../../support/app.ts';
import { addRegistration, moveRegistration } from '../../support/registrationRows.ts';
import { actOf, addIntensive } from '../../support/seatRows.ts';
import { type Desk, type Ordered, openDesk, settingsFor } from '../../support/stripe/desk.ts';

let desk: Desk;
let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  desk = await openDesk();
  app = await startTestApp(desk.pool, {
    stripe: desk.opened,
    now: desk.clock,
    config: { stripe: settingsFor(desk.fake) },
  });
});
afterAll(async () => {
  await app.stop();
  await desk.close();
});
beforeEach(() => desk.fake.clearFaults());

const AWAY = { when: 'before', how: 500, path: '/v1/checkout/sessions' } as const;

type Paying = Ordered & { sessionId: string; event: Awaited<ReturnType<Desk['event']>> };
const paying = async (changes: Parameters<Desk['event']>[0] = {}): Promise<Paying> => {
  const event = await desk.event(changes);
  const at = new Date('2027-03-12T17:30:00Z');
  await desk.db.insert(intensiveSegments).values({
    ...{ intensiveId: event.intensiveId, position: 1, title: 'Part', kind: 'NOT_FOR_CREDIT', format: 'LIVE_ONLINE' },
    ...{ day: '2027-03-12', wallTime: '12:30', timeZone: 'America/New_York', minutes: 60, topics: [] },
    ...{ instructorIds: [], startsAt: at, endsAt: new Date(at.getTime() + 3_600_000), zoneData: '2026c' },
  });
  const order = await desk.order(event);
  const sessionId = await desk.session(order.orderId);
  // Stripe is not asked again within some seconds.
  await desk.pass(1);
  return { ...order, event, sessionId };
};

const open = async (query: string, userId: UserId | null) => {
  const headers: Record<string, string> = userId === null ? {} : { 'x-test-user': userId };
  const answer = await app.ask(`/registrations/return${query}`, { headers });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, title: /<h1>([^<]*)/.exec(text)?.[1] };
};
const back = (of: Paying, more = '') => open(`?session_id=${of.sessionId}${more}`, of.userId);
const stateOf = async ({ registrationId }: Ordered) =>
  (await desk.db.select().from(registrations).where(eq(registrations.id, registrationId)))[0]?.state;

test('paid, and moved to another date: the page has the new day', async () => {
  const of = await paying();
  desk.fake.complete(of.sessionId);
  await back(of);
  const intensiveId = await addIntensive(desk.db, { startsAt: new Date('2027-04-09T16:30:00Z') });
  const there = await addRegistration(desk.db, { intensiveId, userId: of.userId, at: desk.clock() });
  await moveRegistration(desk.db, of.registrationId, 'TRANSFERRED', desk.clock());
  await desk.db.update(orderLines).set({ registrationId: there }).where(eq(orderLines.orderId, of.orderId));
  const page = await back(of);
  expect(page.title).toBe('Your place moved to another date');
  expect(page.text).toContain('Fri, April 9, 2027, 12:30 (America/New_York)');
  expect(page.text).not.toContain('12 March');
  expect(page.text).toContain(`/registrations/${there}/calendar.ics`);
});

test('the event was canceled, or the order by its buyer: the page says that, and of no time that was over', async () => {
  const [paid, given] = [await paying(), await paying()];
  desk.fake.complete(paid.sessionId);
  await back(paid);
  const now = desk.clock();
  await desk.db.update(intensives).set({ cancelledAt: now }).where(eq(intensives.id, paid.event.intensiveId));
  expect((await back(paid)).title).toBe('The organizer had to cancel');
  const till = { db: desk.db, stripe: desk.stripe, stripeSeller: null, publicUrl: 'https://attune.example.org' };
  await cancelOrder(till, actOf(given.userId, now), { orderId: given.orderId });
  expect((await back(given)).title).toBe('You canceled this registration');
});

test('paid: the page asks Stripe, whose word confirms the place, and offers the calendar', async () => {
  const of = await paying();
  desk.fake.complete(of.sessionId);
  const page = await back(of);
  expect([page.status, page.title]).toEqual([200, 'Your place is confirmed']);
  for (const shown of ['Evening Program', 'USD 450.00', 'Fri, March 12, 2027, 12:30 (America/New_York)'])
    expect(page.text).toContain(shown);
  expect(page.text).toContain(`href="/registrations/${of.registrationId}/calendar.ics"`);
  expect(await stateOf(of)).toBe('CONFIRMED');
  expect(page.headers.get('refresh')).toBeNull();
});

test('not paid: the address alone confirms nothing, and the page loads itself again a few times', async () => {
  const of = await paying();
  const page = await back(of);
  expect([page.status, page.title]).toEqual([200, 'No payment has arrived yet']);
  expect(page.text).toMatch(/Kept for you until.*\(America\/New_York\), [23]\d minutes from now/s);
  expect(page.text).toContain('href="https://checkout.stripe');
  expect(await stateOf(of)).toBe('HELD');
  let [address, loads] = [page.headers.get('refresh'), 0];
  while (address !== null && loads < 20) {
    const [, path = ''] = /^\d+; url=\/registrations\/return(\?[\w=&]+)$/.exec(address) ?? [];
    address = (await open(path, of.userId)).headers.get('refresh');
    loads += 1;
  }
  expect(loads).toBe(6);
});

test('Stripe is silent: the page says that nobody knows, and later the truth', async () => {
  const of = await paying();
  desk.fake.complete(of.sessionId);
  desk.fake.failNext(AWAY);
  const page = await back(of);
  expect(page.title).toBe('We do not know yet whether you paid');
  expect(page.text).toContain('do not pay a second time');
  expect(page.text).not.toContain('checkout.stripe');
  expect(page.headers.get('refresh')).toMatch(/^3; url=/);
  expect((await back(of)).title).toBe('Your place is confirmed');
});

test('the session had expired although the browser said that all was done: nothing was charged', async () => {
  const of = await paying();
  desk.fake.expire(of.sessionId);
  const page = await back(of);
  expect(page.title).toBe('The time for paying is over');
  expect(page.text).toContain('Nothing was charged, whatever the page before this one said. You have no place.');
  expect(await stateOf(of)).not.toBe('CONFIRMED');
});

test('the time is over while Stripe is silent: neither paid nor not', async () => {
  const of = await paying();
  await desk.pass(60);
  desk.fake.failNext(AWAY);
  const page = await back(of);
  expect(page.title).toBe('The time for paying is over');
  expect(page.text).toContain('We are still asking whether a payment came in time');
  expect(page.text).not.toContain('Nothing was charged');
});

test('paid too late: the money goes back, and the page says how far it is', async () => {
  const of = await paying({ capacity: 1 });
  desk.fake.complete(of.sessionId);
  await desk.pass(600);
  // Somebody else has the only seat by now.
  const { registrationId } = await desk.order(of.event);
  await moveRegistration(desk.db, registrationId, 'CONFIRMED', desk.clock());
  const page = await back(of);
  expect(page.title).toBe('Your payment came too late');
  expect(page.text).toMatch(/On its way back<\/dt><dd>USD 450\.00/);
  await desk.db.update(refunds).set({ state: 'SUCCEEDED' }).where(eq(refunds.orderId, of.orderId));
  expect((await back(of)).text).toMatch(/Sent back<\/dt><dd>USD 450\.00/);
  await desk.db.update(refunds).set({ state: 'FAILED' }).where(eq(refunds.orderId, of.orderId));
  expect((await back(of)).text).toMatch(/Could not be sent back yet<\/dt><dd>USD 450\.00.*Write to the organization/s);
});

test('money that takes days is awaited: the seat is kept, and no calendar is offered', async () => {
  const of = await paying({ delayedMethods: true });
  desk.fake.complete(of.sessionId, 'sepa_debit');
  const page = await back(of);
  expect(page.title).toBe('Your money is on its way');
  expect(page.text).not.toContain('calendar.ics');
  expect(await stateOf(of)).toBe('AWAITING_PAYMENT');
  desk.fake.settle(of.sessionId, 'failed');
  await desk.pass(1);
  const failed = await back(of);
  expect(failed.title).toBe('Your payment failed');
});

test('turned back: the seat is kept until then, and can be paid until then', async () => {
  const of = await paying();
  for (const session of [of.sessionId, '{CHECKOUT_SESSION_ID}']) {
    const page = await open(`?session_id=${encodeURIComponent(session)}&cancelled=1`, of.userId);
    expect(page.title).toBe('You have not paid');
    expect(page.text).toContain('Nothing was charged.');
    expect(page.text).toMatch(/Kept for you until.*\(America\/New_York\), [23]\d minutes from now/s);
    expect(page.text).toMatch(/<a class="action" href="https:\/\/checkout\.stripe[^"]*" rel="noreferrer">Pay now/);
    expect(page.headers.get('refresh')).toBeNull();
  }
  // Whoever paid all the same is told so.
  desk.fake.complete(of.sessionId);
  await desk.pass(1);
  expect((await back(of, '&cancelled=1')).title).toBe('Your place is confirmed');
});

test('paid twice: the place stays, and the second payment goes back', async () => {
  const of = await paying();
  await recordMoneyByHand(of);
  desk.fake.complete(of.sessionId);
  const page = await back(of);
  expect(page.title).toBe('Your place is confirmed');
  expect(page.text).toContain('This second payment goes back');
  expect(page.text).toMatch(/On its way back<\/dt><dd>USD 450\.00/);
});
const recordMoneyByHand = ({ orderId }: Ordered) =>
  desk.db.transaction((tx) =>
    recordMoney(tx, {
      ...{ orderId, method: 'BANK_TRANSFER', amountMinor: 45_000, evidence: 'statement of the bank' },
      ...{ receivedAt: desk.clock(), now: desk.clock() },
    }),
  );

test('a place that was cancelled later is not called confirmed', async () => {
  const of = await paying();
  desk.fake.complete(of.sessionId);
  await back(of);
  await moveRegistration(desk.db, of.registrationId, 'CANCELLED', desk.clock());
  const page = await back(of);
  expect(page.title).toBe('This place is no longer yours');
  expect(page.text).not.toContain('calendar.ics');
});

test('anybody else learns nothing, whatever they name', async () => {
  const [of, other] = [await paying(), await paying()];
  desk.fake.complete(of.sessionId);
  const before = desk.fake.seen.length;
  const asked: [string, UserId | null][] = [
    [`?session_id=${of.sessionId}`, null],
    [`?session_id=${of.sessionId}`, other.userId],
    [`?session_id=${of.sessionId}&cancelled=1`, other.userId],
    [`?session_id=${of.sessionId}&session_id=${other.sessionId}`, other.userId],
    ['?session_id=cs_test_unknown', other.userId],
    [`?session_id=${encodeURIComponent("cs_test_' or 1=1")}`, other.userId],
    ['?session_id=%00', other.userId],
    [`?session_id=cs_test_${'x'.repeat(5_000)}`, other.userId],
    ['', other.userId],
    ['?session_id={CHECKOUT_SESSION_ID}', null],
  ];
  const answers = await Promise.all(asked.map(async ([query, userId]) => open(query, userId)));
  const seen = answers.map(({ status, title, text }) => [status, title, text]);
  expect(seen).toEqual(seen.map(() => [404, 'Sign in to see your registration', seen[0]?.[2]]));
  expect(await stateOf(of)).toBe('HELD');
  expect(desk.fake.seen).toHaveLength(before);
});

test('no page of a return is stored, indexed, told to another site or able to run anything but the way out', async () => {
  const of = await paying();
  const pages = [
    { page: await back(of), policy: PAGE_POLICY, scripts: 0 },
    { page: await open('', null), policy: PUBLIC_POLICY, scripts: 1 },
  ];
  for (const { page, policy, scripts } of pages) {
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'content-security-policy': policy,
    });
    expect(page.text.match(/<script/gi) ?? []).toHaveLength(scripts);
    expect(page.text).not.toMatch(/After the Affair/i);
  }
  expect(app.logLines.join('')).not.toContain(of.sessionId);
});

test('the address of an earlier checkout tells what became of the order', async () => {
  const of = await paying();
  const later = new Date(desk.clock().getTime() + 90 * 60_000);
  await desk.db.update(holds).set({ expiresAt: later, freesAt: later }).where(eq(holds.id, of.holdId));
  desk.fake.expire(of.sessionId);
  expect((await back(of)).title).toBe('This page to pay has ended');
  desk.fake.complete(await desk.session(of.orderId));
  await desk.pass(2);
  await desk.reconcile();
  expect((await back(of)).title).toBe('Your place is confirmed');
});
