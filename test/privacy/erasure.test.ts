import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import { auditEvents, certificates, enrollments, erasureRequests, organizations, users } from '../../drizzle/schema.ts';
import { comparableAddress } from '../../schema/accounts/rules/address.ts';
import { operatorAct, systemAct, userAct } from '../../schema/act.ts';
import { cancelErasure } from '../../schema/privacy/operations/cancelErasure.ts';
import { carryOutErasures } from '../../schema/privacy/operations/carryOutErasures.ts';
import { eraseByOperator } from '../../schema/privacy/operations/eraseByOperator.ts';
import { exportPerson } from '../../schema/privacy/operations/exportPerson.ts';
import { requestErasure } from '../../schema/privacy/operations/requestErasure.ts';
import { erasureOf } from '../../schema/privacy/queries/erasures.ts';
import { verdictOf } from '../../schema/verification/operations/giveVerdicts.ts';
import { CREDIT_NAME, claimFor, creditFinisher, newCreditHolder, PUBLIC_URL } from '../support/creditHolder.ts';
import { HOLDER_NAME, newHolder } from '../support/holder.ts';
import { emailOf, enrolled, newLearner, openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const now = new Date('2026-11-23T09:00:00Z');
const later = new Date('2033-11-30T00:00:00Z');
const ask = async (userId: UserId, at = now, confirmation?: string) =>
  requestErasure(world.db, userAct(userId, at), {
    confirmation: confirmation ?? (await emailOf(world.db, userId)) ?? '',
  });
const userRow = async (userId: UserId) => (await world.db.select().from(users).where(eq(users.id, userId)))[0];
const verbsAbout = async (userId: UserId) =>
  (
    await world.db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.objectType, 'User'), eq(auditEvents.objectId, userId)))
      .orderBy(auditEvents.id)
  ).map(({ verb, actor, reason }) => ({ verb, actor, reason }));

describe('without a record of credit', () => {
  test('it is carried out within the call, open enrollments end, and the address is free again', async () => {
    const { userId, number } = await newHolder(world, PUBLIC_URL);
    const open = await enrolled(world, userId, { purpose: 'PERSONAL' });
    const email = (await emailOf(world.db, userId)) ?? '';
    const told = await ask(userId, now, ` ${email.toUpperCase()} `);
    expect(told).toEqual({ requestedAt: now, dueAt: now, carriedOutAt: now, heldBy: [], heldOrders: [] });
    const nobody = await userRow(userId);
    expect(nobody).toMatchObject({ name: '', image: null, emailVerified: false, disabledAt: now });
    expect(nobody?.email).toMatch(/^erased-[0-9a-f]{32}@invalid$/);
    expect(comparableAddress(nobody?.email ?? '').ok).toBe(false);
    const [enrollment] = await world.db.select().from(enrollments).where(eq(enrollments.id, open));
    expect(enrollment?.withdrawnAt).toEqual(now);
    const [again] = await world.db.insert(users).values({ email, emailVerified: true }).returning();
    expect(again?.id).not.toBe(userId);
    expect(await verdictOf(world.db, world.vault, { number, name: HOLDER_NAME, now })).toMatchObject({
      status: 'VALID',
      nameMatches: true,
      name: null,
    });
    expect(await verbsAbout(userId)).toEqual([
      { verb: 'ERASURE_REQUESTED', actor: 'user', reason: null },
      { verb: 'PERSON_ERASED', actor: 'user', reason: null },
    ]);
  });

  test('a second call, whatever is typed, returns the first request and changes nothing', async () => {
    const userId = await newLearner(world.db, 'Li Wu');
    const first = await ask(userId);
    const before = await userRow(userId);
    expect(await ask(userId, later, 'anything')).toEqual(first);
    expect(await userRow(userId)).toEqual(before);
    expect(await verbsAbout(userId)).toHaveLength(2);
  });

  test.each(['', 'yes', 'someone.else@example.org', 'a@b@c', 'x'.repeat(100_000)])(
    'another text than one’s own address changes nothing: %.40s',
    async (typed) => {
      const userId = await newLearner(world.db, 'Li Wu');
      const before = await userRow(userId);
      await expect(ask(userId, now, typed)).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        fields: [{ path: 'confirmation' }],
      });
      expect(await userRow(userId)).toEqual(before);
      expect(await erasureOf(world.db, { userId, now })).toBeNull();
    },
  );
});

describe('with a record of credit', () => {
  test('it waits for the end of retention, says why, changes nothing, and can be canceled', async () => {
    const { userId, number } = await newCreditHolder(world);
    const before = await userRow(userId);
    const [row] = await world.db.select().from(certificates).where(eq(certificates.number, number));
    const until = new Date(`2033${row?.issuedAt.toISOString().slice(4)}`);
    const told = await ask(userId);
    expect(told).toEqual({
      requestedAt: now,
      dueAt: until,
      carriedOutAt: null,
      heldBy: [
        { certificateNumber: number, organization: expect.stringContaining('Sample Institute'), years: 7, until },
      ],
      heldOrders: [],
    });
    expect(await ask(userId, new Date(now.getTime() + 1000))).toEqual(told);
    expect(await erasureOf(world.db, { userId, now })).toEqual(told);
    expect(await userRow(userId)).toEqual(before);
    await enrolled(world, userId);

    const take = (requestedAt: Date) => cancelErasure(world.db, userAct(userId, now), { requestedAt });
    await expect(take(later)).rejects.toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'requestedAt' }] });
    await take(now);
    await take(now);
    expect(await erasureOf(world.db, { userId, now })).toBeNull();
    await carryOutErasures(world.db, systemAct(later));
    expect(await userRow(userId)).toEqual(before);
    expect((await verbsAbout(userId)).map(({ verb }) => verb)).toEqual(['ERASURE_REQUESTED', 'ERASURE_CANCELLED']);
  });

  test('requests are canceled at most ten times in a day', async () => {
    const { userId } = await newCreditHolder(world);
    const take = () => cancelErasure(world.db, userAct(userId, now), { requestedAt: now });
    for (let time = 0; time < 10; time++) {
      await ask(userId);
      await take();
    }
    await ask(userId);
    await expect(take()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(await verbsAbout(userId)).toHaveLength(21);
    expect(await erasureOf(world.db, { userId, now })).not.toBeNull();
  });

  test('the daily job carries it out when the day comes, once; a name typed in still matches', async () => {
    const { userId, number } = await newCreditHolder(world);
    const { dueAt } = await ask(userId);
    const before = await verdictOf(world.db, world.vault, { number, name: CREDIT_NAME, now });
    await carryOutErasures(world.db, systemAct(new Date(dueAt.getTime() - 1)));
    expect((await userRow(userId))?.disabledAt).toBeNull();
    await carryOutErasures(world.db, systemAct(dueAt));
    await carryOutErasures(world.db, systemAct(later));
    expect((await userRow(userId))?.disabledAt).toEqual(dueAt);
    expect(await verdictOf(world.db, world.vault, { number, name: CREDIT_NAME, now })).toEqual({
      ...before,
      sealing: 'NONE',
    });
    expect(before).toMatchObject({ status: 'VALID', nameMatches: true });
    expect(await verdictOf(world.db, world.vault, { number, name: 'Someone Else', now })).toMatchObject({
      nameMatches: false,
    });
    const [row] = await world.db.select().from(certificates).where(eq(certificates.number, number));
    expect(row).toMatchObject({ userId: null, wrappedDataKey: null, nameShared: false });
    expect(await verbsAbout(userId)).toEqual([
      { verb: 'ERASURE_REQUESTED', actor: 'user', reason: null },
      { verb: 'PERSON_ERASED', actor: 'system', reason: null },
    ]);
  });

  test('a person who earns further credit in the meantime waits longer, and learns why', async () => {
    const holder = await newCreditHolder(world);
    const { dueAt } = await ask(holder.userId);
    const second = await creditFinisher(world);
    const issued = new Date('2027-06-01T00:00:00Z');
    const { number } = await claimFor(world, { ...second, now: issued });
    // As if the second enrollment had been theirs: nothing else can give a finished enrollment another day.
    const [row] = await world.db.select().from(certificates).where(eq(certificates.number, number));
    if (row === undefined) throw new Error('no certificate was issued');
    const { id: _, ...facts } = row;
    await world.db.insert(certificates).values({
      ...facts,
      number: 'ANOTHER',
      claimKey: 'another',
      userId: holder.userId,
    });
    const until = new Date('2034-06-01T00:00:00Z');
    expect(await erasureOf(world.db, { userId: holder.userId, now: issued })).toMatchObject({ dueAt: until });
    await carryOutErasures(world.db, systemAct(dueAt));
    expect((await userRow(holder.userId))?.disabledAt).toBeNull();
    const [request] = await world.db.select().from(erasureRequests).where(eq(erasureRequests.userId, holder.userId));
    expect(request).toMatchObject({ dueAt: until, carriedOutAt: null });
    await carryOutErasures(world.db, systemAct(until));
    expect((await userRow(holder.userId))?.disabledAt).toEqual(until);
  });

  test('the organization says how long: without years to keep, it is done at once', async () => {
    const { userId } = await newCreditHolder(world);
    await world.db.update(organizations).set({ retentionYears: 0 });
    try {
      expect(await ask(userId)).toMatchObject({ carriedOutAt: now });
    } finally {
      await world.db.update(organizations).set({ retentionYears: 7 });
    }
  });
});

test('an export shows the request', async () => {
  const { userId } = await newCreditHolder(world);
  await ask(userId);
  const { json } = await exportPerson(world.db, userAct(userId, now), { vault: world.vault });
  expect(JSON.parse(json).erasure).toEqual({
    requested_at: expect.stringContaining('2026-11-23T09:00:00'),
    due_at: expect.stringContaining('2033-11-2'),
  });
});

describe('by an operator', () => {
  const erase = (userId: UserId, reason: string, at = now) =>
    eraseByOperator(world.db, operatorAct(at), { userId, reason });

  test('the same rule applies, and the refusal says until when', async () => {
    const { userId, number } = await newCreditHolder(world);
    const refused = await erase(userId, 'Asked for by telephone').catch((error) => error);
    expect(refused).toMatchObject({ code: 'FORBIDDEN', dueAt: expect.any(Date) });
    expect(refused.message).toContain(`${number} until 2033-11-2`);
    expect(await erasureOf(world.db, { userId, now })).toBeNull();
    await ask(userId);
    await erase(userId, 'Asked for by telephone', later);
    expect((await userRow(userId))?.disabledAt).toEqual(later);
    expect((await verbsAbout(userId)).at(-1)).toEqual({
      verb: 'PERSON_ERASED',
      actor: 'operator',
      reason: 'Asked for by telephone',
    });
  });

  test.each(['', 'x', 'Li Wu asked', 'LI  WU, by letter'])(
    'a reason that will not do is refused: “%s”',
    async (reason) => {
      const userId = await newLearner(world.db, 'Li Wu');
      await expect(erase(userId, reason)).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        fields: expect.arrayContaining([expect.objectContaining({ path: 'reason' })]),
      });
      await expect(erase(userId, `${await emailOf(world.db, userId)} asked`)).rejects.toMatchObject({
        fields: [{ path: 'reason' }],
      });
      expect((await userRow(userId))?.disabledAt).toBeNull();
    },
  );
});
