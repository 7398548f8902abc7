import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { connect, type Pool } from '../../../drizzle/client.ts';
import { until } from '../../../faults/serviceProcess.ts';
import { startTestApp } from '../../support/app.ts';
import { startAuthService } from '../../support/authService.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

/** Of issuerKeys.ts. */
const MOST_WAITING = 32;

let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let issuer: string;
let server: Server;
let database: TestDatabase;
let pool: Pool;
/** While the issuer hangs, what would answer each request. */
let held: (() => void)[] | null = null;
/** What it answers when it does not hang. */
let status = 200;
let asked = 0;

beforeAll(async () => {
  keys = await generateKeyPair('ES256');
  const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'known', alg: 'ES256' }] };
  server = createServer((request, response) => {
    asked += 1;
    const about = { issuer, jwks_uri: `${issuer}/keys` };
    const answer = () => response.writeHead(status).end(JSON.stringify(request.url === '/keys' ? jwks : about));
    if (held === null) answer();
    else held.push(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  database = await createTestDatabase();
  pool = connect(database.appUrl);
});
afterEach(() => {
  jest.restoreAllMocks();
  status = 200;
  answerAll();
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await pool.close();
  await database.drop();
});

const answerAll = () => {
  for (const answer of held ?? []) answer();
  held = null;
};
const bearer = async (kid = 'known') => {
  const jwt = new SignJWT({ sub: 'ana', email: 'ana@example.org', email_verified: true });
  const head = jwt.setProtectedHeader({ alg: 'ES256', kid }).setIssuer(issuer).setAudience('attune');
  return { authorization: `Bearer ${await head.setExpirationTime('5m').sign(keys.privateKey)}` };
};
const startApp = () =>
  startTestApp(pool, { sessions: true, config: { trustProxy: 1, oidc: { issuer, audience: 'attune' } } });
/** From a network of its own: one network has too few places for all that wait. */
const from = (at: number, headers: Record<string, string>) => ({ ...headers, 'x-forwarded-for': `203.0.113.${at}` });
const WHO = '{ viewer { email } }';
const ANA = { status: 200, body: { data: { viewer: { email: 'ana@example.org' } } } };
const told = { code: 'UNAVAILABLE', retryAfter: '5' };

test('while the issuer hangs, few requests wait for it, and the others are told when to try again', async () => {
  const app = await startApp();
  const headers = await bearer();
  const refused: unknown[] = [];
  held = [];
  const all = Array.from({ length: MOST_WAITING + 20 }, async (_, at) => {
    const answer = await app.graphql(WHO, {}, from(at, headers));
    const { code } = answer.body.errors?.[0]?.extensions ?? {};
    if (answer.status === 503) refused.push({ code, retryAfter: answer.headers.get('retry-after') });
    return answer;
  });
  // They are refused while the others still wait.
  await until(() => refused.length === 20);
  expect(refused).toEqual(Array(20).fill(told));
  // Who brings no token of the issuer waits for nobody.
  expect(await app.graphql(WHO)).toMatchObject({ status: 200, body: { data: { viewer: null } } });
  // The file of a certificate asks for the person too.
  const file = await app.ask('/certificates/BGNTZ-49EKR-X27CH-PV059.pdf', { headers });
  expect([file.status, file.headers.get('retry-after')]).toEqual([503, '5']);
  answerAll();
  const waited = (await Promise.all(all)).filter((one) => one.headers.get('retry-after') !== told.retryAfter);
  expect(waited).toHaveLength(MOST_WAITING);
  // One person has eight operations at once.
  const served = waited.filter((answer) => answer.status === 200);
  expect(served.length).toBeGreaterThanOrEqual(8);
  for (const answer of served) expect(answer).toMatchObject(ANA);
  // The places are given back.
  for (let time = 0; time < MOST_WAITING + 1; time++) expect(await app.graphql(WHO, {}, headers)).toMatchObject(ANA);
  await app.stop();
});

test('a place is given back when the issuer fails', async () => {
  const app = await startApp();
  const headers = await bearer();
  for (let round = 0; round < 2; round++) {
    held = [];
    const all = Array.from({ length: MOST_WAITING }, (_, at) => app.graphql(WHO, {}, from(at, headers)));
    await until(() => held?.length === 1);
    status = 500;
    answerAll();
    for (const answer of await Promise.all(all)) expect(answer.body.data).toEqual({ viewer: null });
  }
  status = 200;
  expect(await app.graphql(WHO, {}, headers)).toMatchObject(ANA);
  await app.stop();
});

test('strangers with unknown keys keep out nobody whose key is known', async () => {
  const app = await startApp();
  const [known, unknown] = await Promise.all([bearer(), bearer('unknown')]);
  expect(await app.graphql(WHO, {}, known)).toMatchObject(ANA);
  // Past the time in which the library does not ask the issuer again.
  const later = Date.now() + 60_000;
  jest.spyOn(Date, 'now').mockImplementation(() => later);
  held = [];
  asked = 0;
  const strangers = Array.from({ length: MOST_WAITING + 1 }, (_, at) => app.graphql(WHO, {}, from(at, unknown)));
  expect((await Promise.race(strangers)).status).toBe(503);
  expect(await app.graphql(WHO, {}, known)).toMatchObject(ANA);
  answerAll();
  const answers = await Promise.all(strangers);
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(MOST_WAITING);
  expect(asked).toBe(1);
  await app.stop();
});

test('the routes of sign-in say so in their own form', async () => {
  const service = await startAuthService({ oidc: { issuer, audience: 'attune' } });
  const headers = await bearer();
  held = [];
  const all = Array.from({ length: MOST_WAITING + 1 }, () => service.ask('/api/auth/get-session', { headers }));
  const first = await Promise.race(all);
  expect([first.status, first.body.code, first.headers.get('retry-after')]).toEqual([503, 'UNAVAILABLE', '5']);
  answerAll();
  expect((await Promise.all(all)).filter((answer) => answer.status === 200)).toHaveLength(MOST_WAITING);
  await service.stop();
});
