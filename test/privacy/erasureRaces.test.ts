import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import {
  auditEvents,
  certificates,
  enrollments,
  profiles,
  reflections,
  sessions,
  users,
} from '../../drizzle/schema.ts';
import { updateProfile } from '../../schema/accounts/operations.ts';
import { systemAct, userAct } from '../../schema/act.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { shareCertificateName } from '../../schema/issuance/operations/shareCertificateName.ts';
import { carryOutErasures } from '../../schema/privacy/operations/carryOutErasures.ts';
import { requestErasure } from '../../schema/privacy/operations/requestErasure.ts';
import { startAuthService } from '../support/authService.ts';
import { claimFor, creditFinisher, newCreditHolder, PUBLIC_URL } from '../support/creditHolder.ts';
import { newHolder } from '../support/holder.ts';
import { consent, reflect } from '../support/reflections.ts';
import { emailOf, enrolled, openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ max: 16 });
});
afterAll(() => world.close());

const now = new Date('2026-11-23T09:00:00Z');
const ROUNDS = [1, 2, 3, 4, 5, 6];
const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error);

/** Asks as the person did before anything happened: the address is read first. */
const askLater = async (userId: UserId) => {
  const confirmation = (await emailOf(world.db, userId)) ?? '';
  return () => requestErasure(world.db, userAct(userId, now), { confirmation });
};
const erasedAt = async (userId: UserId) =>
  (await world.db.select().from(users).where(eq(users.id, userId)))[0]?.disabledAt ?? null;
const erasures = (userId: UserId) =>
  world.db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.verb, 'PERSON_ERASED'), eq(auditEvents.objectId, userId)));

test.each(ROUNDS)('two requests and two claims for credit: a kept record or no certificate, time %#', async (round) => {
  const finisher = await creditFinisher(world);
  const ask = await askLater(finisher.userId);
  const claim = () => claimFor(world, finisher);
  const acts = round % 2 === 0 ? [ask, claim, ask, claim] : [claim, ask, claim, ask];
  const outcomes = await Promise.allSettled(acts.map((act) => act()));
  const issued = await world.db.select().from(certificates).where(eq(certificates.enrollmentId, finisher.enrollmentId));
  if ((await erasedAt(finisher.userId)) === null) {
    expect(issued).toHaveLength(1);
    expect(issued[0]).toMatchObject({ userId: finisher.userId, wrappedDataKey: expect.any(Buffer) });
    expect(outcomes.map(({ status }) => status)).toEqual(acts.map(() => 'fulfilled'));
    expect(await erasures(finisher.userId)).toHaveLength(0);
  } else {
    expect(issued).toHaveLength(0);
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [codeOf(one.reason)] : []));
    expect(refused).toEqual(['ENROLLMENT_CLOSED', 'ENROLLMENT_CLOSED']);
    expect(await erasures(finisher.userId)).toHaveLength(1);
  }
});

test.each(ROUNDS)('the day has come while a name is being shared and told to be hidden, time %#', async () => {
  const { userId, certificateId } = await newCreditHolder(world);
  await (await askLater(userId))();
  const due = new Date('2033-11-30T00:00:00Z');
  const share = () => shareCertificateName(world.db, userAct(userId, due), { certificateId, shared: true });
  const carryOut = () => carryOutErasures(world.db, systemAct(due));
  const outcomes = await Promise.allSettled([share(), carryOut(), share(), carryOut(), share()]);
  const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [codeOf(one.reason)] : []));
  expect(refused.filter((code) => code !== 'NOT_FOUND')).toEqual([]);
  const [row] = await world.db.select().from(certificates).where(eq(certificates.id, certificateId));
  expect(row).toMatchObject({ userId: null, wrappedDataKey: null, nameShared: false });
  expect(await erasures(userId)).toHaveLength(1);
});

test.each(ROUNDS)('whatever a person writes meanwhile is not there afterwards, time %#', async (round) => {
  const { userId } = await newHolder(world, PUBLIC_URL);
  const enrollmentId = await enrolled(world, userId, { purpose: 'PERSONAL' });
  const moduleId = (await standingOf(world.db, enrollmentId)).modules[0]?.moduleId ?? null;
  const ask = await askLater(userId);
  const rename = () => updateProfile(world.db, userAct(userId, now), { legalName: 'Li Wu' });
  await consent(world.db, userId);
  const write = () => reflect(world, userId, { enrollmentId, moduleId, text: 'For me alone.' }, now);
  const acts = round % 2 === 0 ? [ask, rename, write, ask] : [rename, write, ask, ask, rename, write];
  const outcomes = await Promise.allSettled(acts.map((act) => act()));
  const refused = outcomes.filter((one, at) => one.status === 'rejected' && acts[at] === rename);
  expect(
    refused.map((one) => codeOf((one as PromiseRejectedResult).reason)).filter((code) => code !== 'NOT_FOUND'),
  ).toEqual([]);
  expect(await erasedAt(userId)).toEqual(now);
  expect(await world.db.select().from(profiles).where(eq(profiles.userId, userId))).toEqual([]);
  expect(await world.db.select().from(reflections).where(eq(reflections.enrollmentId, enrollmentId))).toEqual([]);
  expect(await erasures(userId)).toHaveLength(1);
  expect(await world.db.select().from(enrollments).where(eq(enrollments.userId, userId))).toHaveLength(2);
});

describe('signing in', () => {
  let service: Awaited<ReturnType<typeof startAuthService>>;
  beforeAll(async () => {
    service = await startAuthService();
    // The library prints what it could not store; that is what the losing sign-in is meant to end with.
    jest.spyOn(console, 'error').mockImplementation(() => {});
  });
  afterAll(() => {
    jest.restoreAllMocks();
    return service.stop();
  });

  test.each(ROUNDS)('twice while one is erased twice leaves no session of nobody, time %#', async (round) => {
    const { db } = service;
    const email = `racer${round}@example.org`;
    await service.signIn(email);
    const [user] = await db.select().from(users).where(eq(users.email, email));
    if (user === undefined) throw new Error('nobody signed in');
    const { code, nonce } = await service.askForCode(email);
    const ask = () => requestErasure(db, userAct(user.id, new Date()), { confirmation: email });
    const enter = () => service.verify(email, code, nonce);
    const acts = round % 2 === 0 ? [ask, enter, ask, enter] : [enter, ask, enter, ask];
    await Promise.allSettled(acts.map((act) => act()));
    expect(await db.select().from(sessions).where(eq(sessions.userId, user.id))).toEqual([]);
    const [nobody] = await db.select().from(users).where(eq(users.id, user.id));
    expect(nobody?.email).toMatch(/@invalid$/);

    const { token, bearer } = await service.signIn(email);
    expect(token).not.toBe('');
    const fresh = (await service.me(bearer)) as { userId: string };
    expect(fresh.userId).not.toBe(user.id);
  });

  test('a session is over at once, and a new one of the same address is another person’s', async () => {
    const { db } = service;
    const email = 'leaver@example.org';
    const { bearer } = await service.signIn(email);
    const { userId } = (await service.me(bearer)) as { userId: UserId };
    await requestErasure(db, userAct(userId, new Date()), { confirmation: email });
    expect(await service.me(bearer)).toBeNull();
    const again = await service.signIn(email);
    const other = (await service.me(again.bearer)) as { userId: UserId };
    expect(other.userId).not.toBe(userId);
    const [round] = await db.select().from(enrollments).where(eq(enrollments.userId, other.userId));
    expect(round).toBeUndefined();
  });
});
