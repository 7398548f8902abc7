import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { desc, sql } from 'drizzle-orm';
import { newId } from '../../../drizzle/ids.ts';
import { passkeys } from '../../../drizzle/schema.ts';
import { createAuthenticator } from '../../support/authenticator.ts';
import { type Answer, type AuthService, cookiesOf, startAuthService } from '../../support/authService.ts';
import { setClock } from '../../support/clock.ts';

let service: AuthService;
beforeAll(async () => {
  service = await startAuthService();
});
afterAll(() => service.stop());
afterEach(() => {
  jest.useRealTimers();
});

const RP = 'localhost';
const path = (name: string) => `/api/auth/passkey/${name}`;
const asBrowser = (...cookies: string[]) => ({ cookie: cookies.filter(Boolean).join('; '), origin: service.origin });

/** Options as the page gets them, and the cookie that holds their challenge. */
const options = async (name: string, session = '') => {
  const answer = await service.ask(path(name), { headers: session ? { cookie: session } : {} });
  return { answer, body: answer.body, challenge: String(answer.body.challenge), cookie: cookiesOf(answer) };
};

type Bend = { origin?: string; rpId?: string; verified?: boolean; counter?: number; challenge?: string };

const register = async (email: string, bend: Bend = {}) => {
  const session = cookiesOf((await service.signIn(email)).answer);
  const key = createAuthenticator();
  const { challenge, cookie } = await options('generate-register-options', session);
  const response = key.register({ challenge, origin: service.origin, rpId: RP, ...bend });
  const answer = await service.post(path('verify-registration'), { response, name: 'Key' }, asBrowser(session, cookie));
  return { key, session, answer, response, cookie };
};

const signInWith = async (key: ReturnType<typeof createAuthenticator>, bend: Bend = {}) => {
  const { challenge, cookie } = await options('generate-authenticate-options');
  const response = key.signIn({ challenge, origin: service.origin, rpId: RP, ...bend });
  const send = (): Promise<Answer> => service.post(path('verify-authentication'), { response }, asBrowser(cookie));
  return { answer: await send(), send };
};

const nobody = (answer: Answer) => {
  expect([400, 401]).toContain(answer.status);
  expect(answer.headers.get('set-auth-token')).toBeNull();
  expect(answer.headers.getSetCookie().join()).not.toMatch(/session_token=[^;]/);
};

describe('passkeys', () => {
  test('one is added after signing in by code, and then signs in alone', async () => {
    const { key, session, answer } = await register('keyed@example.org');
    expect(answer.status).toBe(200);
    const listed = await service.ask(path('list-user-passkeys'), { headers: { cookie: session } });
    expect(JSON.parse(listed.text)).toMatchObject([{ name: 'Key', credentialID: key.id }]);

    const signedIn = await signInWith(key, { counter: 1 });
    expect(signedIn.answer.status).toBe(200);
    expect(signedIn.answer.text).not.toMatch(/"token"/);
    const viewer = await service.me({ cookie: cookiesOf(signedIn.answer) });
    expect(viewer).toMatchObject({ signedInBy: 'PASSKEY' });
    expect(await service.me({ cookie: session })).toMatchObject({ userId: (viewer as { userId: string }).userId });
  });

  test('a person has at most twenty', async () => {
    const { session, response, cookie } = await register('collector@example.org');
    const [own] = await service.db.select().from(passkeys).orderBy(desc(passkeys.createdAt)).limit(1);
    if (own === undefined) throw new Error('no passkey');
    const more = Array.from({ length: 19 }, (_, index) => ({ ...own, id: newId(), credentialID: `more ${index}` }));
    await service.db.insert(passkeys).values(more);
    const answer = await service.post(path('verify-registration'), { response }, asBrowser(session, cookie));
    expect([answer.status, answer.body.code]).toEqual([409, 'TOO_MANY_PASSKEYS']);
  });

  test('options demand a verified person and name our own domain', async () => {
    const session = cookiesOf((await service.signIn('options@example.org')).answer);
    const registration = await options('generate-register-options', session);
    expect(registration.body).toMatchObject({
      rp: { id: RP },
      authenticatorSelection: { userVerification: 'required', residentKey: 'required' },
    });
    const authentication = await options('generate-authenticate-options');
    expect(authentication.body).toMatchObject({ rpId: RP, userVerification: 'required' });
    expect(Buffer.from(authentication.challenge, 'base64url').length).toBeGreaterThanOrEqual(16);
  });

  test('N14: an assertion is good once', async () => {
    const { key } = await register('replay@example.org');
    const { answer, send } = await signInWith(key, { counter: 1 });
    expect(answer.status).toBe(200);
    nobody(await send());
  });

  test.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['another domain', { rpId: 'evil.example' }],
    ['another challenge', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
    ['a person not verified', { verified: false }],
  ])('N14: refused for %s, at registration and at sign-in', async (what, bend) => {
    const { key } = await register(`${what.replaceAll(' ', '.')}@example.org`);
    nobody((await signInWith(key, bend)).answer);
    const bad = await register(`bad.${what.replaceAll(' ', '.')}@example.org`, bend);
    expect(bad.answer.status).toBe(400);
    nobody((await signInWith(bad.key)).answer);
    expect((await signInWith(key)).answer.status).toBe(200);
  });

  test('N14: refused when the counter goes back, when another key signs, and without the challenge’s cookie', async () => {
    const { key } = await register('counter@example.org');
    expect((await signInWith(key, { counter: 5 })).answer.status).toBe(200);
    for (const counter of [5, 4, 0]) nobody((await signInWith(key, { counter })).answer);
    expect((await signInWith(key, { counter: 6 })).answer.status).toBe(200);

    const forged = createAuthenticator();
    nobody((await signInWith(Object.assign(forged, { signIn: forged.signIn }))).answer);
    const { challenge } = await options('generate-authenticate-options');
    const stolen = { ...forged.signIn({ challenge, origin: service.origin, rpId: RP }), id: key.id, rawId: key.id };
    const { cookie } = await options('generate-authenticate-options');
    nobody(await service.post(path('verify-authentication'), { response: stolen }, asBrowser(cookie)));
    nobody(await service.post(path('verify-authentication'), { response: stolen }));
  });

  test('N14: a challenge is dead after five minutes and a registration cannot be played twice', async () => {
    const { key, session, response, cookie } = await register('slow@example.org');
    const again = await service.post(path('verify-registration'), { response }, asBrowser(session, cookie));
    expect(again.status).toBe(400);

    const late = await options('generate-authenticate-options');
    setClock(Date.now() + 301_000);
    const answer = key.signIn({ challenge: late.challenge, origin: service.origin, rpId: RP });
    nobody(await service.post(path('verify-authentication'), { response: answer }, asBrowser(late.cookie)));
  });

  test('one is added only soon after signing in, never with a session made on the way', async () => {
    const session = cookiesOf((await service.signIn('stale@example.org')).answer);
    setClock(Date.now() + 16 * 60_000);
    expect((await options('generate-register-options', session)).answer.status).toBe(403);
    expect((await service.ask(path('generate-register-options'))).status).toBe(401);
  });

  test('one is removed only soon after signing in, and then signs in no more', async () => {
    const { key, session, answer } = await register('removed@example.org');
    const body = { id: answer.body.id };
    setClock(Date.now() + 16 * 60_000);
    const late = await service.post(path('delete-passkey'), body, asBrowser(session));
    expect([late.status, late.body.code]).toEqual([403, 'SESSION_NOT_FRESH']);
    const again = await signInWith(key);
    const fresh = asBrowser(cookiesOf(again.answer));
    expect((await service.post(path('delete-passkey'), body, fresh)).status).toBe(200);
    nobody((await signInWith(key)).answer);
  });

  test('another person’s passkey can be neither renamed nor removed', async () => {
    await register('mine@example.org');
    const { session } = await register('theirs@example.org');
    const rows = await service.db.execute<{ id: string }>(sql`
      select p.id from passkeys p join users u on u.id = p.user_id where u.email = 'mine@example.org'`);
    const id = rows[0]?.id ?? '';
    const remove = await service.post(path('delete-passkey'), { id }, asBrowser(session));
    const rename = await service.post(path('update-passkey'), { id, name: 'Mine now' }, asBrowser(session));
    for (const answer of [remove, rename]) expect([401, 404]).toContain(answer.status);
    const left = await service.db.execute(sql`select name from passkeys where id = ${id}`);
    expect([...left]).toEqual([{ name: 'Key' }]);
  });

  test.each([
    {},
    { response: null },
    { response: { id: {} } },
    { response: { id: 'x', response: {} } },
    { id: 'x' },
    [],
  ])('a body of %j is refused, never a fault', async (body) => {
    const session = cookiesOf((await service.signIn(`fuzz${Math.random()}@example.org`)).answer);
    for (const name of ['verify-registration', 'verify-authentication', 'delete-passkey', 'update-passkey']) {
      expect((await service.post(path(name), body, asBrowser(session))).status).toBe(400);
    }
  });
});
