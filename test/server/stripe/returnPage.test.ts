import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { UserId } from '../../../drizzle/ids.ts';
import { holds } from '../../../drizzle/schema.ts';
import { startTestApp } from '../../support/app.ts';
import { type Desk, openDesk, settingsFor } from '../../support/stripe/desk.ts';

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

const open = async (sessionId: string, userId: UserId | null) => {
  const headers = { accept: 'text/html', ...(userId === null ? {} : { 'x-test-user': userId }) };
  const answer = await app.ask(`/registrations/return?session_id=${sessionId}`, { headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};
const begin = async (changes: Parameters<Desk['event']>[0] = {}) => {
  const ordered = await desk.order(await desk.event(changes));
  return { ...ordered, sessionId: await desk.session(ordered.orderId) };
};
const title = (text: string) => /<h1>(.*?)<\/h1>/.exec(text)?.[1];

describe('whoever comes back', () => {
  test('without having paid has no place by the address alone', async () => {
    const { sessionId, userId, orderId } = await begin();
    await desk.pass(1);
    const page = await open(sessionId, userId);
    expect([page.status, title(page.text)]).toEqual([200, 'Nothing was paid yet']);
    expect(page.text).toContain(`https://checkout.stripe.com/c/pay/${sessionId}`);
    expect(page.text).toContain('33 minutes are left');
    expect(await desk.standing(orderId)).toMatchObject({ places: ['HELD'], payments: [] });
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  test('after paying sees it at once, although no event has come', async () => {
    const { sessionId, userId, orderId } = await begin();
    desk.fake.complete(sessionId);
    desk.fake.drop();
    await desk.pass(1);
    const page = await open(sessionId, userId);
    expect(title(page.text)).toBe('Your place is confirmed');
    expect(page.text).toContain('USD 450.00');
    expect(await desk.standing(orderId)).toMatchObject({ places: ['CONFIRMED'] });
    expect(title((await open(sessionId, userId)).text)).toBe('Your place is confirmed');
  });

  test('learns the truth when the session had ended, whatever Stripe’s page said', async () => {
    const { sessionId, userId } = await begin();
    await desk.pass(36);
    const page = await open(sessionId, userId);
    expect(title(page.text)).toBe('The time for paying is over');
    expect(page.text).toContain('Nothing was charged');
    expect(page.text).not.toContain('checkout.stripe.com');
  });

  test('by the address of an earlier checkout sees what became of the order', async () => {
    const { sessionId, userId, orderId, holdId } = await begin();
    const later = new Date(desk.clock().getTime() + 90 * 60_000);
    await desk.db.update(holds).set({ expiresAt: later, freesAt: later }).where(eq(holds.id, holdId));
    desk.fake.expire(sessionId);
    await desk.pass(1);
    expect(title((await open(sessionId, userId)).text)).toBe('This page to pay has ended');
    desk.fake.complete(await desk.session(orderId));
    await desk.pass(2);
    await desk.reconcile();
    expect(title((await open(sessionId, userId)).text)).toBe('Your place is confirmed');
  });

  test('learns that delayed money is awaited, and that it failed', async () => {
    const { sessionId, userId } = await begin({ delayedMethods: true });
    desk.fake.complete(sessionId, 'sepa_debit');
    await desk.pass(1);
    expect(title((await open(sessionId, userId)).text)).toBe('Your money is on its way');
    desk.fake.settle(sessionId, 'failed');
    await desk.pass(1);
    expect(title((await open(sessionId, userId)).text)).toBe('Your payment failed');
  });

  test('too late for a seat learns that all of it goes back', async () => {
    const event = await desk.event({ capacity: 1 });
    const ordered = await desk.order(event, { minutes: 31 });
    const sessionId = await desk.session(ordered.orderId);
    desk.fake.complete(sessionId);
    await desk.pass(42);
    await desk.order(event);
    expect(title((await open(sessionId, ordered.userId)).text)).toBe('Your payment came too late');
    expect(await desk.standing(ordered.orderId)).toMatchObject({
      refunds: [{ cause: 'LATE_PAYMENT', amountMinor: 45_000 }],
    });
  });

  test('where Stripe left its placeholder in the address, sees their newest checkout', async () => {
    const { userId } = await begin();
    expect(title((await open('{CHECKOUT_SESSION_ID}', userId)).text)).toBe('Nothing was paid yet');
  });

  test('while Stripe is away is told so, and not to pay a second time', async () => {
    const { sessionId, userId } = await begin();
    desk.fake.complete(sessionId);
    await desk.pass(1);
    await desk.fake.stop();
    const page = await open(sessionId, userId);
    await desk.fake.start();
    expect([page.status, page.text.includes('do not pay a second time')]).toEqual([200, true]);
    expect(page.text).not.toContain('Go on paying');
  });
});

test('another person, somebody who is not signed in, and an unknown session get one and the same answer', async () => {
  const { sessionId, userId } = await begin();
  desk.fake.complete(sessionId);
  const { userId: other } = await desk.order(await desk.event());
  const asked = desk.fake.seen.length;
  const answers = [
    await open(sessionId, other),
    await open(sessionId, null),
    await open('cs_test_0123456789', userId),
    await open('cs_test_%00', userId),
    await open("cs_test_x'--", userId),
    await open(`cs_test_${'x'.repeat(5_000)}`, userId),
    await open('', userId),
  ];
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(404);
  expect(desk.fake.seen).toHaveLength(asked);
});

test('no page names the subject of a couple’s event', async () => {
  const { sessionId, userId } = await begin();
  const { text } = await open(sessionId, userId);
  expect(text).toContain('Evening Program');
  expect(text).not.toMatch(/affair|couple|betrayal/i);
});
