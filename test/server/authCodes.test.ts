import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { users } from '../../drizzle/schema.ts';
import { createAuth } from '../../server/auth/auth.ts';
import { type AuthService, cookiesOf, startAuthService } from '../support/authService.ts';
import { setClock } from '../support/clock.ts';

let service: AuthService;
beforeAll(async () => {
  service = await startAuthService();
});
afterAll(() => service.stop());
afterEach(() => {
  jest.useRealTimers();
});

const MINUTE = 60_000;
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const shape = (answer: { headers: Headers }) =>
  [...answer.headers.keys()].filter((name) => !['date', 'keep-alive', 'connection'].includes(name)).sort();

describe('a code by mail', () => {
  test('signs a newcomer in from the browser that asked, and the browser holds one strict cookie', async () => {
    const sent = await service.sendCode('Newcomer@Example.org ');
    expect(sent.status).toBe(200);
    const nonceLine = sent.headers.getSetCookie().find((line) => line.startsWith('attune.code_nonce='));
    expect(nonceLine).toMatch(/HttpOnly; SameSite=Lax/);
    const mail = service.mails.at(-1);
    expect(mail?.to).toBe('newcomer@example.org');
    expect(mail?.text).not.toMatch(/https?:/);

    const answer = await service.verify('newcomer@example.org', service.codeIn(mail), null, {
      cookie: cookiesOf(sent),
      origin: service.origin,
    });
    expect(answer.status).toBe(200);
    expect(answer.text).not.toMatch(/token/);
    const line = answer.headers.getSetCookie().find((one) => one.startsWith('attune.session_token=')) ?? '';
    expect(line).toMatch(/HttpOnly/);
    expect(line).toMatch(/SameSite=Lax/);
    expect(await service.me({ cookie: cookiesOf(answer) })).toMatchObject({ signedInBy: 'EMAIL_CODE' });
  });

  test('in production the cookies are tied to host and https', async () => {
    const strict = await startAuthService({ production: true, publicUrl: 'https://attune.example.org' });
    try {
      const sent = await strict.sendCode('strict@example.org');
      expect(sent.headers.getSetCookie().join()).toMatch(/^__Host-attune\.code_nonce=.*Path=\/; HttpOnly; .*Secure/);
      const { answer } = await strict.signIn('strict@example.org');
      const line = answer.headers.getSetCookie().find((one) => one.startsWith('__Host-attune.session_token='));
      expect(line).toMatch(/Path=\//);
      expect(line).toMatch(/Secure/);
      expect(line).not.toMatch(/Domain/i);
      expect(await strict.me({ cookie: cookiesOf(answer) })).toMatchObject({ signedInBy: 'EMAIL_CODE' });
    } finally {
      await strict.stop();
    }
  });

  test('N01: known and unknown addresses get the same answer in about the same time', async () => {
    const known = Array.from({ length: 15 }, (_, index) => `known${index}@example.org`);
    await service.db.insert(users).values(known.map((email) => ({ email, emailVerified: true })));
    const times = { known: [] as number[], unknown: [] as number[] };
    const answers = new Set<string>();
    for (const [index, email] of known.entries()) {
      for (const [kind, address] of [
        ['known', email],
        ['unknown', `stranger${index}@example.org`],
      ] as const) {
        const start = performance.now();
        const answer = await service.sendCode(address);
        times[kind].push(performance.now() - start);
        answers.add(JSON.stringify([answer.status, answer.text, shape(answer)]));
      }
    }
    expect([...answers]).toHaveLength(1);
    expect(Math.abs(median(times.known) - median(times.unknown))).toBeLessThan(20);
  });

  test('N02: works once', async () => {
    const { code, nonce } = await service.askForCode('once@example.org');
    expect((await service.verify('once@example.org', code, nonce)).status).toBe(200);
    const again = await service.verify('once@example.org', code, nonce);
    expect(again.status).toBe(400);
    expect(again.headers.getSetCookie()).toEqual([]);
    expect(service.events.at(-1)).toEqual(['sign-in refused', { because: 'CODE' }]);
  });

  test('N02: works once even when ten ask at the same moment', async () => {
    const { code, nonce } = await service.askForCode('race@example.org');
    const all = await Promise.all(Array.from({ length: 10 }, () => service.verify('race@example.org', code, nonce)));
    expect(all.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(all.filter((answer) => answer.status >= 500)).toHaveLength(0);
  });

  test('N03: is refused eleven minutes after it was sent', async () => {
    const { code, nonce } = await service.askForCode('late@example.org');
    setClock(Date.now() + 11 * MINUTE);
    expect((await service.verify('late@example.org', code, nonce)).status).toBe(400);
  });

  test('N03: still holds after nine minutes', async () => {
    const { code, nonce } = await service.askForCode('nine@example.org');
    setClock(Date.now() + 9 * MINUTE);
    expect((await service.verify('nine@example.org', code, nonce)).status).toBe(200);
  });

  test('N04: is refused from another browser, which cannot use it up either', async () => {
    const { code, nonce } = await service.askForCode('bound@example.org');
    const other = await service.askForCode('other@example.org');
    for (const wrong of [null, 'x', other.nonce, `${nonce}x`]) {
      for (let time = 0; time < 3; time++) {
        expect((await service.verify('bound@example.org', code, wrong)).status).toBe(400);
      }
    }
    expect((await service.verify('bound@example.org', code, nonce)).status).toBe(200);
  });

  test('N05: no GET or HEAD consumes it', async () => {
    const { code, nonce } = await service.askForCode('scanned@example.org');
    const query = new URLSearchParams({ email: 'scanned@example.org', otp: code });
    for (const method of ['GET', 'HEAD']) {
      const answer = await service.ask(`/api/auth/sign-in/email-otp?${query}`, {
        method,
        headers: { 'x-sign-in-nonce': nonce },
      });
      expect(answer.status).toBe(404);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    expect((await service.verify('scanned@example.org', code, nonce)).status).toBe(200);
  });
});

describe('guessing', () => {
  test('N06: after five wrong tries the right code is refused too, and a new code changes nothing', async () => {
    const { code, nonce } = await service.askForCode('guessed@example.org');
    const wrong = code === '00000000' ? '00000001' : '00000000';
    const tries = await Promise.all(
      Array.from({ length: 10 }, () => service.verify('guessed@example.org', wrong, nonce)),
    );
    expect(tries.filter((answer) => answer.status === 400)).toHaveLength(5);
    expect(tries.filter((answer) => answer.status === 429)).toHaveLength(5);
    const right = await service.verify('guessed@example.org', code, nonce);
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);

    const fresh = await service.askForCode('guessed@example.org');
    expect((await service.verify('guessed@example.org', fresh.code, fresh.nonce)).status).toBe(429);
    setClock(Date.now() + 16 * MINUTE);
    const later = await service.askForCode('guessed@example.org');
    expect((await service.verify('guessed@example.org', later.code, later.nonce)).status).toBe(200);
  });

  test('N06: four wrong tries leave the right code good, and success forgets them', async () => {
    for (let round = 0; round < 2; round++) {
      const { code, nonce } = await service.askForCode('clumsy@example.org');
      const wrong = code === '11111111' ? '11111112' : '11111111';
      for (let time = 0; time < 4; time++) await service.verify('clumsy@example.org', wrong, nonce);
      expect((await service.verify('clumsy@example.org', code, nonce)).status).toBe(200);
    }
  });

  test('N06: the lock is the same for an address that has no account', async () => {
    const { nonce } = await service.askForCode('nobody@example.org');
    const statuses = [];
    for (let time = 0; time < 6; time++) {
      statuses.push((await service.verify('nobody@example.org', 'abcdefgh', nonce)).status);
    }
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429]);
  });

  test('N07: sixty requests at once for one address send five mails and answer alike', async () => {
    const before = service.mails.length;
    const answers = await Promise.all(Array.from({ length: 60 }, () => service.sendCode('flooded@example.org')));
    expect(service.mails.length - before).toBe(5);
    expect(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.text, shape(answer)]))).size).toBe(1);
  });
});

describe('where requests come from', () => {
  test('N08: Host and forwarding headers change nothing that is sent', async () => {
    const answer = await service.sendCode('host@example.org', {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example',
    });
    expect(answer.status).toBe(200);
    expect(JSON.stringify(service.mails.at(-1))).not.toMatch(/evil/);
    expect(JSON.stringify([...answer.headers])).not.toMatch(/evil/);

    const path = '/api/auth/email-otp/send-verification-otp';
    const headers = { host: 'evil.example', 'content-type': 'application/json' };
    const [raw] = await once(
      request(`${service.url}${path}`, { method: 'POST', headers }).end('{"email":"host@example.org"}'),
      'response',
    );
    expect(raw.statusCode).toBe(200);
    expect(JSON.stringify(raw.headers)).not.toMatch(/evil/);
    expect(JSON.stringify(service.mails.at(-1))).not.toMatch(/evil/);
    raw.resume();
  });

  test('N09: X-Forwarded-For does not get around the limit of a network', async () => {
    const own = await startAuthService();
    try {
      const flood = (service: AuthService, from: number) =>
        Promise.all(
          Array.from({ length: 55 }, (_, index) =>
            service.sendCode(`n${from + index}@example.org`, { 'x-forwarded-for': `203.0.113.${index}` }),
          ),
        );
      const answers = [...(await flood(own, 0)), ...(await flood(own, 100))];
      expect(answers.filter((answer) => answer.status === 429)).toHaveLength(10);
    } finally {
      await own.stop();
    }
    const behindProxy = await startAuthService({ trustProxy: 1 });
    try {
      const { bearer } = await behindProxy.signIn('proxy@example.org', { 'x-forwarded-for': '203.0.113.9' });
      const { body } = await behindProxy.ask('/api/auth/sessions', { headers: bearer });
      expect(body.sessions).toMatchObject([{ ipAddress: '203.0.113.9' }]);
    } finally {
      await behindProxy.stop();
    }
  });

  test('pages of other origins can neither ask for codes nor sign anybody in', async () => {
    const foreign = await service.sendCode('csrf@example.org', { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    expect((await service.sendCode('csrf@example.org', { origin: 'null' })).status).toBe(403);
    expect((await service.sendCode('csrf@example.org', { cookie: 'attune.session_token=x' })).status).toBe(403);
  });
});

describe('addresses', () => {
  test('N16: spellings of one address are one account', async () => {
    for (const email of ['Victim@X.test', ' victim@x.TEST', 'VICTIM@x.test', 'victim@ｘ.test']) {
      expect((await service.signIn(email)).answer.status).toBe(200);
    }
    const rows = await service.db.execute(sql`select email from users where email like '%victim%'`);
    expect([...rows]).toEqual([{ email: 'victim@x.test' }]);
  });

  test.each([
    'vіctim@x.test',
    'victim@x',
    'victim',
    '@x.test',
    'a@b@x.test\u0000',
    'a\r\nBcc: b@x.test',
    'a'.repeat(400),
  ])('N16: %j is refused with a typed error', async (email) => {
    const answer = await service.sendCode(email);
    expect(answer.status).toBe(400);
    expect(answer.body.code).toMatch(/INVALID/);
  });

  test.each([
    [],
    'text',
    7,
    null,
    { email: 1 },
    { email: {} },
    { otp: 'x' },
    { email: 'a@x.test', type: 'forget-password' },
  ])('a body of %j is refused, never a fault', async (body) => {
    const answers = [
      await service.post('/api/auth/email-otp/send-verification-otp', body),
      await service.post('/api/auth/sign-in/email-otp', body),
    ];
    for (const answer of answers) expect(answer.status).toBe(400);
  });

  test('broken JSON and long bodies are refused', async () => {
    const path = '/api/auth/email-otp/send-verification-otp';
    expect((await service.ask(path, { method: 'POST', raw: '{"email":' })).status).toBe(400);
    expect((await service.ask(path, { method: 'POST', raw: JSON.stringify('x'.repeat(70_000)) })).status).toBe(413);
  });

  test.each([
    'sign-up/email',
    'sign-in/email',
    'sign-in/social',
    'change-email',
    'email-otp/verify-email',
    'forget-password/email-otp',
    'email-otp/check-verification-otp',
    'update-user',
    'delete-user',
    'list-sessions',
    'magic-link/verify',
    'reset-password',
    'sign-in/email-otp/',
    '/sign-in/email-otp',
    'SIGN-IN/EMAIL-OTP',
  ])('the library’s %s is not served', async (path) => {
    expect((await service.post(`/api/auth/${path}`, {})).status).toBe(404);
    expect((await service.ask(`/api/auth/${path}`)).status).toBe(404);
  });
});

test('N11: no table holds a code, a nonce or a token', async () => {
  const { code, nonce } = await service.askForCode('dumped@example.org');
  const { token } = await service.signIn('dumped@example.org');
  const tables = await service.db.execute<{ name: string }>(
    sql`select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`,
  );
  let dump = '';
  for (const { name } of tables) {
    const rows = await service.db.execute<{ all: string }>(
      sql`select coalesce(json_agg(t), '[]')::text as all from ${sql.raw(name)} t`,
    );
    dump += rows[0]?.all;
  }
  expect(dump).toContain('dumped@example.org');
  const raw = decodeURIComponent(token).split('.')[0] ?? '';
  expect(raw.length).toBeGreaterThan(20);
  for (const secret of [code, nonce.split('.')[0] ?? '', raw, token]) expect(dump).not.toContain(secret);
});

test('when mail cannot be sent the person is told', async () => {
  const broken = await startAuthService({ sendMail: async () => Promise.reject(new Error('refused')) });
  try {
    const answer = await broken.sendCode('a@example.org');
    expect([answer.status, answer.body.code]).toEqual([503, 'MAIL_UNAVAILABLE']);
  } finally {
    await broken.stop();
  }
});

test('N18: a short secret starts nothing', () => {
  const options = { db: service.db, publicUrl: 'https://attune.example.org', production: true, allowedOrigins: [] };
  const start = (secret: string) => createAuth({ ...options, secret, trustProxy: false, sendMail: async () => {} });
  expect(() => start('')).toThrow(/SESSION_SECRET/);
  expect(() => start('short')).toThrow(/SESSION_SECRET/);
});
