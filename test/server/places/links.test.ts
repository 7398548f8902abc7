import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import type { Pool } from '../../../drizzle/client.ts';
import { connect } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { applyToIntensive } from '../../../schema/registrations/operations/applications.ts';
import { cancelRegistration } from '../../../schema/registrations/operations/cancelRegistration.ts';
import { claimPlace } from '../../../schema/registrations/operations/claimPlace.ts';
import { acceptPair, invitePartner } from '../../../schema/registrations/operations/pairs.ts';
import { makePlaceLink } from '../../../schema/registrations/operations/places.ts';
import { mount } from '../../../server/app/mount.ts';
import { fixedOrigins } from '../../../server/app/origins.ts';
import { places } from '../../../server/app/routes.ts';
import type { Route } from '../../../server/http/route.ts';
import { checkingCodes } from '../../../server/places/linkRoutes.ts';
import { testServices } from '../../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { secretIn, sendAll } from '../../support/outbox.ts';
import { seating } from '../../support/seating.ts';
import { actOf, addIntensive, NOW, people } from '../../support/seatRows.ts';
import { emailOf } from '../../support/world.ts';

let database: TestDatabase;
let pool: Pool;
let url: string;
let stop: () => Promise<void>;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 5 });
  const app = express();
  app.use(fixedOrigins(['https://app.example.org']));
  const services = await testServices(pool, { now: () => NOW });
  mount(app, services, places(services));
  const shell: Route = {
    on: 'get',
    pattern: '/join/:kind/:secret',
    handle: (_, answer) => void answer.send('the app'),
    origins: 'OURS',
  };
  mount(app, services, [checkingCodes(services)(shell)]);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
});
afterAll(async () => {
  await stop();
  await pool.close();
  await database.drop();
});

const { full, join, openOffers, rowOf } = seating(() => pool.db);
const ask = (path: string, method = 'GET', accept = 'text/html') => fetch(url + path, { method, headers: { accept } });

test('a link declines by its button alone: programs that open every link of a mail change nothing', async () => {
  const { intensiveId, seated } = await full(1);
  const [a, b] = await people(pool.db, 2);
  for (const userId of [a, b]) await join(intensiveId, userId as never);
  const [holder] = seated;
  const rows = await pool.db.query.registrations.findMany({ where: { userId: holder as never } });
  await cancelRegistration(pool.db, actOf(holder as never), { registrationId: rows[0]?.id ?? null });
  const [mail] = (await sendAll(pool.db)).filter(({ text }) => text.includes('/waitlist/decline/'));
  const path = `/waitlist/decline/${secretIn(mail as never)}`;
  for (let at = 0; at < 5; at += 1) {
    const page = await ask(path);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<form method="post"><button type="submit">Decline the place</button></form>');
    expect((await ask(path, 'HEAD')).status).toBe(200);
  }
  expect(await openOffers(intensiveId)).toEqual([a]);
  const done = await ask(path, 'POST');
  expect(done.status).toBe(200);
  expect(done.headers.get('cache-control')).toBe('no-store');
  expect(await done.text()).toContain('Declined');
  expect(await openOffers(intensiveId)).toEqual([b]);
  const again = await ask(path, 'POST', 'application/json');
  expect(await again.json()).toEqual({ state: 'OVER' });
  expect(await (await ask(path)).text()).toContain('Nothing to decline');
  expect(await rowOf(rows[0]?.id as never)).toMatchObject({ state: 'CANCELLED' });
});

test.each(['AAAAAAAAAAAAAAAAAAAAAA', 'x', '%00', "'or''='", 'A'.repeat(4000)])(
  'an unknown code %.30j is not found',
  async (code) => {
    const paths = [`/waitlist/decline/${encodeURIComponent(code)}`, `/invitations/${encodeURIComponent(code)}/refuse`];
    for (const [path, method] of paths.flatMap((one) => ['GET', 'POST'].map((how) => [one, how] as const))) {
      const answer = await ask(path, method, 'application/json');
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    }
  },
);

const place = async () => {
  const { intensiveId, seated } = await full(1);
  const rows = await pool.db.query.registrations.findMany({ where: { intensiveId } });
  const [holder, taker] = [seated[0] as UserId, (await people(pool.db, 1))[0] as UserId];
  const asked = { registrationId: rows[0]?.id ?? null, email: null };
  const { secret } = await makePlaceLink(pool.db, actOf(holder), asked);
  return { secret: secret ?? '', use: () => claimPlace(pool.db, actOf(taker), { secret: secret ?? '', adult: true }) };
};
const invitation = async () => {
  const intensiveId = await addIntensive(pool.db, { kind: 'COUPLES', admission: 'APPLICATION' });
  const [a, b] = (await people(pool.db, 2)) as [UserId, UserId];
  const { registrationId } = await applyToIntensive(pool.db, actOf(a), { intensiveId, adult: true });
  await invitePartner(pool.db, actOf(a), { registrationId, email: (await emailOf(pool.db, b)) ?? '' });
  const mail = (await sendAll(pool.db)).findLast(({ text }) => text.includes('/invitations/'));
  const secret = secretIn(mail as never);
  return { secret, use: () => acceptPair(pool.db, actOf(b), { secret, adult: true }) };
};

test('the link of an invitation refuses more by its button alone, once and for good, and the invitation stays', async () => {
  const { secret, use } = await invitation();
  const path = `/invitations/${secret}/refuse`;
  const state = async (method: string) => (await ask(path, method, 'application/json')).json();
  for (let at = 0; at < 3; at += 1) expect(await state('GET')).toEqual({ state: 'OPEN' });
  expect(await (await ask(path)).text()).toContain(
    '<form method="post"><button type="submit">Send me no more</button>',
  );
  const done = await Promise.all(Array.from({ length: 5 }, () => state('POST')));
  expect(done).toEqual(done.map(() => ({ state: 'REFUSED' })));
  const page = await ask(path);
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(await page.text()).toContain('They are not told');
  await use();
  // It can still be refused after both have joined, and after the places ended.
  expect(await state('POST')).toEqual({ state: 'REFUSED' });
});

test.each([
  ['places', 'claimPlace', place],
  ['invitations', 'acceptPair', invitation],
])(
  'a page of %s tells what to do, then that its link was used, and nothing of any event',
  async (path, mutation, make) => {
    const { secret, use } = await make();
    const json = async () => (await ask(`/${path}/${secret}`, 'GET', 'application/json')).json();
    const page = async () => (await ask(`/${path}/${secret}`)).text();
    expect(await json()).toEqual({ secret, mutation, used: false });
    expect(await page()).toContain(secret);
    await use();
    expect(await json()).toEqual({ secret, mutation, used: true });
    expect(await page()).toContain('This link was used');
    expect(await page()).not.toMatch(new RegExp(`${secret}|A place for you|Session|affair`));
    for (const unknown of ['AAAAAAAAAAAAAAAAAAAAAA', '<script>'])
      expect((await ask(`/${path}/${unknown}`)).status).toBe(404);
  },
);

test.each([
  ['place', 'pair', place],
  ['pair', 'place', invitation],
])('the app offers to join a %s only by a code that opens one', async (kind, other, make) => {
  const { secret, use } = await make();
  const join = async (path: string) => {
    const answer = await ask(`/join/${path}`);
    return { status: answer.status, text: await answer.text() };
  };
  expect(await join(`${kind}/${secret}`)).toEqual({ status: 200, text: 'the app' });
  const made = await join(`${kind}/AAAAAAAAAAAAAAAAAAAAAA`);
  expect([made.status, made.text.includes('This link opens nothing.')]).toEqual([404, true]);
  for (const path of [`${other}/${secret}`, `ANYTHING/${secret}`, `${kind}/x`, `${kind}/%00`, `ANYTHING/x`])
    expect(await join(path)).toEqual(made);
  await use();
  const used = await join(`${kind}/${secret}`);
  expect(used.text).toContain('This link was used');
  expect(used.text).not.toContain(secret);
});
