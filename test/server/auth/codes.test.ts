import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { connect } from '../../../drizzle/client.ts';
import { users } from '../../../drizzle/schema.ts';
import { createAuth } from '../../../server/auth/auth.ts';
import { createLog } from '../../../server/http/logging.ts';
import { createMails } from '../../../server/mail/mails.ts';
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

const MINUTE = 60_000;
const shape = (answer: { headers: Headers }) =>
  [...answer.headers.keys()].filter((name) => !['date', 'keep-alive', 'connection'].includes(name)).sort();

describe('a code by mail', () => {
  test('signs a newcomer in from the browser that asked, and the browser gets one strict cookie', async () => {
    const sent = await service.sendCode('Newcomer@Example.org ');
    expect(sent.status).toBe(200);
    const nonceLine = sent.headers.getSetCookie().find((line) => line.startsWith('attune.code_nonce='));
    expect(nonceLine).toMatch(/HttpOnly; SameSite=Lax/);
    const mail = service.mails.at(-1);
    expect(mail?.to).toBe('Newcomer@example.org');
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

  test('N01: known and unknown addresses get the same answer by the same work: statement for statement', async () => {
    const known = Array.from({ length: 20 }, (_, index) => `known${index}@example.org`);
    await service.db.insert(users).values(known.map((email) => ({ email, emailVerified: true })));
    const seen = { known: new Set<string>(), unknown: new Set<string>() };
    for (const [index, email] of known.entries()) {
      for (const [kind, address] of [
        ['known', email],
        ['unknown', `stranger${index}@example.org`],
      ] as const) {
        const mailsBefore = service.mails.length;
        service.statements.length = 0;
        const answer = await service.sendCode(address);
        const work = [service.statements, service.mails.length - mailsBefore];
        seen[kind].add(JSON.stringify([answer.status, answer.text, shape(answer), work]));
      }
    }
    expect([...seen.known]).toHaveLength(1);
    expect(seen.unknown).toEqual(seen.known);
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

  test('N16: two first sign-ins at once, from two browsers, are one account', async () => {
    for (let round = 0; round < 5; round++) {
      const email = `twins${round}@example.org`;
      const asked = [await service.askForCode(email), await service.askForCode(email), await service.askForCode(email)];
      const answers = await Promise.all(asked.map(({ code, nonce }) => service.verify(email, code, nonce)));
      expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
      expect(new Set(answers.map((answer) => (answer.body.user as { id: string }).id)).size).toBe(1);
    }
  });

  test('N03: is refused eleven minutes after it was sent', async () => {
    const { code, nonce } = await service.askForCode('late@example.org');
    setClock(Date.now() + 11 * MINUTE);
    expect((await service.verify('late@example.org', code, nonce)).status).toBe(400);
  });

  test('N03: is still valid after nine minutes', async () => {
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
  test('N06: after five wrong tries the right code is refused too, and a new one works at once', async () => {
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
    expect(right.body.message).toMatch(/Request a new one, which you can use at once\.$/);

    const fresh = await service.askForCode('guessed@example.org');
    expect((await service.verify('guessed@example.org', fresh.code, fresh.nonce)).status).toBe(200);
  });

  test('N06: four wrong tries leave the right code good', async () => {
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

  test('N07: sixty requests at once for one address send five mails, and the others say that no further mail was sent', async () => {
    setClock(Date.now() + 16 * MINUTE); // The tests before used up most of this network's limit.
    const before = service.mails.length;
    const answers = await Promise.all(Array.from({ length: 60 }, () => service.sendCode('flooded@example.org')));
    expect(service.mails.length - before).toBe(5);
    const told = answers.map(({ status, body }) => `${status} ${body.mail}`);
    expect(told.filter((one) => one === '200 SENT')).toHaveLength(5);
    expect(told.filter((one) => one === '200 NOT_SENT')).toHaveLength(55);
  });
});

test('N11: no table contains a code, a nonce or a token', async () => {
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

/** What these events would leave in the log. */
const logLines = (events: [string, Record<string, unknown> | undefined][]): string => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  for (const [event, facts] of events) log.info(facts, event);
  return lines.join('');
};

test('when mail cannot be sent the person learns it, and the log says why', async () => {
  let code = '';
  const broken = await startAuthService({
    sendMail: async ({ to, text }) => {
      code = text.match(/^\d{8}$/m)?.[0] ?? '';
      throw Object.assign(new Error(`550 5.1.1 <${to}>: Recipient refused\n${text}`), { code: 'EENVELOPE' });
    },
  });
  try {
    const answer = await broken.sendCode('lost.person@example.org');
    expect([answer.status, answer.body.code]).toEqual([503, 'MAIL_UNAVAILABLE']);
    const text = logLines(broken.events);
    expect(text).toContain('"code":"EENVELOPE"');
    expect(text).toContain('550 5.1.1 <[address]>: Recipient refused');
    expect(code).toMatch(/^\d{8}$/);
    expect(text).not.toContain(code);
    expect(text).not.toContain('lost.person');
  } finally {
    await broken.stop();
  }
});

test('a database that is away is 503 with Retry-After; a fault is 500; both are logged by their code', async () => {
  const gone = connect('postgres://attune_app:pw@127.0.0.1:1/attune', { max: 1 });
  const away = await startAuthService({ db: gone.db });
  const faulty = await startAuthService();
  const owner = connect(faulty.database.ownerUrl, { max: 1 });
  try {
    const busy = await away.sendCode('busy.person@example.org');
    expect([busy.status, busy.body.code, busy.headers.get('retry-after')]).toEqual([503, 'UNAVAILABLE', '5']);
    expect(logLines(away.events)).toMatch(/ECONNREFUSED.*"msg":"database away"/);
    await owner.db.execute(sql`alter table throttles rename to elsewhere`);
    const broken = await faulty.sendCode('busy.person@example.org');
    expect([broken.status, broken.body.code]).toEqual([500, 'INTERNAL']);
    const text = logLines(faulty.events);
    expect(text).toMatch(/"code":"42P01".*"msg":"fault"/);
    expect(text).toContain('throttle.ts');
    expect(text + logLines(away.events)).not.toContain('busy.person');
  } finally {
    await Promise.all([away.stop(), faulty.stop(), gone.close(), owner.close()]);
  }
});

test('N18: a short secret prevents the start', () => {
  const publicUrl = 'https://attune.example.org';
  const settings = { publicUrl, production: true, allowedOrigins: [], trustProxy: false as const, oidc: null };
  const mail = createMails(async () => {}, publicUrl);
  const ground = { db: service.db, mail, clock: () => new Date(), log: createLog('silent'), settings };
  const start = (secret: string) => createAuth({ ...ground, secret });
  expect(() => start('')).toThrow(/SESSION_SECRET/);
  expect(() => start('short')).toThrow(/SESSION_SECRET/);
});
