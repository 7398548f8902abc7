import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { connect } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { sessions, throttles, users } from '../../../drizzle/schema.ts';
import { disableUser, sweepIdentity } from '../../../schema/accounts/operations.ts';
import { viewerOfSession } from '../../../schema/accounts/queries.ts';
import { operatorAct } from '../../../schema/act.ts';
import { type AuthService, cookiesOf, startAuthService } from '../../support/authService.ts';
import { setClock } from '../../support/clock.ts';

let service: AuthService;
beforeAll(async () => {
  service = await startAuthService();
});
afterAll(() => service.stop());
afterEach(() => {
  jest.useRealTimers();
});

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const idOf = async (email: string): Promise<UserId> => {
  const [user] = await service.db.select({ id: users.id }).from(users).where(eq(users.email, email));
  if (!user) throw new Error(`No user ${email}.`);
  return user.id;
};

describe('reading a session', () => {
  test('takes one prepared statement, and a cookie or a signed bearer token', async () => {
    const { answer, bearer } = await service.signIn('reader@example.org');
    for (const headers of [bearer, { cookie: cookiesOf(answer) }]) {
      expect(await service.me(headers)).toMatchObject({ signedInBy: 'EMAIL_CODE' });
      service.statements.length = 0;
      expect(await service.me(headers)).not.toBeNull();
      expect(service.statements).toHaveLength(1);
    }

    const one = connect(service.database.appUrl, { max: 1 });
    expect(await viewerOfSession(one.db, 'x'.repeat(43), new Date())).toBeNull();
    const named = await one.db.execute<{ statement: string }>(sql`select statement from pg_prepared_statements`);
    expect(named.map(({ statement }) => statement).join()).toMatch(/from sessions s join users u/);
    await one.close();
  });

  test('an unsigned, altered or foreign token signs in no one', async () => {
    const { token } = await service.signIn('signed@example.org');
    const plain = decodeURIComponent(token);
    const [raw = '', signature = ''] = plain.split('.');
    const wrong = [
      raw,
      `${raw}.`,
      `${raw}.${'A'.repeat(43)}=`,
      `x${plain}`,
      `${raw}x.${signature}`,
      '.',
      'Bearer',
      '%',
      '%E0%A4%A',
    ];
    for (const text of wrong) {
      expect(await service.me({ authorization: `Bearer ${text}` })).toBeNull();
      expect(await service.me({ cookie: `attune.session_token=${text}` })).toBeNull();
    }
    expect(await service.me({ authorization: `Basic ${token}` })).toBeNull();
    expect(await service.me({ authorization: `Bearer ${plain}` })).not.toBeNull();
  });

  test('an invalid bearer token signs in no one, whatever cookie comes with it', async () => {
    const { answer } = await service.signIn('both@example.org');
    expect(await service.me({ cookie: cookiesOf(answer), authorization: 'Bearer a.b' })).toBeNull();
  });
});

describe('the life of a session', () => {
  test('ends after a day without use', async () => {
    const { bearer } = await service.signIn('idle@example.org');
    const start = Date.now();
    setClock(start + DAY - HOUR);
    expect(await service.me(bearer)).not.toBeNull();
    setClock(start + 2 * DAY - 2 * HOUR);
    expect(await service.me(bearer)).not.toBeNull();
    setClock(start + 3 * DAY);
    expect(await service.me(bearer)).toBeNull();
  });

  test('ends fourteen days after sign-in however much it is used', async () => {
    const { bearer } = await service.signIn('busy@example.org');
    const start = Date.now();
    for (let hours = 20; hours < 14 * 24; hours += 20) {
      setClock(start + hours * HOUR);
      expect(await service.me(bearer)).not.toBeNull();
    }
    setClock(start + 14 * DAY - HOUR);
    expect(await service.me(bearer)).not.toBeNull();
    setClock(start + 14 * DAY + 1000);
    expect(await service.me(bearer)).toBeNull();
  });

  test('the table refuses a session of more than fourteen days and a token that is not hashed', async () => {
    const { bearer } = await service.signIn('table@example.org');
    expect(await service.me(bearer)).not.toBeNull();
    const mine = eq(sessions.userId, await idOf('table@example.org'));
    const long = { expiresAt: new Date(Date.now() + 15 * DAY) };
    await expect(service.db.update(sessions).set(long).where(mine)).rejects.toThrow();
    await expect(
      service.db
        .update(sessions)
        .set({ token: 'a'.repeat(32) })
        .where(mine),
    ).rejects.toThrow();
  });

  test('N12: sign-out ends it at the next request', async () => {
    const { answer, bearer } = await service.signIn('leaver@example.org');
    const out = await service.post('/api/auth/sign-out', {}, bearer);
    expect(out.status).toBe(200);
    expect(await service.me(bearer)).toBeNull();
    expect(await service.me({ cookie: cookiesOf(answer) })).toBeNull();
  });

  test('N12: closing the account ends it at the next request, and no new one is given', async () => {
    const { bearer } = await service.signIn('closed@example.org');
    const userId = await idOf('closed@example.org');
    await service.db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, userId));
    expect(await service.me(bearer)).toBeNull();
    await disableUser(service.db, operatorAct(new Date()), { userId, reason: 'test' });
    const { answer, token } = await service.signIn('closed@example.org');
    expect([answer.status, answer.body.code, token]).toEqual([403, 'ACCOUNT_DISABLED', '']);
  });

  test('N13: signing in makes a new session and ends the one that was there', async () => {
    const planted = await service.signIn('attacker@example.org');
    const cookie = cookiesOf(planted.answer);
    const own = await service.signIn('fixed@example.org', { cookie, origin: service.origin });
    expect(own.answer.status).toBe(200);
    expect(own.token).not.toBe(planted.token);
    expect(await service.me({ cookie })).toBeNull();
    expect(await service.me(own.bearer)).not.toBeNull();
  });

  test('sweeping removes only what has ended', async () => {
    const { bearer } = await service.signIn('sweep@example.org');
    const old = await service.signIn('swept@example.org');
    const ended = { expiresAt: new Date(Date.now() - HOUR) };
    await service.db
      .update(sessions)
      .set(ended)
      .where(eq(sessions.userId, await idOf('swept@example.org')));
    await sweepIdentity(service.db, { now: new Date() });
    expect(await service.me(bearer)).not.toBeNull();
    expect(await service.me(old.bearer)).toBeNull();
    const rows = await service.db
      .select()
      .from(sessions)
      .where(eq(sessions.userId, await idOf('swept@example.org')));
    expect(rows).toEqual([]);
  });

  test('what a long absence left is deleted in one run, by short statements, beside a row that is in use', async () => {
    const { bearer } = await service.signIn('busy@example.org');
    const count = 12_000;
    await service.db.execute(sql`insert into throttles (id, key, window_started_at, count)
      select gen_random_uuid(), 'old ' || n, now() - interval '3 days', 1 from generate_series(1, ${count}::int) n`);
    const left = () => service.db.$count(throttles, sql`key like 'old %'`);
    const other = connect(service.database.appUrl, { max: 1 });
    await other.db.transaction(async (tx) => {
      await tx.execute(sql`select from throttles where key = 'old 1' for update`);
      service.statements.length = 0;
      await sweepIdentity(service.db, { now: new Date() });
      expect(service.statements.filter((text) => text.includes('from "throttles"')).length).toBe(3);
      expect(await left()).toBe(1);
    });
    await other.close();
    await Promise.all([1, 2, 3].map(() => sweepIdentity(service.db, { now: new Date() })));
    expect(await left()).toBe(0);
    expect(await service.me(bearer)).not.toBeNull();
  });
});

describe('seeing and ending sessions', () => {
  test('the list shows where one is signed in, without tokens', async () => {
    const first = await service.signIn('lister@example.org', { 'user-agent': 'First/1' });
    await service.signIn('lister@example.org', { 'user-agent': 'Second/2' });
    const list = await service.ask('/api/auth/sessions', { headers: first.bearer });
    expect(list.body.sessions).toMatchObject([
      { userAgent: 'Second/2', current: false, signedInBy: 'EMAIL_CODE' },
      { userAgent: 'First/1', current: true, signedInBy: 'EMAIL_CODE', ipAddress: '127.0.0.1' },
    ]);
    expect(list.text).not.toContain(decodeURIComponent(first.token).split('.')[0]);
    expect(list.text).not.toMatch(/token/i);
    expect(list.headers.get('cache-control')).toBe('no-store');
  });

  test('one ends the others, or one of them; another person’s session is not found', async () => {
    const here = await service.signIn('owner@example.org');
    const there = await service.signIn('owner@example.org');
    const stranger = await service.signIn('stranger@example.org');
    const { body } = await service.ask('/api/auth/sessions', { headers: there.bearer });
    const [{ id }] = body.sessions as [{ id: string }];

    for (const wrong of [id.replace(/.$/, 'g'), 'x', '00000000-0000-7000-8000-000000000000']) {
      expect((await service.post('/api/auth/sessions/revoke', { id: wrong }, here.bearer)).status).toBe(404);
    }
    expect((await service.post('/api/auth/sessions/revoke', { id }, stranger.bearer)).status).toBe(404);
    expect(await service.me(there.bearer)).not.toBeNull();
    expect((await service.post('/api/auth/sessions/revoke', { id }, here.bearer)).body).toEqual({ revoked: 1 });
    expect(await service.me(there.bearer)).toBeNull();

    const third = await service.signIn('owner@example.org');
    expect((await service.post('/api/auth/sessions/revoke-others', {}, third.bearer)).body).toEqual({ revoked: 1 });
    expect(await service.me(here.bearer)).toBeNull();
    expect(await service.me(third.bearer)).not.toBeNull();
    expect(await service.me(stranger.bearer)).not.toBeNull();
  });

  test('without a session all of it answers 401', async () => {
    expect((await service.ask('/api/auth/sessions')).status).toBe(401);
    for (const path of ['sessions/revoke', 'sessions/revoke-others', 'passkey/verify-registration']) {
      expect((await service.post(`/api/auth/${path}`, { id: 'x' })).status).toBe(401);
    }
    expect((await service.ask('/api/auth/get-session')).text).toBe('null');
  });
});
