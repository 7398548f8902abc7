import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { connect, type Database } from '../../drizzle/client.ts';
import { type AuthServices, createAuth } from '../../server/auth/auth.ts';
import { readSignInBody } from '../../server/auth/jsonBody.ts';
import type { Log } from '../../server/http/logging.ts';
import { createMails } from '../../server/mail/mails.ts';
import { createMailer, type Mail } from '../../server/mail/send.ts';
import { createTestDatabase } from './database.ts';

export const TEST_SECRET = 'a secret that only these tests know, 0123456789';

export type Answer = {
  status: number;
  headers: Headers;
  // Bodies are read by the assertions, which say what must be in them.
  body: Record<string, unknown>;
  text: string;
};
type Ask = { method?: string; body?: unknown; headers?: Record<string, string>; raw?: string };

type Options = Partial<AuthServices['settings']> & { db?: Database; sendMail?: (mail: Mail) => Promise<void> };

/** The routes of /api/auth on a real port with a database and an outbox of their own; `GET /me` answers readViewer. */
export const startAuthService = async (options: Options = {}) => {
  const database = await createTestDatabase();
  const outbox = await mkdtemp(join(tmpdir(), 'attune-outbox-'));
  const statements: string[] = [];
  const pool = connect(database.appUrl, { onStatement: (text) => statements.push(text) });
  const events: [string, Record<string, unknown> | undefined][] = [];
  const mails: Mail[] = [];
  const deliver = createMailer({ from: 'Attune <no-reply@example.org>', outboxDir: outbox });

  const app = express();
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { db = pool.db, sendMail = deliver, ...settings } = options;
  const note = (facts: Record<string, unknown>, event: string) => void events.push([event, facts]);
  const mail = createMails(async (one) => {
    mails.push(one);
    await sendMail(one);
  }, url);
  const auth = createAuth({
    db,
    secret: TEST_SECRET,
    mail,
    clock: () => new Date(),
    // Identity writes to these two levels alone, facts first.
    log: { info: note, warn: note } as unknown as Log,
    settings: {
      publicUrl: url.replace('127.0.0.1', 'localhost'),
      production: false,
      allowedOrigins: [],
      trustProxy: false,
      oidc: null,
      ...settings,
    },
  });
  app.use('/api/auth', readSignInBody, auth.router);
  app.get('/me', async (req, res) => {
    res.json({ viewer: await auth.readViewer(req) });
  });

  const ask = async (path: string, { method = 'GET', body, headers = {}, raw }: Ask = {}): Promise<Answer> => {
    const json = body === undefined && raw === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(url + path, {
      method,
      headers: { ...(json as Record<string, string>), ...headers },
      ...(body === undefined && raw === undefined ? {} : { body: raw ?? JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, body: text.startsWith('{') ? JSON.parse(text) : {} };
  };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    ask(path, { method: 'POST', body, headers });

  const sendCode = (email: string, headers?: Record<string, string>) =>
    post('/api/auth/email-otp/send-verification-otp', { email, type: 'sign-in' }, headers);
  const verify = (email: string, otp: string, nonce: string | null, headers: Record<string, string> = {}) =>
    post('/api/auth/sign-in/email-otp', { email, otp }, { ...(nonce ? { 'x-sign-in-nonce': nonce } : {}), ...headers });
  const codeIn = (mail: Mail | undefined) => mail?.text.match(/^\d{8}$/m)?.[0] ?? '';
  /** A code and its nonce, as the one who asked for them holds them. */
  const askForCode = async (email: string) => {
    const answer = await sendCode(email);
    return { code: codeIn(mails.at(-1)), nonce: answer.headers.get('x-sign-in-nonce') ?? '' };
  };
  const signIn = async (email: string, headers: Record<string, string> = {}) => {
    const { code, nonce } = await askForCode(email);
    const answer = await verify(email, code, nonce, headers);
    const token = answer.headers.get('set-auth-token') ?? '';
    return { answer, token, bearer: { authorization: `Bearer ${token}` } };
  };
  const me = async (headers: Record<string, string>) => (await ask('/me', { headers })).body.viewer;

  const readOutbox = async () => {
    const names = (await readdir(outbox)).sort();
    return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(outbox, name), 'utf8') })));
  };
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await pool.close();
    await database.drop();
    await rm(outbox, { recursive: true, force: true });
  };
  const origin = url.replace('127.0.0.1', 'localhost');
  return {
    ...{ url, origin, db: pool.db, database, statements, events, mails, outbox: readOutbox, stop },
    ...{ ask, post, sendCode, verify, askForCode, codeIn, signIn, me },
  };
};

export type AuthService = Awaited<ReturnType<typeof startAuthService>>;

/** The cookies of an answer as the browser would send them back. */
export const cookiesOf = (answer: Answer): string =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ');
