import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { EnrollmentId, UserId } from '../../drizzle/ids.ts';
import {
  certificates,
  enrollments,
  erasureRequests,
  followUpMails,
  followUps,
  mailBounces,
  users,
} from '../../drizzle/schema.ts';
import { AddressRefusedError } from '../../schema/accounts/rules/bounces.ts';
import { userAct } from '../../schema/act.ts';
import { withdrawEnrollment } from '../../schema/enrollments/operations/withdrawEnrollment.ts';
import { optIn, optOut } from '../../schema/followUps/operations/optIn.ts';
import { followUpMail } from '../../schema/followUps/operations/sendFollowUp.ts';
import { stateOfStop, stopByLink } from '../../schema/followUps/operations/stopByLink.ts';
import { erasePerson } from '../../schema/privacy/operations/erasePerson.ts';
import { newCreditHolder } from '../support/creditHolder.ts';
import { COMPLETED, DAY, deliver, follower, look, postbox, stopSecret, waiting } from '../support/followUps.ts';
import { emailOf, openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ max: 20 });
});
afterAll(() => world.close());
// Each test has people of its own; nobody of an earlier one is mailed again.
beforeEach(async () => {
  await world.db.update(followUps).set({ optedOutAt: COMPLETED });
});

const LATER = new Date('2027-04-26T15:00:00Z');

test('one mail for each round, by day, which names no course', async () => {
  await follower(world);
  expect(await deliver(world, new Date('2027-03-15T05:00:00Z'))).toEqual([]);
  const [first, ...more] = await deliver(world, DAY);
  expect(more).toEqual([]);
  expect(first?.mail.subject).toBe('What you asked us to send');
  expect(first?.mail.text).toContain('/later/2');
  expect(first?.mail.text).not.toMatch(/betrayal|trust|course|Ana/i);
  expect(first?.mail.unsubscribe).toContain('/later/stop/');
  for (const hour of [15, 16, 17]) expect(await deliver(world, new Date(`2027-03-15T${hour}:30:00Z`))).toEqual([]);
  const [second] = await deliver(world, LATER);
  expect(second?.mail.text).toContain('/later/8');
  expect(second?.mail.identity?.id).not.toBe(first?.mail.identity?.id);
});

test('only the hash of the link is stored', async () => {
  const { enrollmentId } = await follower(world);
  const [mail] = await deliver(world, DAY);
  const secret = mail === undefined ? '' : stopSecret(mail);
  expect(secret).toHaveLength(22);
  const [row] = await world.db.select().from(followUpMails).where(eq(followUpMails.enrollmentId, enrollmentId));
  expect(row?.stopHash).toHaveLength(32);
  expect(JSON.stringify(row)).not.toContain(secret);
});

describe('nobody is mailed who', () => {
  type One = { userId: UserId; enrollmentId: EnrollmentId };
  const cases: [string, (one: One) => Promise<unknown>][] = [
    ['stopped', ({ userId, enrollmentId }) => optOut(world.db, userAct(userId, COMPLETED), { enrollmentId })],
    [
      'withdrew',
      ({ userId, enrollmentId }) => withdrawEnrollment(world.db, userAct(userId, COMPLETED), { enrollmentId }),
    ],
    ['closed the account', ({ userId }) => world.db.update(users).set({ disabledAt: DAY }).where(eq(users.id, userId))],
    [
      'has an address that takes no mail',
      ({ userId }) =>
        world.db.insert(mailBounces).values({ userId, reason: 'NO_SUCH_ADDRESS', source: 'REPORTED', bouncedAt: DAY }),
    ],
    [
      'asked to be erased',
      ({ userId }) => world.db.insert(erasureRequests).values({ userId, requestedAt: DAY, dueAt: LATER }),
    ],
    ['was erased', ({ userId }) => world.db.transaction((tx) => erasePerson(tx, { userId, now: DAY }))],
  ];
  test.each(cases)('%s, before the mail was written and after', async (_what, change) => {
    const before = await follower(world);
    await change(before);
    const after = await follower(world);
    await look(world, DAY);
    await change(after);
    const { sent } = postbox();
    expect(await deliver(world, DAY)).toEqual(sent);
    expect(await waiting(world)).toEqual([]);
  });

  test('has a certificate that was revoked', async () => {
    const [revoked, valid] = [await newCreditHolder(world), await newCreditHolder(world)];
    for (const { userId, enrollmentId } of [revoked, valid])
      await optIn(world.db, userAct(userId, COMPLETED), { enrollmentId });
    const taken = { revokedAt: valid.now, revocationReason: 'ISSUED_IN_ERROR' as const };
    await world.db.update(certificates).set(taken).where(eq(certificates.id, revoked.certificateId));
    const to: string[] = [];
    for (let hours = 14 * 24; hours < 16 * 24; hours += 4)
      to.push(...(await deliver(world, new Date(valid.now.getTime() + hours * 3_600_000))).map((one) => one.to));
    expect(to).toEqual([await emailOf(world.db, valid.userId)]);
  });

  test('has not completed the course, or never asked for it', async () => {
    await follower(world, { completedAt: null });
    await follower(world, { asks: false });
    expect(await deliver(world, DAY)).toEqual([]);
  });
});

test('who asks again after stopping gets what has not come yet, and nothing twice', async () => {
  const { userId, enrollmentId } = await follower(world);
  expect(await deliver(world, DAY)).toHaveLength(1);
  await optOut(world.db, userAct(userId, DAY), { enrollmentId });
  await optIn(world.db, userAct(userId, DAY), { enrollmentId });
  expect(await deliver(world, DAY)).toEqual([]);
  expect(await deliver(world, LATER)).toHaveLength(1);
});

describe('late', () => {
  test('a worker that was away for six days sends, for seven it drops', async () => {
    await follower(world);
    expect(await deliver(world, new Date('2027-03-21T15:00:00Z'))).toHaveLength(1);
    await follower(world);
    expect(await deliver(world, new Date('2027-03-22T15:00:00Z'))).toEqual([]);
  });

  test('a mail that was written in time and not sent is dropped, and the follow-up is looked at no more', async () => {
    const { enrollmentId } = await follower(world);
    await look(world, DAY);
    expect(await waiting(world)).toHaveLength(1);
    expect(await deliver(world, new Date('2027-09-01T15:00:00Z'))).toEqual([]);
    const [mail] = await world.db.select().from(followUpMails).where(eq(followUpMails.enrollmentId, enrollmentId));
    expect(mail).toMatchObject({ sentAt: null, droppedAt: expect.any(Date) });
    const [row] = await world.db.select().from(followUps).where(eq(followUps.enrollmentId, enrollmentId));
    expect(row?.endedAt).not.toBeNull();
  });

  test('a try at night leaves the mail for the day', async () => {
    await follower(world);
    await look(world, DAY);
    expect(await deliver(world, new Date('2027-03-16T04:00:00Z'))).toEqual([]);
    expect(await deliver(world, new Date('2027-03-16T14:00:00Z'))).toHaveLength(1);
  });
});

test('a person without a zone is mailed by the clock of the organization', async () => {
  await follower(world, { timeZone: null });
  const [zone] = await world.db.execute<{ zone: string }>(sql`select time_zone as zone from organizations limit 1`);
  const hourThere = (now: Date) =>
    Number(now.toLocaleString('en-GB', { timeZone: zone?.zone, hour: '2-digit', hourCycle: 'h23' }));
  let sentAt: Date | null = null;
  for (let hour = 0; hour < 48 && sentAt === null; hour++) {
    const now = new Date(Date.UTC(2027, 2, 15, hour, 23));
    if ((await deliver(world, now)).length > 0) sentAt = now;
  }
  expect(sentAt === null ? null : hourThere(sentAt)).toBe(9);
});

describe('exactly once', () => {
  test('of two workers at every step', async () => {
    for (let one = 0; one < 20; one++) await follower(world);
    await Promise.all([look(world, DAY), look(world, DAY), look(world, DAY)]);
    const mails = await waiting(world);
    expect(mails).toHaveLength(20);
    const { sent, mail } = postbox();
    const { db, vault } = world;
    const send = (mailId: (typeof mails)[number]['id']) =>
      followUpMail.run({ db, vault, clock: () => DAY, mail }, { mailId });
    await Promise.allSettled([...mails, ...mails, ...mails].map(({ id }) => send(id)));
    for (const { id } of mails) await send(id);
    expect(sent).toHaveLength(20);
    expect(new Set(sent.map(({ to }) => to)).size).toBe(20);
    expect(await deliver(world, DAY)).toEqual([]);
  });

  test('while one worker stands still in the middle of sending, another gives up and finds the mail sent later', async () => {
    await follower(world);
    await look(world, DAY);
    const [{ id: mailId } = { id: null }] = await waiting(world);
    if (mailId === null) throw new Error('no mail waits');
    const { db, vault } = world;
    const clock = () => DAY;
    const { sent, mail } = postbox();
    const reached = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const slow: typeof mail = {
      followUp: async (to, one) => {
        reached.resolve();
        await goOn.promise;
        await mail.followUp(to, one);
      },
    };
    const first = followUpMail.run({ db, vault, clock, mail: slow }, { mailId });
    await reached.promise;
    await expect(followUpMail.run({ db, vault, clock, mail }, { mailId })).rejects.toMatchObject({
      cause: { code: '55P03' },
    });
    goOn.resolve();
    await first;
    await followUpMail.run({ db, vault, clock, mail }, { mailId });
    expect(sent).toHaveLength(1);
  });

  test('a try that failed is the same mail the next time, with the same link', async () => {
    await follower(world);
    await look(world, DAY);
    const { db, vault } = world;
    const [{ id: mailId } = { id: null }] = await waiting(world);
    if (mailId === null) throw new Error('no mail waits');
    const failed = postbox();
    const failing: typeof failed.mail = {
      followUp: async (to, one) => {
        await failed.mail.followUp(to, one);
        throw new Error('the answer of the mail server was lost');
      },
    };
    const clock = () => DAY;
    await expect(followUpMail.run({ db, vault, clock, mail: failing }, { mailId })).rejects.toThrow('was lost');
    const [sent] = await deliver(world, DAY);
    expect(sent).toEqual(failed.sent[0]);
  });

  test('an address that is refused for good is marked, and gets no second round', async () => {
    const { userId } = await follower(world);
    const { db, vault } = world;
    await look(world, DAY);
    const [{ id: mailId } = { id: null }] = await waiting(world);
    if (mailId === null) throw new Error('no mail waits');
    const mail = { followUp: (to: string) => Promise.reject(new AddressRefusedError(to, 'NO_SUCH_ADDRESS')) };
    await followUpMail.run({ db, vault, clock: () => DAY, mail }, { mailId });
    expect(await db.$count(mailBounces, eq(mailBounces.userId, userId))).toBe(1);
    expect(await deliver(world, LATER)).toEqual([]);
  });
});

test('the link of a mail stops the next one, may be used twice, and opens nothing else', async () => {
  const { enrollmentId } = await follower(world);
  const other = await follower(world);
  const mails = await deliver(world, DAY);
  const [row] = await world.db.select().from(enrollments).where(eq(enrollments.id, enrollmentId));
  const [user] = await world.db
    .select()
    .from(users)
    .where(eq(users.id, row?.userId as UserId));
  const own = mails.find(({ to }) => to === user?.email);
  const secret = own === undefined ? '' : stopSecret(own);
  expect(await stateOfStop(world.db, secret)).toBe('ASKED');
  for (const _ of [1, 2]) expect(await stopByLink(world.db, { secret, now: DAY })).toBe('STOPPED');
  expect(await stateOfStop(world.db, secret)).toBe('STOPPED');
  for (const strange of ['', 'x', 'A'.repeat(22), `${secret}A`])
    expect(await stopByLink(world.db, { secret: strange, now: DAY })).toBeNull();
  const [next, ...more] = await deliver(world, LATER);
  expect(more).toEqual([]);
  const [otherUser] = await world.db.select().from(users).where(eq(users.id, other.userId));
  expect(next?.to).toBe(otherUser?.email);
});
