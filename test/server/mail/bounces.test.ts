import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq, inArray } from 'drizzle-orm';
import type { UserId } from '../../../drizzle/ids.ts';
import { eventMails, mailBounces, sessions, users } from '../../../drizzle/schema.ts';
import { accountNotice } from '../../../schema/accounts/operations/accountNotice.ts';
import { mailboxProved } from '../../../schema/accounts/operations/bounces.ts';
import { changeEmail, keepChangeProof } from '../../../schema/accounts/operations/changeEmail.ts';
import { AddressRefusedError } from '../../../schema/accounts/rules/bounces.ts';
import { userAct } from '../../../schema/act.ts';
import { sendEventMails } from '../../../schema/registrations/operations/writeMail.ts';
import { createMails } from '../../../server/mail/mails.ts';
import { readReport } from '../../../server/mail/report.ts';
import { createMailer } from '../../../server/mail/send.ts';
import { startTestApp, TEST_CONFIG } from '../../support/app.ts';
import { reportOf } from '../../support/mailReports.ts';
import { type SmtpServer, startSmtpServer } from '../../support/smtpServer.ts';
import { newLearner, openWorld, type World } from '../../support/world.ts';

const SECRET = 'the secret of the bounces, 0123456789';
const refusals: Record<string, { rcpt?: string; data?: string }> = {};
let world: World;
let smtp: SmtpServer;
let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  world = await openWorld();
  smtp = await startSmtpServer(refusals);
  app = await startTestApp(world.pool, { config: { mailBounceSecret: SECRET } });
});
beforeEach(() => {
  for (const address of Object.keys(refusals)) delete refusals[address];
});
afterAll(async () => {
  expect(smtp.faults).toEqual([]);
  await Promise.all([app.stop(), smtp.stop()]);
  await world.close();
});

const sendMail = (mail: { to: string; subject: string; text: string }) =>
  createMailer({
    smtpUrl: smtp.url,
    from: TEST_CONFIG.mailFrom,
    outboxDir: '/nowhere',
    secret: TEST_CONFIG.sessionSecret,
  })(mail);
const person = async () => {
  const userId = await newLearner(world.db);
  const [row] = await world.db.select({ email: users.email }).from(users).where(eq(users.id, userId));
  return { userId, email: row?.email ?? '' };
};
const send = async (to: string) => {
  await sendMail({ to, subject: 'Hello', text: 'Text.\n.\n' });
  return smtp.taken.at(-1)?.text ?? '';
};
const bounceOf = async (userId: UserId) =>
  (await world.db.select().from(mailBounces).where(eq(mailBounces.userId, userId)))[0] ?? null;
const post = async (body: string, secret: string | null = SECRET) => {
  const headers: Record<string, string> = secret === null ? {} : { authorization: `Bearer ${secret}` };
  const answer = await app.ask('/mail/bounces', { method: 'POST', body, headers });
  return { status: answer.status, body: await answer.json().catch(() => null) };
};
const jobs = () => {
  const mail = createMails(sendMail, 'https://attune.example.org');
  return { db: world.db, mail, clock: () => new Date() };
};
let notices = 0;
const noticeTo = (userId: UserId) => {
  notices += 1;
  const noticeId = `00000000-0000-4000-8000-${String(notices).padStart(12, '0')}`;
  return accountNotice.perform(jobs(), { userId, notice: 'PASSKEY_ADDED', noticeId });
};

describe('a mail that the mail server does not take', () => {
  test.each([
    { rcpt: '550 5.1.1 no such user' },
    { rcpt: '550 no such user' },
    { data: '550 5.1.1 no such user' },
    { rcpt: '552 5.2.2 full' },
  ])('for good, for the address’s sake (%j), marks the address and is not sent again', async (refusal) => {
    const { userId, email } = await person();
    refusals[email] = refusal;
    await noticeTo(userId);
    expect(await bounceOf(userId)).toMatchObject({ source: 'REFUSED', bouncedAt: expect.any(Date) });
  });

  test.each([
    { rcpt: '450 4.2.1 later' },
    { data: '451 4.3.0 later' },
    { rcpt: '550 5.7.1 relaying denied' },
    { data: '554 5.7.26 unauthenticated' },
    { data: '550 spam' },
    { rcpt: 'CLOSE' },
    { data: 'CLOSE' },
  ])('for now, or for another reason (%j), marks nothing and is tried again', async (refusal) => {
    const { userId, email } = await person();
    refusals[email] = refusal;
    await expect(noticeTo(userId)).rejects.not.toBeInstanceOf(AddressRefusedError);
    expect(await bounceOf(userId)).toBeNull();
  });

  test('is forgotten when the mail server takes the next one', async () => {
    const { userId, email } = await person();
    refusals[email] = { rcpt: '550 5.1.1 no such user' };
    await noticeTo(userId);
    expect(await bounceOf(userId)).not.toBeNull();
    delete refusals[email];
    await noticeTo(userId);
    expect(await bounceOf(userId)).toBeNull();
  });
});

test('a mail about an event whose address is refused is closed as refused, keeps no address, and is not sent again', async () => {
  const { userId, email } = await person();
  refusals[email] = { rcpt: '550 5.1.1 no such user' };
  const made = { text: 'APPLICATION_WAITS', facts: {}, madeAt: new Date() };
  const rows = [
    { ...made, key: 'to a person', userId },
    { ...made, key: 'to an address', address: email },
  ];
  const mails = await world.db.insert(eventMails).values(rows).returning();
  const mailIds = mails.map(({ id }) => id);
  const mailing = { ...jobs(), papersOf: async () => [], settings: { mailFrom: TEST_CONFIG.mailFrom } };
  const recipients = () => smtp.lines.filter((line) => line.startsWith(`RCPT TO:<${email}>`)).length;
  for (const _twice of [1, 2]) await sendEventMails.perform(mailing, { mailIds });
  expect(recipients()).toBe(2);
  const after = await world.db.select().from(eventMails).where(inArray(eventMails.id, mailIds));
  const closed = { sentAt: null, refusedAt: expect.any(Date), address: null };
  expect(after).toMatchObject([closed, closed]);
  expect(await bounceOf(userId)).toMatchObject({ source: 'REFUSED' });
});

describe('a report of a mail server', () => {
  test.each([
    ['by the head of the mail that it returns', {}],
    ['by the id of the envelope alone', { returns: false }],
    ['of a forwarder, about another address', { finalRecipient: 'elsewhere@example.net' }],
    ['of a mail that was given up', { status: '4.4.7', diagnostic: 'smtp; delivery time expired' }],
  ])('marks the address: %s', async (_how, how) => {
    const { userId, email } = await person();
    const mail = await send(email);
    const envelopeId =
      /ENVID=(\S+)/.exec(smtp.lines.findLast((line) => line.startsWith('MAIL FROM')) ?? '')?.[1] ?? null;
    expect(envelopeId).not.toBeNull();
    expect(await post(reportOf({ mail, to: email, envelopeId, ...how }))).toEqual({
      status: 200,
      body: { received: true, marked: true },
    });
    expect(await bounceOf(userId)).toMatchObject({ source: 'REPORTED' });
  });

  test.each([
    ['of a delay', { action: 'delayed', status: '4.4.1' }],
    ['of a delivery', { action: 'delivered', status: '2.1.5' }],
    ['against the sender', { status: '5.7.1' }],
    ['of a status that is none', { status: 'broken' }],
  ])('marks nothing: %s', async (_what, how) => {
    const { userId, email } = await person();
    expect((await post(reportOf({ mail: await send(email), to: email, ...how }))).body).toEqual({
      received: true,
      marked: false,
    });
    expect(await bounceOf(userId)).toBeNull();
  });

  test('about an address to which that mail was never sent marks nothing', async () => {
    const [sender, victim] = [await person(), await person()];
    const mail = await send(sender.email);
    const forged = mail.replace(`To: ${sender.email}`, `To: ${victim.email}`);
    expect((await post(reportOf({ mail: forged, to: victim.email }))).body).toMatchObject({ marked: false });
    const made = `To: ${victim.email}\r\nMessage-ID: <01900000-0000-7000-8000-000000000000.aaaaaaaaaaaaaaaaaaaaaa@x>`;
    expect((await post(reportOf({ mail: made, to: victim.email }))).body).toMatchObject({ marked: false });
    expect(await bounceOf(victim.userId)).toBeNull();
  });

  test('about a person’s former address, or a stranger’s, marks nobody', async () => {
    const { userId, email } = await person();
    const mail = await send(email);
    await world.db
      .update(users)
      .set({ email: `new-${email}` })
      .where(eq(users.id, userId));
    expect((await post(reportOf({ mail, to: email }))).body).toMatchObject({ marked: false });
    const stranger = 'stranger@example.org';
    expect((await post(reportOf({ mail: await send(stranger), to: stranger }))).body).toMatchObject({ marked: false });
  });

  test('that comes after its person read a code there marks nothing', async () => {
    const { userId, email } = await person();
    const mail = await send(email);
    const later = new Date(Date.now() + 1_000);
    const token = 'a'.repeat(43);
    await world.db
      .insert(sessions)
      .values({ userId, token, createdAt: later, expiresAt: new Date(later.getTime() + 1_000) });
    expect((await post(reportOf({ mail, to: email }))).body).toMatchObject({ marked: false });
  });

  test('stays when a relay takes the next mail; twice is once', async () => {
    const { userId, email } = await person();
    const report = reportOf({ mail: await send(email), to: email });
    await Promise.all(Array.from({ length: 20 }, () => post(report)));
    await noticeTo(userId);
    expect(await bounceOf(userId)).toMatchObject({ reason: 'NO_SUCH_ADDRESS' });
    await mailboxProved(world.db, email);
    expect(await bounceOf(userId)).toBeNull();
  });

  test('is forgotten when the address is changed', async () => {
    const { userId, email } = await person();
    await post(reportOf({ mail: await send(email), to: email }));
    const now = new Date();
    const values = { userId, token: 'b'.repeat(43), createdAt: now, expiresAt: new Date(now.getTime() + 60_000) };
    const [session] = await world.db.insert(sessions).values(values).returning();
    if (session === undefined) throw new Error('no session');
    const proof = { identifier: `change ${userId}`, value: 'both' };
    await keepChangeProof(world.db, proof, now);
    const address = { email: `to-${email}`, typed: `to-${email}`, forms: [`to-${email}`] };
    const change = { sessionId: session.id, address, proof, oldMailboxLost: false };
    expect(await changeEmail(world.db, userAct(userId, now), change)).toBe('CHANGED');
    expect(await bounceOf(userId)).toBeNull();
  });

  test('needs the secret, is bounded, and is a report', async () => {
    const { email } = await person();
    const report = reportOf({ mail: await send(email), to: email });
    for (const wrong of [null, '', `${SECRET}x`, SECRET.toUpperCase()])
      expect((await post(report, wrong)).status).toBe(401);
    expect((await post('x'.repeat(1024 * 1024 + 1))).status).toBe(413);
    for (const other of [
      '',
      'Hello',
      mailOf('text/plain', 'Status: 5.1.1'),
      mailOf('multipart/report; boundary=""', ''),
    ])
      expect([(await post(other)).status]).toEqual([422]);
    const closed = await startTestApp(world.pool);
    expect((await closed.ask('/mail/bounces', { method: 'POST', body: report })).status).toBe(404);
    await closed.stop();
  });
});

const mailOf = (type: string, body: string) => `Content-Type: ${type}\r\n\r\n${body}`;

test('hostile reports are read in bounded time, or not at all', () => {
  const many = `Content-Type: multipart/report; boundary=b\r\n\r\n${'--b\r\n'.repeat(100_000)}`;
  const folded = `Content-Type: multipart/report;${'\r\n '.repeat(200_000)}boundary=b\r\n\r\n`;
  const groups = mailOf(
    'multipart/report; boundary=b',
    `--b\nContent-Type: message/delivery-status\n\n${'a: b\n\n'.repeat(100_000)}`,
  );
  expect(readReport(many)).toBeNull();
  expect(readReport(folded)).toBeNull();
  expect(readReport(groups)?.failed).toEqual([]);
  expect(readReport(`${' '.repeat(500_000)}x${'\n'.repeat(500_000)}`)).toBeNull();
});

test('a part in base64 or quoted-printable is read', () => {
  const status = 'Reporting-MTA: dns; mx\n\nAction: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822; a@example.org\n';
  const part = (encoding: string, body: string) =>
    mailOf(
      'multipart/report; boundary=b',
      `--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: ${encoding}\n\n${body}\n--b--`,
    );
  const failed = [{ status: '5.1.1', diagnostic: '', addresses: ['a@example.org'] }];
  expect(readReport(part('base64', Buffer.from(status).toString('base64')))?.failed).toEqual(failed);
  expect(
    readReport(part('quoted-printable', status.replace('failed', 'fail=\ned').replace('@', '=40')))?.failed,
  ).toEqual(failed);
});

test('a person sees that mail did not arrive, in their own session alone', async () => {
  const { userId, email } = await person();
  const query = '{ viewer { mail { maskedAddress bouncedAt bounceReason } } }';
  const seen = async () => (await app.graphql(query, {}, { 'x-test-user': userId })).body.data?.viewer;
  const maskedAddress = `l…@example.org`;
  expect(await seen()).toEqual({ mail: { maskedAddress, bouncedAt: null, bounceReason: null } });
  await post(reportOf({ mail: await send(email), to: email }));
  expect(await seen()).toEqual({
    mail: { maskedAddress, bouncedAt: expect.any(String), bounceReason: 'NO_SUCH_ADDRESS' },
  });
  const lines = app.logLines.join('');
  expect(lines).toContain('mail bounced');
  expect(lines).not.toContain(email);
});
