import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { addressChanges, auditEvents, sessions, users, verifications } from '../../../drizzle/schema.ts';
import { addressChanged } from '../../../schema/accounts/operations/addressChanged.ts';
import { revokeOtherSessions } from '../../../schema/accounts/operations.ts';
import { userByFormerAddress } from '../../../schema/accounts/queries/people.ts';
import { requestErasure } from '../../../schema/privacy/operations/requestErasure.ts';
import { createMails } from '../../../server/mail/mails.ts';
import type { Mail } from '../../../server/mail/send.ts';
import { type Answer, type AuthService, startAuthService } from '../../support/authService.ts';
import { setClock } from '../../support/clock.ts';
import { type Signed, signInsOf } from '../../support/signIns.ts';

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

/** Asks for a change; the codes as the two mailboxes got them. */
const request = async ({ headers }: Signed, newEmail: string) => {
  const before = service.mails.length;
  const answer = await service.post('/api/auth/email/request-change', { newEmail }, headers);
  const mails = service.mails.slice(before);
  const [newCode = '', oldCode = ''] = mails.map((mail) => service.codeIn(mail));
  return { answer, mails, newCode, oldCode, nonce: answer.headers.get('x-sign-in-nonce') ?? '', newEmail };
};
type Asked = Awaited<ReturnType<typeof request>>;
const confirm = (
  { headers }: Signed,
  { nonce, newEmail, newCode, oldCode }: Asked,
  body: Record<string, unknown> = {},
) =>
  service.post(
    '/api/auth/email/confirm-change',
    { newEmail, newCode, oldCode, ...body },
    { ...headers, 'x-sign-in-nonce': nonce },
  );
const row = async (email: string) => (await service.db.select().from(users).where(eq(users.email, email)))[0];
const changesOf = (session: Signed) =>
  service.db.select().from(addressChanges).where(eq(addressChanges.userId, session.viewer.userId));
const refused = (answer: { status: number; body: Record<string, unknown> }) => [answer.status, answer.body.code];

describe('a change of address', () => {
  test('needs a code of each address; other sessions end, the old address is told, the trail has ids only', async () => {
    const other = await signIns.byCode('mara@example.org');
    const session = await signIns.byCode('mara@example.org');
    const asked = await request(session, 'Mara.New@example.org');
    expect(asked.answer.body).toEqual({ success: true, codes: ['NEW', 'OLD'] });
    expect(asked.mails.map(({ to }) => to)).toEqual(['Mara.New@example.org', 'mara@example.org']);
    expect(asked.mails.map(({ subject }) => subject).join()).not.toMatch(/@/);

    const answer = await confirm(session, asked);
    expect([answer.status, answer.text]).toEqual([200, '{"success":true}']);
    expect(await row('mara.new@example.org')).toMatchObject({
      id: session.viewer.userId,
      mailAddress: 'Mara.New@example.org',
    });
    expect(await row('mara@example.org')).toBeUndefined();
    expect([await service.me(other.headers), await service.me(session.headers)]).toEqual([null, session.viewer]);

    const [change] = await changesOf(session);
    if (change === undefined) throw new Error('no change was kept');
    const told: Mail[] = [];
    const mail = createMails(async (one) => void told.push(one), service.url);
    const needs = { db: service.db, mail, clock: () => new Date() };
    await addressChanged.perform(needs, { changeId: change.id });
    await addressChanged.perform(needs, { changeId: change.id });
    expect(told.map(({ to }) => to)).toEqual(['mara@example.org']);
    expect(await userByFormerAddress(service.db, 'MARA@example.org.')).toBe(session.viewer.userId);
    expect(told[0]?.text).toMatch(/was changed[\s\S]*If it was not you/);
    const events = await service.db.select().from(auditEvents).where(eq(auditEvents.objectId, session.viewer.userId));
    expect(events.map(({ verb }) => verb)).toContain('EMAIL_CHANGED');
    expect(JSON.stringify(events)).not.toMatch(/@/);

    const again = await signIns.byCode('mara.new@example.org');
    expect(again.viewer.userId).toBe(session.viewer.userId);
    expect(service.mails.at(-1)?.to).toBe('Mara.New@example.org');
  });

  test('neither code alone, no swapped code and no code of another session is enough', async () => {
    const session = await signIns.byCode('nia@example.org');
    const second = await signIns.byCode('nia@example.org');
    const asked = await request(session, 'nia2@example.org');
    const { newCode, oldCode } = asked;
    const wrong = [
      { oldCode: undefined },
      { newCode: '' },
      { newCode: oldCode, oldCode: newCode },
      { oldCode: newCode },
    ];
    for (const body of wrong) expect(refused(await confirm(session, asked, body))).toEqual([400, 'INVALID_CODE']);
    expect(refused(await confirm(second, asked))).toEqual([400, 'INVALID_CODE']);
    expect(refused(await confirm(session, asked, { newEmail: 'else@example.org' }))).toEqual([400, 'INVALID_CODE']);
    expect(refused(await confirm(session, { ...asked, nonce: 'x' }))).toEqual([400, 'INVALID_CODE']);
    expect(refused(await service.post('/api/auth/email/confirm-change', { newEmail: 'x' }, session.headers))).toEqual([
      400,
      'INVALID_INPUT',
    ]);
    expect((await confirm(session, asked)).status).toBe(200);
  });

  test('a code is tried five times, and then the right ones are too late', async () => {
    const session = await signIns.byCode('otto@example.org');
    const asked = await request(session, 'otto2@example.org');
    for (let time = 0; time < 5; time++)
      expect(refused(await confirm(session, asked, { newCode: '1' }))).toEqual([400, 'INVALID_CODE']);
    expect(refused(await confirm(session, asked))).toEqual([429, 'RATE_LIMITED']);
    expect(await row('otto@example.org')).toBeDefined();
  });

  test('works for ten minutes, once, and fifty at once change it once', async () => {
    const session = await signIns.byCode('pia@example.org');
    const late = await request(session, 'pia2@example.org');
    setClock(Date.now() + 11 * MINUTE);
    expect(refused(await confirm(session, late))).toEqual([400, 'INVALID_CODE']);
    const asked = await request(session, 'pia3@example.org');
    const all = await Promise.all(Array.from({ length: 50 }, () => confirm(session, asked)));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(all.filter(({ status }) => ![200, 400, 429].includes(status))).toEqual([]);
    expect(refused(await confirm(session, asked))[0]).toBe(400);
    expect(await changesOf(session)).toHaveLength(1);
  });

  test('of two that wait, the second dies with the change: its old code went to an address that is gone', async () => {
    const session = await signIns.byCode('quinn@example.org');
    const first = await request(session, 'quinn2@example.org');
    const second = await request(session, 'quinn3@example.org');
    expect((await confirm(session, first)).status).toBe(200);
    expect(refused(await confirm(session, second))).toEqual([400, 'INVALID_CODE']);
  });

  test('needs a sign-in of the last 15 minutes, and a session', async () => {
    expect((await service.post('/api/auth/email/request-change', { newEmail: 'a@example.org' })).status).toBe(401);
    expect((await service.post('/api/auth/email/confirm-change', { newEmail: 'a@example.org' })).status).toBe(401);
    const session = await signIns.byCode('rosa@example.org');
    setClock(Date.now() + 16 * MINUTE);
    const asked = await request(session, 'rosa2@example.org');
    expect([refused(asked.answer), asked.mails]).toEqual([[403, 'SESSION_NOT_FRESH'], []]);
  });

  test('a session that its person ended meanwhile changes nothing', async () => {
    const thief = await signIns.byCode('sol@example.org');
    const own = await signIns.byCode('sol@example.org');
    const asked = await request(thief, 'thief@example.org');
    await revokeOtherSessions(service.db, signIns.actOf(own), { keep: own.viewer.sessionId });
    expect((await confirm(thief, asked)).status).toBe(401);
    expect(await row('sol@example.org')).toBeDefined();
  });

  test('a taken address looks like any other until its code is entered; only its mail says so', async () => {
    await signIns.byCode('taken@example.org');
    const session = await signIns.byCode('tess@example.org');
    service.statements.length = 0;
    const free = await request(session, 'free@example.org');
    const work = service.statements.splice(0);
    const taken = await request(session, 'Taken@Example.org.');
    expect(service.statements.splice(0)).toEqual(work);
    const shape = ({ answer }: Asked) => [answer.status, answer.text, [...answer.headers.keys()].sort()];
    expect(shape(taken)).toEqual(shape(free));
    expect(taken.mails.map(({ subject, to }) => [subject, to])).toEqual([
      [free.mails[0]?.subject, 'taken@example.org'],
      [free.mails[1]?.subject, 'tess@example.org'],
    ]);
    expect([free.mails[0]?.text.includes('already'), taken.mails[0]?.text.includes('already')]).toEqual([false, true]);
    expect(refused(await confirm(session, taken, { newCode: '1' }))).toEqual([400, 'INVALID_CODE']);
    expect(refused(await confirm(session, taken))).toEqual([409, 'ADDRESS_TAKEN']);
    expect((await confirm(session, free)).status).toBe(200);
  });

  test('of two people who want one address at once, one gets it', async () => {
    const [one, two] = [await signIns.byCode('uma@example.org'), await signIns.byCode('una@example.org')];
    const [first, second] = [await request(one, 'both@example.org'), await request(two, 'Both@Example.org')];
    const answers = await Promise.all([confirm(one, first), confirm(two, second)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await service.db.select().from(users).where(eq(users.email, 'both@example.org'))).toHaveLength(1);
  });

  test.each(['VERA@EXAMPLE.ORG', ' vera@example.org. ', 'vera@ｅxample.org'])(
    '%j is the address already',
    async (own) => {
      const session = await signIns.byCode('vera@example.org');
      expect(refused((await request(session, own)).answer)).toEqual([400, 'SAME_ADDRESS']);
      expect(refused((await request(session, 'no address')).answer)).toEqual([400, 'INVALID_EMAIL']);
    },
  );

  test('an address in another spelling is the same one when the codes are entered', async () => {
    const session = await signIns.byCode('wim@example.org');
    const asked = await request(session, 'Wim@bücher.example');
    const answer = await confirm(session, asked, { newEmail: 'wim@BU\u0308CHER.example.' });
    expect(answer.status).toBe(200);
    expect(await row('wim@xn--bcher-kva.example')).toBeDefined();
  });

  test('mails no more codes than a sign-in does', async () => {
    const session = await signIns.byCode('xena@example.org');
    const answers: number[] = [];
    for (let time = 0; time < 8; time++) answers.push((await request(session, 'victim@example.org')).answer.status);
    expect(answers.filter((status) => status === 200).length).toBeLessThanOrEqual(5);
    expect(answers.at(-1)).toBe(429);
  });

  test('an erasure ends it: no code, no row, no mail is left', async () => {
    const session = await signIns.byCode('yara@example.org');
    const asked = await request(session, 'yara2@example.org');
    await requestErasure(service.db, signIns.actOf(session), { confirmation: 'Yara@Example.org' });
    expect((await confirm(session, asked)).status).toBe(401);
    const left = await service.db.select().from(verifications);
    expect(left.filter(({ value }) => value.includes(session.viewer.userId))).toEqual([]);
    expect(await row('yara2@example.org')).toBeUndefined();
  });

  test('a code of the old address that is being used at this moment opens no session afterwards', async () => {
    const session = await signIns.byCode('zora@example.org');
    const { code, nonce } = await service.askForCode('zora@example.org');
    let signingIn: Promise<Answer> | undefined;
    await service.db.transaction(async (tx) => {
      await tx.update(users).set({ email: 'zora2@example.org' }).where(eq(users.email, 'zora@example.org'));
      signingIn = service.verify('zora@example.org', code, nonce);
      await aWriterWaits();
    });
    expect(refused((await signingIn) as Answer)).toEqual([400, 'INVALID_CODE']);
    const own = await service.db.select().from(sessions).where(eq(sessions.userId, session.viewer.userId));
    expect(own.map(({ id }) => id)).toEqual([session.viewer.sessionId]);
  });
});

/** Until a statement of this database waits for a lock. */
const aWriterWaits = async () => {
  const waiting = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  for (const end = Date.now() + 5_000; Date.now() < end; ) if ((await service.db.execute(waiting)).length > 0) return;
  throw new Error('no statement waits for a lock');
};

describe('an address whose mailbox is lost', () => {
  const lost = async (email: string) => {
    const key = await signIns.addKey(email);
    const session = await signIns.byKey(key);
    const { recovery } = await signIns.loseMailbox(session);
    return { key, session, recovery };
  };

  test('changes without its code 72 hours after somebody with a passkey said so', async () => {
    const { key, session, recovery } = await lost('ada@example.org');
    const start = Date.now();
    expect(await signIns.loseMailbox(session)).toEqual({ recovery });
    expect(await signIns.recovery(await signIns.byCode('ada@example.org'))).toMatchObject(recovery);
    expect((await signIns.announced()).map(({ to }) => to)).toContain('ada@example.org');

    setClock(start + 71 * HOUR);
    const early = await request(await signIns.byKey(key), 'ada2@example.org');
    expect(early.answer.body.codes).toEqual(['NEW', 'OLD']);
    setClock(start + 73 * HOUR);
    const byMail = await signIns.byCode('ada@example.org');
    expect((await request(byMail, 'ada2@example.org')).answer.body.codes).toEqual(['NEW', 'OLD']);
    const open = await signIns.byKey(key);
    const asked = await request(open, 'ada3@example.org');
    expect([asked.answer.body.codes, asked.mails.map(({ to }) => to)]).toEqual([['NEW'], ['ada3@example.org']]);
    expect((await confirm(open, asked, { oldCode: undefined })).status).toBe(200);
    expect([await service.me(byMail.headers), await signIns.recovery(open)]).toEqual([null, null]);
    const next = await request(await signIns.byKey(key), 'ada4@example.org');
    expect(next.answer.body.codes).toEqual(['NEW', 'OLD']);
  });

  test('stays when a session cancels, even between the code and its use', async () => {
    const { key, recovery } = await lost('bea@example.org');
    setClock(Date.now() + 73 * HOUR);
    const open = await signIns.byKey(key);
    const asked = await request(open, 'bea2@example.org');
    const mine = await signIns.byCode('bea@example.org');
    expect(await signIns.cancel(mine, recovery.startedAt)).toEqual({ viewer: { recovery: null } });
    expect(refused(await confirm(open, asked, { oldCode: undefined }))).toEqual([400, 'INVALID_CODE']);
    expect(await row('bea@example.org')).toBeDefined();
  });

  test('needs a fresh passkey to start, and a mail code for a lost passkey', async () => {
    const mine = await signIns.byCode('cleo@example.org');
    expect(await signIns.loseMailbox(mine)).toMatchObject({ code: 'SESSION_NOT_FRESH' });
    const session = await signIns.byKey(await signIns.addKey('cleo@example.org'));
    expect(await signIns.loseMailbox(session, 'PASSKEY')).toMatchObject({ code: 'INVALID_INPUT' });
    setClock(Date.now() + 16 * MINUTE);
    expect(await signIns.loseMailbox(session)).toMatchObject({ code: 'SESSION_NOT_FRESH' });
    expect(await signIns.recovery(session)).toBeNull();
  });
});
