import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { LIMITS } from '../../../schema/accounts/rules.ts';
import { keyedHash } from '../../../server/http/keyedHash.ts';
import { type Answer, type AuthService, cookiesOf, startAuthService, TEST_SECRET } from '../../support/authService.ts';
import { setClock } from '../../support/clock.ts';

/** Behind one proxy, so that a test chooses the network of each request. */
let service: AuthService;
beforeAll(async () => {
  service = await startAuthService({ trustProxy: 1 });
});
afterAll(() => service.stop());
afterEach(() => {
  jest.useRealTimers();
});

const HOME = { 'x-forwarded-for': '198.51.100.7' };
const CAFE = { 'x-forwarded-for': '192.0.2.77' };
const strangerFrom = (index: number) => ({ 'x-forwarded-for': `203.0.113.${index}` });

/** What one who asks from there sees, and whether a mail left. */
const ask = async (email: string, headers: Record<string, string>) => {
  const before = service.mails.length;
  const answer = await service.sendCode(email, headers);
  const mail = service.mails[before];
  return {
    ...answer,
    mailed: mail !== undefined,
    code: service.codeIn(mail),
    nonce: answer.headers.get('x-sign-in-nonce'),
  };
};

const enter = async (email: string, headers: Record<string, string>) => {
  const { code, nonce } = await ask(email, headers);
  return service.verify(email, code, nonce, headers);
};

/** Asks and guesses wrong as often as the service allows, from this many networks. */
const attack = async (email: string, networks: number) => {
  let wrong = 0;
  let mails = 0;
  for (let index = 1; index <= networks; index++) {
    for (let time = 0; time < LIMITS.codesPerVisitor.max + 1; time++) {
      const { nonce, mailed } = await ask(email, strangerFrom(index));
      if (!mailed) continue;
      mails += 1;
      for (let guess = 0; guess < 6; guess++) {
        wrong += (await service.verify(email, 'x', nonce, strangerFrom(index))).status === 400 ? 1 : 0;
      }
    }
  }
  return { wrong, mails };
};

/** As if strangers had asked for all codes of the day but so many. */
const useUpDay = (email: string, left = 0) =>
  service.db.execute(sql`insert into throttles (id, key, window_started_at, count)
    values (gen_random_uuid(), ${keyedHash(TEST_SECRET, 'codes per address', email)}, now(), ${LIMITS.codesPerAddress.max - left})
    on conflict (key) do update set count = excluded.count`);

const seen = ({ status, text, headers }: Answer) =>
  JSON.stringify([status, text, [...headers.keys()].filter((name) => name !== 'date').sort()]);

describe('a stranger who asks for codes and guesses wrong', () => {
  test('keeps nobody from signing in elsewhere, whether they have an account or not', async () => {
    expect((await enter('owner@example.org', HOME)).status).toBe(200);
    for (const email of ['owner@example.org', 'newcomer@example.org']) {
      expect(await attack(email, 1)).toEqual({ wrong: 25, mails: 5 });
      expect((await enter(email, CAFE)).status).toBe(200);
      expect((await enter(email, HOME)).status).toBe(200);
    }
  });

  test('gets at most 250 wrong codes in a day, from however many networks', async () => {
    expect(LIMITS.codesPerAddress.max * LIMITS.triesPerCode.max).toBe(250);
    await useUpDay('target@example.org', 7);
    expect(await attack('target@example.org', 3)).toEqual({ wrong: 35, mails: 7 });
    const { mailed, body } = await ask('target@example.org', CAFE);
    expect([mailed, body.mail]).toEqual([false, 'IF_KNOWN']);
  });

  test('from one network gets ten codes in a day, and then leaves 40 to all others', async () => {
    const start = Date.now();
    let mails = 0;
    for (let round = 0; round < 5; round++) {
      setClock(start + round * 660_000);
      for (let time = 0; time < 6; time++) mails += (await ask('daily@example.org', strangerFrom(1))).mailed ? 1 : 0;
    }
    expect(mails).toBe(LIMITS.codesPerVisitorAndDay.max);
    expect((await enter('daily@example.org', CAFE)).status).toBe(200);
    setClock(start + 25 * 3_600_000);
    expect((await ask('daily@example.org', strangerFrom(1))).mailed).toBe(true);
  });

  test('has one room for a whole IPv6 site', async () => {
    const asked = Array.from({ length: 8 }, (_, index) =>
      ask('six@example.org', { 'x-forwarded-for': `2001:db8:1:${index}::1` }),
    );
    expect((await Promise.all(asked)).filter(({ body }) => body.mail === 'SENT')).toHaveLength(5);
    expect((await ask('six@example.org', { 'x-forwarded-for': '2001:db8:2::1' })).mailed).toBe(true);
  });
});

describe('when strangers have asked for all codes of the day', () => {
  test('a device that signed in before gets codes, by cookie or by header; a copy for another address does not', async () => {
    const first = await enter('device@example.org', CAFE);
    const cookie = { cookie: cookiesOf(first), origin: service.origin };
    const header = { 'x-sign-in-device': first.headers.get('x-sign-in-device') ?? '' };
    await useUpDay('device@example.org');
    for (const known of [cookie, header]) {
      const { code, nonce, body } = await ask('device@example.org', { ...strangerFrom(9), ...known });
      expect(body).toEqual({ success: true, mail: 'SENT' });
      const signedIn = await service.verify('device@example.org', code, nonce, strangerFrom(9));
      expect(signedIn.status).toBe(200);
      // That sign-in would make its network a known one.
      await service.db.execute(sql`delete from sessions where ip_address = '203.0.113.9'`);
    }
    const bent = Object.values(header)[0] ?? '';
    for (const token of [`${bent}x`, `x${bent}`, 'a.b.c.d', '', '...', bent.replace(/^[^.]+/, 'y')]) {
      expect((await ask('device@example.org', { ...strangerFrom(8), 'x-sign-in-device': token })).mailed).toBe(false);
    }
    await useUpDay('somebody.else@example.org');
    expect((await ask('somebody.else@example.org', { ...strangerFrom(8), ...header })).mailed).toBe(false);
    setClock(Date.now() + 181 * 86_400_000);
    await useUpDay('device@example.org');
  });

  test('a network where the person is signed in gets codes, and nothing in the answer tells that it did', async () => {
    await enter('network@example.org', HOME);
    for (const email of ['network@example.org', 'unheard.of@example.org']) await useUpDay(email);
    const known = await ask('network@example.org', HOME);
    const stranger = await ask('network@example.org', strangerFrom(3));
    const unknown = await ask('unheard.of@example.org', HOME);
    expect([known.mailed, stranger.mailed, unknown.mailed]).toEqual([true, false, false]);
    expect(new Set([known, stranger, unknown].map(seen)).size).toBe(1);
    expect(known.body.mail).toBe('IF_KNOWN');
    expect((await service.verify('network@example.org', known.code, known.nonce, HOME)).status).toBe(200);
  });

  test('the answers beyond a limit are the same for known and unknown addresses', async () => {
    await enter('counted@example.org', HOME);
    const of = async (email: string) => {
      const answers: string[] = [];
      for (let time = 0; time < 7; time++) answers.push(seen(await ask(email, strangerFrom(5))));
      return answers;
    };
    expect(await of('counted@example.org')).toEqual(await of('uncounted@example.org'));
  });
});

test('a request beyond the limit leaves the code of this browser good', async () => {
  const email = 'patient@example.org';
  const first = await ask(email, CAFE);
  const cookie = { cookie: cookiesOf(first), origin: service.origin, ...CAFE };
  for (let time = 0; time < LIMITS.codesPerVisitor.max - 1; time++) await ask(email, CAFE);
  const refused = await service.sendCode(email, cookie);
  expect(refused.body).toMatchObject({ mail: 'NOT_SENT', message: expect.stringMatching(/sent no further one.*Wait/) });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.headers.getSetCookie()).toEqual([]);
  expect((await service.verify(email, first.code, null, cookie)).status).toBe(200);
});

describe('a crowded network', () => {
  const HOSPITAL = { 'x-forwarded-for': '198.51.100.200' };
  const useUp = (purpose: string, max: number) =>
    service.db.execute(sql`insert into throttles (id, key, window_started_at, count)
      values (gen_random_uuid(), ${keyedHash(TEST_SECRET, purpose, '198.51.100.200')}, now(), ${max})
      on conflict (key) do update set count = excluded.count`);

  test('has used up its limits: a device that signed in before still signs in, by code and by passkey', async () => {
    const device = (await enter('nurse@example.org', HOSPITAL)).headers.get('x-sign-in-device') ?? '';
    const known = { ...HOSPITAL, 'x-sign-in-device': device };
    await useUp('codes per network', LIMITS.codesPerNetwork.max);
    await useUp('tries per network', LIMITS.triesPerNetwork.max);
    expect((await service.sendCode('other@example.org', HOSPITAL)).status).toBe(429);
    expect((await service.sendCode('other@example.org', known)).status).toBe(429);
    expect((await enter('nurse@example.org', known)).status).toBe(200);

    // The limit of codes is not the limit of passkeys, so guessing codes keeps no passkey out.
    const challenge = '/api/auth/passkey/generate-authenticate-options';
    expect((await service.ask(challenge, { headers: HOSPITAL })).status).toBe(200);
    await useUp('passkeys per network', LIMITS.triesPerNetwork.max);
    expect((await service.ask(challenge, { headers: HOSPITAL })).status).toBe(429);
    expect((await service.ask(challenge, { headers: known })).status).toBe(200);
  });

  test('garbage without a genuine nonce, and tries of an exhausted code, leave new devices their tries', async () => {
    const from = { 'x-forwarded-for': '198.51.100.201' };
    const key = keyedHash(TEST_SECRET, 'tries per network', '198.51.100.201');
    const tries = async () => [...(await service.db.execute(sql`select count from throttles where key = ${key}`))];
    const garbage: number[] = [];
    for (let time = 0; time < LIMITS.triesPerNetwork.max + 1; time++)
      garbage.push((await service.verify('any@example.org', 'x', 'a.b.c', from)).status);
    expect(garbage.slice(-2)).toEqual([400, 429]);
    expect(await tries()).toEqual([]);
    const { nonce } = await ask('stranger@example.org', from);
    for (let time = 0; time < 8; time++) await service.verify('stranger@example.org', 'x', nonce, from);
    expect(await tries()).toEqual([{ count: LIMITS.triesPerCode.max }]);
    expect((await enter('new.device@example.org', from)).status).toBe(200);
  });

  test('a device has limits of its own', async () => {
    const device = (await enter('alone@example.org', CAFE)).headers.get('x-sign-in-device') ?? '';
    const known = { ...CAFE, 'x-sign-in-device': device };
    const answers = await Promise.all(Array.from({ length: 35 }, () => service.sendCode('alone@example.org', known)));
    const told = answers.map(({ status, body }) => `${status} ${body.mail ?? body.code}`);
    expect(told.filter((one) => one === '200 SENT')).toHaveLength(LIMITS.codesPerDevice.max);
    expect(told.filter((one) => one === '429 RATE_LIMITED')).toHaveLength(5);
  });
});
