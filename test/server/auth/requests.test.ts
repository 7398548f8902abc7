import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { networkOf } from '../../../server/http/network.ts';
import { type AuthService, startAuthService } from '../../support/authService.ts';

let service: AuthService;
beforeAll(async () => {
  service = await startAuthService();
});
afterAll(() => service.stop());

describe('where requests come from', () => {
  test('N08: Host and forwarding headers do not change what is sent', async () => {
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

  test.each(['sign-in/email-otp', 'email-otp/send-verification-otp', 'passkey/verify-authentication', 'sign-out'])(
    'a body nested 31,000 deep is refused by %s',
    async (path) => {
      const raw = `{"response":${'['.repeat(31_000)}${']'.repeat(31_000)}}`;
      const answer = await service.ask(`/api/auth/${path}`, { method: 'POST', raw });
      expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
    },
  );

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

test('limits count an IPv4 address, and an IPv6 network of one household', () => {
  expect(networkOf('127.0.0.1')).toBe('127.0.0.1');
  expect(networkOf('::ffff:203.0.113.9')).toBe('203.0.113.9');
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  expect(networkOf('2001:0db8:0001:2::9')).toBe('2001:db8:1:2::/64');
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
  expect([networkOf(undefined), networkOf('nonsense')]).toEqual(['unknown', 'unknown']);
});
