import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newCertificateNumber } from '../../../certificates/number.ts';
import { connect, type Pool } from '../../../drizzle/client.ts';
import { startTestApp } from '../../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

type App = Awaited<ReturnType<typeof startTestApp>>;

let database: TestDatabase;
let pool: Pool;
let app: App;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 4 });
  app = await startTestApp(pool);
});
afterAll(async () => {
  await app.stop();
  await pool.close();
  await database.drop();
});

const NUMBER = newCertificateNumber();

/** Every route of the service: a method, an address, and the name in logs and metrics. */
const ROUTES = [
  ['GET', '/livez', '/livez'],
  ['GET', '/readyz', '/readyz'],
  ['GET', '/metrics', '/metrics'],
  ['GET', `/credentials/${NUMBER}`, '/credentials/:id'],
  ['GET', `/credentials/${NUMBER}.jwt`, '/credentials/:id'],
  ['GET', '/status/1', '/status/:list'],
  ['GET', '/.well-known/did.json', '/.well-known/did.json'],
  ['GET', '/keys/some-key', '/keys/:id'],
  ['GET', '/log/checkpoint', '/log/checkpoint'],
  ['GET', '/log/tile/0/x001/234.p/5', '/log/tile/*'],
  ['GET', '/log/tile/entries/000', '/log/tile/*'],
  ['GET', '/log/elsewhere', '/log/*'],
  ['GET', '/api/auth/get-session', '/api/auth/*'],
  ['POST', '/api/auth/sign-in/email-otp', '/api/auth/*'],
  ['GET', '/graphql?query=%7B__typename%7D', '/graphql'],
  ['POST', '/graphql', '/graphql'],
  ['GET', `/certificates/${NUMBER}.pdf`, '/certificates/:number.pdf'],
  ['GET', `/certificates/${NUMBER}.pdf?expires=1&signature=x`, '/certificates/:number.pdf'],
  ['GET', '/organizations/an-institute/certificate-preview.pdf', '/organizations/:slug/certificate-preview.pdf'],
  ['GET', '/verify', '/verify'],
  ['POST', '/verify', '/verify'],
  ['GET', `/verify/${NUMBER}`, '/verify/:number'],
  ['HEAD', `/verify/${NUMBER}`, '/verify/:number'],
  ['GET', `/verify/${NUMBER}/code.svg`, '/verify/:number/code.svg'],
  ['POST', `/verify/${NUMBER}`, '/verify/:number'],
  // Refused before any handler sees it, and still named.
  ['OPTIONS', `/verify/${NUMBER}`, '/verify/:number'],
  ['GET', '/verify/%E0%A4%A', '/verify/:number'],
  ['GET', '/', '/'],
  ['GET', '/nothing', 'other'],
  ['GET', `/other/${NUMBER}`, 'other'],
  ['GET', '/certificates', 'other'],
  ['GET', '/livezz', 'other'],
] as const;

describe('logs and metrics', () => {
  test.each(ROUTES)('%s %s is called %s', async (method, path, name) => {
    const requestId = `route-${Math.random().toString(36).slice(2)}-test`;
    await (await app.ask(path, { method, headers: { 'x-request-id': requestId, accept: 'text/html' } })).arrayBuffer();
    const line = app.logLines.map((text) => JSON.parse(text)).find((one) => one.requestId === requestId && one.route);
    expect(line).toMatchObject({ msg: 'request', method, route: name });
    const metrics = await (await app.ask('/metrics')).text();
    expect(metrics).toContain(`attune_http_requests_total{route="${name}",method="${method}"`);
  });

  test('contain no number, whatever the request', async () => {
    const metrics = await (await app.ask('/metrics')).text();
    expect(metrics).not.toContain(NUMBER);
    expect(app.logLines.join('')).not.toContain(NUMBER);
    const names = [...metrics.matchAll(/route="([^"]*)"/g)].map(([, name]) => name);
    const known = new Set<string | undefined>(ROUTES.map(([, , name]) => name));
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('what a route allows', () => {
  const from = (origin: string) => ({ headers: { origin, accept: 'application/json' } });

  test.each(['/credentials/x', '/status/1', '/.well-known/did.json', '/keys/x', '/log/checkpoint'])(
    'any page may read %s, and a refusal is not stored',
    async (path) => {
      const { headers, status } = await app.ask(path, from('https://elsewhere.example'));
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      expect(headers.get('vary') ?? '').not.toContain('Origin');
      if (status !== 200) expect(headers.get('cache-control')).toBe('no-store');
      const asked = await app.ask(path, { method: 'OPTIONS', ...from('https://elsewhere.example') });
      expect([asked.status, asked.headers.get('allow')]).toEqual([200, 'GET, HEAD']);
      expect(asked.headers.get('access-control-allow-origin')).toBe('*');
    },
  );

  test.each(['/verify', `/verify/${NUMBER}`, '/certificates/x.pdf', '/nothing'])(
    'only our own pages may read %s',
    async (path) => {
      const foreign = await app.ask(path, from('https://elsewhere.example'));
      expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
      expect(foreign.headers.get('vary')).toContain('Origin');
      const own = await app.ask(path, from('https://app.example.org'));
      expect(own.headers.get('access-control-allow-origin')).toBe('https://app.example.org');
    },
  );

  test('no page reads what is for machines alone', async () => {
    const { headers } = await app.ask('/livez', from('https://app.example.org'));
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test('the table says what may be cached and for how long', async () => {
    const { headers, status } = await app.ask('/.well-known/did.json');
    expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=300']);
  });
});
