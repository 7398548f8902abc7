import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { createAuthenticator } from '../../support/authenticator.ts';
import { type Answer, type AuthService, cookiesOf, startAuthService } from '../../support/authService.ts';
import { setClock } from '../../support/clock.ts';

let service: AuthService;
let minute = Date.parse('2026-11-26T10:00:00Z');
beforeAll(async () => {
  service = await startAuthService({ trustProxy: 1 });
});
afterAll(() => service.stop());
beforeEach(() => {
  // What one test spends is over in the next.
  minute += 120_000;
  setClock(minute);
});
afterEach(() => void jest.useRealTimers());

type Headers = Record<string, string>;
const at = (network: string) => ({ 'x-forwarded-for': network });

const enter = async (email: string, network: string) => {
  const asked = await service.sendCode(email, at(network));
  const code = service.codeIn(service.mails.at(-1));
  const nonce = asked.headers.get('x-sign-in-nonce');
  const answer = await service.verify(email, code, nonce, at(network));
  const signedIn: Headers = { ...at(network), authorization: `Bearer ${answer.headers.get('set-auth-token')}` };
  const device: Headers = { ...at(network), 'x-sign-in-device': answer.headers.get('x-sign-in-device') ?? '' };
  return { signedIn, device };
};

type Call = [method: string, path: string, body?: unknown];
const send = ([method, path, body]: Call, headers: Headers): Promise<Answer> =>
  service.ask(`/api/auth${path}`, { method, headers, ...(body === undefined ? {} : { body }) });

/** The statuses of so many calls, twenty at a time. */
const flood = async (count: number, call: Call, headers: Headers): Promise<number[]> => {
  const statuses: number[] = [];
  while (statuses.length < count) {
    const some = Math.min(20, count - statuses.length);
    const answers = await Promise.all(Array.from({ length: some }, () => send(call, headers)));
    statuses.push(...answers.map(({ status }) => status));
  }
  return statuses;
};
const refused = (statuses: number[]) => statuses.filter((status) => status === 429).length;

const ID = '019aa000-0000-7000-8000-000000000001';
const SIGNED_IN: Call[] = [
  ['GET', '/get-session'],
  ['GET', '/sessions'],
  ['GET', '/passkey/list-user-passkeys'],
  ['GET', '/passkey/generate-register-options'],
  ['POST', '/passkey/verify-registration', {}],
  ['POST', '/passkey/update-passkey', { id: ID, name: 'x' }],
  ['POST', '/passkey/delete-passkey', { id: ID }],
  ['POST', '/sessions/revoke', { id: ID }],
  ['POST', '/sessions/revoke-others', {}],
  ['GET', '/none'],
];

describe('calls of one session', () => {
  test.each(SIGNED_IN)(
    '%s %s: are refused beyond those of a minute, before anything asks the database',
    async (...call) => {
      const name = `${call[0]}${call[1]}`.replaceAll(/\W/g, '-').toLowerCase();
      const { signedIn } = await enter(`of${name}@example.org`, '198.51.100.1');
      const statuses = await flood(300, call, signedIn);
      expect(refused(statuses)).toBeGreaterThanOrEqual(60);
      expect(statuses.slice(0, 40).filter((status) => status === 429)).toEqual([]);
      service.statements.length = 0;
      const last = await send(call, signedIn);
      expect([last.status, last.body.code, Number(last.headers.get('retry-after'))]).toEqual([429, 'RATE_LIMITED', 60]);
      expect(service.statements).toEqual([]);
      setClock(minute + 60_000);
      expect((await send(call, signedIn)).status).not.toBe(429);
    },
  );

  test('that write count four times', async () => {
    const { signedIn } = await enter('writer@example.org', '198.51.100.1');
    expect(refused(await flood(100, ['GET', '/passkey/generate-register-options'], signedIn))).toBe(40);
    expect(refused(await flood(20, ['POST', '/sign-out', {}], signedIn))).toBe(20);
  });

  test('stop nobody else in their network', async () => {
    const one = await enter('one@example.org', '198.51.100.1');
    const other = await enter('other@example.org', '198.51.100.1');
    expect(refused(await flood(300, ['GET', '/sessions'], one.signedIn))).toBe(60);
    expect((await send(['GET', '/sessions'], other.signedIn)).status).toBe(200);
  });
});

test('strangers of one network stop neither those who are signed in there, nor known devices, nor other networks', async () => {
  const { signedIn, device } = await enter('inside@example.org', '198.51.100.2');
  const forged = { ...at('198.51.100.2'), authorization: 'Bearer a.b' };
  const statuses = [
    ...(await flood(400, ['GET', '/get-session'], at('198.51.100.2'))),
    ...(await flood(300, ['POST', '/sign-in/email-otp', {}], forged)),
  ];
  expect(refused(statuses)).toBe(102);
  expect((await send(['GET', '/sessions'], signedIn)).status).toBe(200);
  expect((await send(['POST', '/sign-in/email-otp', {}], device)).status).toBe(400);
  expect((await send(['GET', '/get-session'], at('198.51.100.3'))).status).toBe(200);
  expect((await send(['GET', '/get-session'], at('198.51.100.2'))).status).toBe(429);
});

describe('challenges for a new passkey', () => {
  const OPTIONS: Call = ['GET', '/passkey/generate-register-options'];
  const open = async (): Promise<number> => {
    const [row] = await service.db.execute<{ open: number }>(
      sql`select count(*)::int as open from verifications where value like '%"type":"registration"%'`,
    );
    return row?.open ?? 0;
  };

  test('are few for one person, and the newest one works', async () => {
    await service.db.execute(sql`delete from verifications`);
    const other = await enter('others-key@example.org', '198.51.100.4');
    await send(OPTIONS, other.signedIn);
    const { signedIn } = await enter('keys@example.org', '198.51.100.4');
    for (let time = 0; time < 12; time++) await send(OPTIONS, signedIn);
    expect(await open()).toBe(1 + 5);
    const asked = await send(OPTIONS, signedIn);
    const challenge = String(asked.body.challenge);
    const response = createAuthenticator().register({ challenge, origin: service.origin, rpId: 'localhost' });
    const headers = { ...signedIn, cookie: cookiesOf(asked), origin: service.origin };
    const added = await send(['POST', '/passkey/verify-registration', { response, name: 'Key' }], headers);
    expect(added.status).toBe(200);
  });
});
