import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { newId } from '../../../drizzle/ids.ts';
import { auditEvents, passkeys, recoveries, users } from '../../../drizzle/schema.ts';
import { accountNotice } from '../../../schema/accounts/operations/accountNotice.ts';
import { sweepIdentity } from '../../../schema/accounts/operations.ts';
import { requestErasure } from '../../../schema/privacy/operations/requestErasure.ts';
import { createMails } from '../../../server/mail/mails.ts';
import type { Mail } from '../../../server/mail/send.ts';
import { type AuthService, startAuthService } from '../../support/authService.ts';
import { setClock } from '../../support/clock.ts';
import { signInsOf } from '../../support/signIns.ts';

let service: AuthService;
let signIns: ReturnType<typeof signInsOf>;
beforeAll(async () => {
  service = await startAuthService();
  signIns = signInsOf(service);
});
afterAll(() => service.stop());
afterEach(() => {
  jest.useRealTimers();
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const refused = (answer: { status: number; body: Record<string, unknown> }) => [answer.status, answer.body.code];
const verbsOf = async (userId: string) => {
  const events = await service.db.select().from(auditEvents).where(eq(auditEvents.objectId, userId));
  return events.map(({ verb }) => verb);
};
const nobody = (answer: { headers: Headers }) => {
  expect(answer.headers.get('set-auth-token')).toBeNull();
  expect(answer.headers.getSetCookie().join()).not.toMatch(/session_token=[^;]/);
};

describe('a required passkey', () => {
  test('is switched on by a fresh sign-in with one, and warns when there is only one', async () => {
    const mail = await signIns.byCode('abe@example.org');
    expect(await signIns.requirePasskey(mail)).toMatchObject({ code: 'PASSKEY_MISSING' });
    const key = await signIns.addKey('abe@example.org');
    expect(await signIns.requirePasskey(mail)).toMatchObject({ code: 'SESSION_NOT_FRESH' });
    const session = await signIns.byKey(key);
    const { signInPolicy } = await signIns.requirePasskey(session);
    expect(signInPolicy).toMatchObject({
      passkeyRequired: true,
      passkeys: 1,
      warning: expect.stringMatching(/second/),
    });
    const fifty = await Promise.all(Array.from({ length: 50 }, () => signIns.requirePasskey(session)));
    for (const one of fifty) expect(one).toMatchObject({ signInPolicy });
    expect([await service.me(mail.headers), await service.me(session.headers)]).toEqual([null, session.viewer]);
    expect((await verbsOf(session.viewer.userId)).filter((verb) => verb === 'PASSKEY_REQUIRED')).toHaveLength(1);

    setClock(Date.now() + 16 * MINUTE);
    expect(await signIns.requirePasskey(session, false)).toMatchObject({ code: 'SESSION_NOT_FRESH' });
    const fresh = await signIns.byKey(key);
    expect((await signIns.requirePasskey(fresh, false)).signInPolicy).toMatchObject({
      passkeyRequired: false,
      warning: null,
    });
    expect((await signIns.byCode('abe@example.org')).viewer).toMatchObject({ userId: session.viewer.userId });
  });

  test('every change is told by mail, once', async () => {
    const { session } = await signIns.guarded('ada@example.org');
    await signIns.requirePasskey(session, false);
    const [passkey] = await service.db.select().from(passkeys).where(eq(passkeys.userId, session.viewer.userId));
    const removed = await service.post('/api/auth/passkey/delete-passkey', { id: passkey?.id }, session.headers);
    expect(removed.status).toBe(200);
    const mails: Mail[] = [];
    const mail = createMails(async (one) => void mails.push(one), service.url);
    const needs = { db: service.db, mail, clock: () => new Date() };
    const jobs = await service.db.execute<{ data: unknown }>(sql`
      select data from pgboss.job where name = 'account-notice' and data->>'userId' = ${session.viewer.userId}
      order by created_on`);
    for (const { data } of [...jobs, ...jobs]) await accountNotice.perform(needs, data);
    expect(mails.map(({ to, text }) => [to, text.split('\n')[0]])).toEqual(
      [/passkey was added/, /requires a passkey/, /no longer requires/, /passkey .* was removed/].map((words) => [
        'ada@example.org',
        expect.stringMatching(words),
      ]),
    );
  });

  test('a code opens nothing: not as sign-in, not from a known device, not as bearer of an older session', async () => {
    const { answer: before } = await signIns.byCode('bob@example.org');
    const device = before.headers.get('x-sign-in-device') ?? '';
    const older = { authorization: `Bearer ${before.headers.get('set-auth-token')}` };
    const { session } = await signIns.guarded('bob@example.org');
    expect(await service.me(older)).toBeNull();

    const asked = await service.askForCode('Bob@Example.org.');
    for (const headers of [{}, { 'x-sign-in-device': device }, session.headers] as Record<string, string>[]) {
      const answer = await service.verify('bob@example.org', asked.code, asked.nonce, headers);
      expect([403, 400]).toContain(answer.status);
      nobody(answer);
    }
    const again = await service.askForCode('bob@example.org');
    expect(refused(await service.verify('bob@example.org', '1', again.nonce))).toEqual([400, 'INVALID_CODE']);
    expect(refused(await service.verify('bob@example.org', again.code, again.nonce))).toEqual([
      403,
      'PASSKEY_REQUIRED',
    ]);
    expect(await service.me(session.headers)).toEqual(session.viewer);
  });

  test('a session that a code opened meanwhile is none, whatever the table holds', async () => {
    const mail = await signIns.byCode('cat@example.org');
    await service.db.update(users).set({ passkeyRequiredAt: new Date() }).where(eq(users.id, mail.viewer.userId));
    expect(await service.me(mail.headers)).toBeNull();
    expect((await service.ask('/api/auth/sessions', { headers: mail.headers })).status).toBe(401);
  });

  test('asking for a code looks the same and does the same work; only the mail tells', async () => {
    await signIns.guarded('dan@example.org');
    await signIns.byCode('don@example.org');
    const shape = async (email: string) => {
      service.statements.length = 0;
      const before = service.mails.length;
      const answer = await service.sendCode(email);
      const [mail] = service.mails.slice(before);
      const headers = [...answer.headers.keys()].filter((name) => !['date', 'keep-alive', 'connection'].includes(name));
      return { seen: [answer.status, answer.text, headers.sort(), service.statements.splice(0), mail?.subject], mail };
    };
    const [guarded, known, unknown] = [
      await shape('dan@example.org'),
      await shape('don@example.org'),
      await shape('dun@example.org'),
    ];
    expect([guarded.seen, unknown.seen]).toEqual([known.seen, known.seen]);
    expect(guarded.mail?.text).toMatch(/needs a passkey[\s\S]*72 hours/);
  });

  test('the last passkey stays, also when two are deleted at once', async () => {
    const { session } = await signIns.guarded('eve@example.org');
    const [own] = await service.db.select().from(passkeys).where(eq(passkeys.userId, session.viewer.userId));
    if (own === undefined) throw new Error('no passkey');
    const remove = (id: string) => service.post('/api/auth/passkey/delete-passkey', { id }, session.headers);
    expect(refused(await remove(own.id))).toEqual([409, 'LAST_PASSKEY']);
    const second = { ...own, id: newId(), credentialID: 'second' };
    await service.db.insert(passkeys).values(second);
    const answers = await Promise.all([remove(own.id), remove(second.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(refused(await remove(newId()))).toEqual([404, 'NOT_FOUND']);
  });
});

describe('the recovery of an account whose passkeys are lost', () => {
  test('waits 72 hours in view of every session, is told three times, opens once and ends everything else', async () => {
    const { session, key } = await signIns.guarded('fay@example.org');
    const start = Date.now();
    const started = await signIns.startRecovery('fay@example.org');
    expect(started.status).toBe(200);
    nobody(started);
    const { startedAt, opensAt } = started.body.recovery as { startedAt: string; opensAt: string };
    expect(Date.parse(opensAt) - Date.parse(startedAt)).toBe(72 * HOUR);
    const shown = { lost: 'PASSKEY', startedAt, opensAt };
    expect([await signIns.recovery(session), await signIns.recovery(await signIns.byKey(key))]).toMatchObject([
      shown,
      shown,
    ]);
    const queued = sql`select 1 from pgboss.job where name = 'recovery-mails'`;
    expect((await service.db.execute(queued)).length).toBeGreaterThan(0);
    const again = await signIns.startRecovery('fay@example.org');
    expect(again.body.recovery).toBeUndefined();
    expect(service.mails.at(-1)?.text).toMatch(/waits\. From \w+ \d{1,2}, \d{4}, \d\d:\d\d UTC on/);

    const tellAt = async (hours: number) => {
      setClock(start + hours * HOUR + MINUTE);
      return (await signIns.announced()).filter(({ to }) => to === 'fay@example.org').length;
    };
    const told: number[] = [];
    for (const hours of [0, 0, 23, 24, 25, 47, 48, 71, 73]) told.push(await tellAt(hours));
    expect(told).toEqual([1, 0, 0, 1, 0, 0, 1, 0, 0]);

    setClock(start + 71 * HOUR);
    const early = await service.askForCode('fay@example.org');
    expect(early.code).toBe('');
    const live = await signIns.byKey(key);
    setClock(start + 73 * HOUR);
    const back = await signIns.byCode('fay@example.org');
    expect(back.viewer).toMatchObject({ userId: session.viewer.userId, signedInBy: 'EMAIL_CODE' });
    expect(service.mails.at(-1)?.text).toMatch(/no longer requires/);
    expect([await service.me(live.headers), await signIns.recovery(back)]).toEqual([null, null]);
    expect(await verbsOf(session.viewer.userId)).toEqual(expect.arrayContaining(['RECOVERY_STARTED', 'RECOVERY_USED']));
    expect((await signIns.byCode('fay@example.org')).viewer).toMatchObject({ userId: session.viewer.userId });
  });

  test('ends when any session cancels it, and the next one waits as long', async () => {
    const { session } = await signIns.guarded('gil@example.org');
    const start = Date.now();
    await signIns.startRecovery('gil@example.org');
    const { startedAt } = await signIns.recovery(session);
    const other = new Date(Date.parse(startedAt) + 1).toISOString();
    expect(await signIns.cancel(session, other)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await signIns.cancel(session, startedAt)).toEqual({ viewer: { recovery: null } });
    expect(await signIns.cancel(session, startedAt)).toEqual({ viewer: { recovery: null } });
    setClock(start + HOUR);
    await signIns.startRecovery('gil@example.org');
    setClock(start + 72 * HOUR + MINUTE);
    expect((await service.askForCode('gil@example.org')).code).toBe('');
    setClock(start + 73 * HOUR + MINUTE);
    expect((await signIns.byCode('gil@example.org')).viewer).toMatchObject({ signedInBy: 'EMAIL_CODE' });
  });

  test('a code that was mailed before the cancellation opens nothing after it', async () => {
    const { session, key } = await signIns.guarded('hal@example.org');
    await signIns.startRecovery('hal@example.org');
    const { startedAt } = await signIns.recovery(session);
    setClock(Date.now() + 73 * HOUR);
    const { code, nonce } = await service.askForCode('hal@example.org');
    await signIns.cancel(await signIns.byKey(key), startedAt);
    expect(refused(await service.verify('hal@example.org', code, nonce))).toEqual([403, 'PASSKEY_REQUIRED']);
  });

  test('closes after seven days without use, and is swept', async () => {
    const { session, key } = await signIns.guarded('ida@example.org');
    const start = Date.now();
    await signIns.startRecovery('ida@example.org');
    setClock(start + (72 + 7 * 24) * HOUR + MINUTE);
    const { code, nonce } = await service.askForCode('ida@example.org');
    expect(refused(await service.verify('ida@example.org', code, nonce))).toEqual([403, 'PASSKEY_REQUIRED']);
    expect(await signIns.recovery(await signIns.byKey(key))).toBeNull();
    await sweepIdentity(service.db, { now: new Date() });
    expect(await service.db.select().from(recoveries).where(eq(recoveries.userId, session.viewer.userId))).toEqual([]);
  });

  test('starts nothing for an account without the requirement, makes no account, and no code works twice', async () => {
    await signIns.byCode('jan@example.org');
    expect(refused(await signIns.startRecovery('jan@example.org'))).toEqual([409, 'NOTHING_TO_RECOVER']);
    expect(refused(await signIns.startRecovery('jon@example.org'))).toEqual([409, 'NOTHING_TO_RECOVER']);
    expect(await service.db.select().from(users).where(eq(users.email, 'jon@example.org'))).toEqual([]);
    await signIns.guarded('kim@example.org');
    const { code, nonce } = await service.askForCode('kim@example.org');
    const start = (otp: string) =>
      service.post('/api/auth/recovery/start', { email: 'kim@example.org', otp }, { 'x-sign-in-nonce': nonce });
    expect(refused(await start('1'))).toEqual([400, 'INVALID_CODE']);
    const all = await Promise.all(Array.from({ length: 10 }, () => start(code)));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(all.filter(({ status }) => ![200, 400, 429].includes(status))).toEqual([]);
  });

  test('five are started in a day', async () => {
    const { session } = await signIns.guarded('lea@example.org');
    const statuses: unknown[] = [];
    const start = Date.now();
    for (let time = 0; time < 6; time++) {
      setClock(start + time * 11 * MINUTE);
      const { code, nonce } = await service.askForCode('lea@example.org');
      const body = { email: 'lea@example.org', otp: code };
      statuses.push((await service.post('/api/auth/recovery/start', body, { 'x-sign-in-nonce': nonce })).status);
      const waiting = await signIns.recovery(session);
      if (waiting) await signIns.cancel(session, waiting.startedAt);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });

  test('of two who fight, nobody gets in while the other is awake: each start ends the other kind', async () => {
    const { key } = await signIns.guarded('max@example.org');
    const start = Date.now();
    await signIns.startRecovery('max@example.org');
    setClock(start + 70 * HOUR);
    const session = await signIns.byKey(key);
    await signIns.loseMailbox(session);
    expect(await signIns.recovery(session)).toMatchObject({ lost: 'MAILBOX' });
    setClock(start + 100 * HOUR);
    const { code, nonce } = await service.askForCode('max@example.org');
    expect(refused(await service.verify('max@example.org', code, nonce))).toEqual([403, 'PASSKEY_REQUIRED']);
    await signIns.startRecovery('max@example.org');
    setClock(start + 143 * HOUR);
    expect(await signIns.recovery(await signIns.byKey(key))).toMatchObject({ lost: 'PASSKEY' });
  });

  test('the table itself refuses a shorter wait, and an erasure takes it away', async () => {
    const { session } = await signIns.guarded('nat@example.org');
    const { userId } = session.viewer;
    const now = new Date();
    const short = { userId, lost: 'PASSKEY' as const, startedAt: now, opensAt: new Date(now.getTime() + 71 * HOUR) };
    await expect(service.db.insert(recoveries).values(short)).rejects.toMatchObject({
      cause: { constraint_name: 'recoveries_wait' },
    });
    await signIns.startRecovery('nat@example.org');
    await requestErasure(service.db, signIns.actOf(session), { confirmation: 'nat@example.org' });
    expect(await service.db.select().from(recoveries).where(eq(recoveries.userId, userId))).toEqual([]);
    const [gone] = await service.db.select().from(users).where(eq(users.id, userId));
    expect(gone).toMatchObject({ mailAddress: null, passkeyRequiredAt: null });
    const fresh = await signIns.byCode('nat@example.org');
    expect(fresh.viewer.userId).not.toBe(userId);
  });
});
