import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { type IntensiveId, newId, type PairId, type RegistrationId, type UserId } from '../../drizzle/ids.ts';
import { pairs, registrations, users, waitlistEntries } from '../../drizzle/schema.ts';
import { lockIntensive } from '../../schema/intensives/queries.ts';
import { requestErasure } from '../../schema/privacy/operations/requestErasure.ts';
import { cancelRegistration } from '../../schema/registrations/operations/cancelRegistration.ts';
import { claimPlace } from '../../schema/registrations/operations/claimPlace.ts';
import { makePlaceLink } from '../../schema/registrations/operations/places.ts';
import { reinstateRegistration } from '../../schema/registrations/operations/reinstate.ts';
import { takeHold } from '../../schema/registrations/operations/takeHold.ts';
import { registerFree } from '../../schema/registrations/operations/takeOffer.ts';
import { joinWaitlist } from '../../schema/registrations/operations/waitlist.ts';
import { addOrder } from '../support/orderRows.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { actOf, addIntensive, addMember, addOrganization, NOW, people, person } from '../support/seatRows.ts';
import { waits } from '../support/waiting.ts';
import { emailOf } from '../support/world.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 20 }));
});
afterAll(() => close());

const erase = async (userId: UserId) => {
  const confirmation = (await emailOf(db, userId)) ?? '';
  return () => requestErasure(db, actOf(userId), { confirmation });
};
const register = (intensiveId: IntensiveId, userId: UserId) =>
  registerFree(db, actOf(userId), { intensiveId, adult: true });
const live = (userId: UserId) =>
  db.$count(registrations, and(eq(registrations.userId, userId), isNull(registrations.endedAt)));
const isClosed = async (userId: UserId) =>
  (await db.select().from(users).where(eq(users.id, userId)))[0]?.disabledAt !== null;
/** What the database itself said of those that failed: a deadlock, or that the person was erased. */
const refusals = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.flatMap((one) => {
    if (one.status === 'fulfilled') return [];
    const { code, cause } = one.reason as { code?: string; cause?: { code?: string } };
    return [code ?? cause?.code];
  });

test('an erasure and a verb at an event where the person has a place wait for each other in one order', async () => {
  const [intensiveId, userId] = [await addIntensive(db), await person(db)];
  await register(intensiveId, userId);
  const begin = await erase(userId);
  let erasing: Promise<unknown> = Promise.resolve();
  await db.transaction(async (tx) => {
    const intensive = await lockIntensive(tx, intensiveId);
    erasing = begin();
    expect(await waits(db, erasing)).toBe(true);
    // A row of this person asks for their lock while the event's is held.
    const group = { kind: 'CHECKOUT', seats: 2, own: false, expiresInSeconds: 60, marginSeconds: 0 } as const;
    await takeHold(tx, actOf(userId), { intensive, userId, ...group });
  });
  await erasing;
  expect([await live(userId), await isClosed(userId)]).toEqual([0, true]);
});

test('somebody who comes to another event while their erasure waits leaves that one too', async () => {
  const [one, other, userId] = [await addIntensive(db), await addIntensive(db), await person(db)];
  await register(one, userId);
  const begin = await erase(userId);
  let erasing: Promise<unknown> = Promise.resolve();
  await db.transaction(async (tx) => {
    await lockIntensive(tx, one);
    erasing = begin();
    expect(await waits(db, erasing)).toBe(true);
    await register(other, userId);
  });
  await erasing;
  expect([await live(userId), await isClosed(userId)]).toEqual([0, true]);
});

test('nobody claims a place while they are erased', async () => {
  const [intensiveId, userId] = [await addIntensive(db, { priceMinor: 10_000 }), await person(db)];
  const kept = await addOrder(db, intensiveId, { seats: 2, claimed: 0 });
  const linkTo = (registrationId = kept.places[0]) =>
    makePlaceLink(db, actOf(kept.userId), { registrationId: registrationId ?? null, email: null });
  const link = await linkTo();
  const begin = await erase(userId);
  const claim = claimPlace(db, actOf(userId), { secret: link.secret ?? '', adult: true });
  await Promise.allSettled([begin(), claim, begin()]);
  expect([await live(userId), await isClosed(userId)]).toEqual([0, true]);
  const other = await linkTo(kept.places[1]);
  const late = claimPlace(db, actOf(userId), { secret: other.secret ?? '', adult: true });
  await expect(late).rejects.toMatchObject({ cause: { code: '23001' } });
  expect(await live(userId)).toBe(0);
});

test('no seat comes back for an erased person, nor for the other one of their pair', async () => {
  const [organizationId, stays, gone] = [await addOrganization(db), await person(db), await person(db)];
  const [owner, intensiveId] = [
    await addMember(db, organizationId, 'OWNER'),
    await addIntensive(db, { organizationId }),
  ];
  const pairId = newId<PairId>();
  const pair = { id: pairId, intensiveId, firstUserId: stays, secondUserId: gone, inviteHash: Buffer.alloc(32) };
  await db.insert(pairs).values({ ...pair, invitedAt: NOW, joinedAt: NOW });
  const both: RegistrationId[] = [];
  for (const userId of [stays, gone]) both.push((await register(intensiveId, userId)).registrationId);
  await db.update(registrations).set({ pairId }).where(eq(registrations.intensiveId, intensiveId));
  await (await erase(gone))();
  expect([await live(stays), await live(gone)]).toEqual([0, 0]);
  for (const registrationId of both) {
    const back = reinstateRegistration(db, actOf(owner), { registrationId, reason: 'A mistake.' });
    await expect(back).rejects.toMatchObject({ code: 'REGISTRATION_STATE', state: 'CANCELLED' });
  }
  expect([await live(stays), await live(gone)]).toEqual([0, 0]);
});

test('people who register, wait, cancel and are erased at the same two events never lock each other out', async () => {
  const events = [await addIntensive(db, { capacity: 2 }), await addIntensive(db, { capacity: 2 })] as const;
  for (let round = 0; round < 6; round += 1) {
    const crowd = await people(db, 8);
    const [stays, ...erased] = crowd as [UserId, ...UserId[]];
    const begins = await Promise.all(erased.map(erase));
    const seated = await register(events[0], stays);
    for (const userId of erased.slice(0, 3)) await register(events[1], userId).catch(() => undefined);
    for (const userId of erased.slice(3))
      await joinWaitlist(db, actOf(userId), { intensiveId: events[0] }).catch(() => undefined);
    const outcomes = await Promise.allSettled([
      ...erased.flatMap((userId, at) => [register(events[at % 2 === 0 ? 0 : 1], userId), begins[at]?.()]),
      cancelRegistration(db, actOf(stays), seated),
      ...erased.map((userId, at) => register(events[at % 2 === 0 ? 1 : 0], userId)),
    ]);
    expect(refusals(outcomes).filter((code) => code === '40P01')).toEqual([]);
    for (const userId of erased) expect([await live(userId), await isClosed(userId)]).toEqual([0, true]);
    const open = isNull(waitlistEntries.endedAt);
    for (const userId of erased)
      expect(await db.$count(waitlistEntries, and(open, eq(waitlistEntries.userId, userId)))).toBe(0);
    await cancelRegistration(db, actOf(stays), seated).catch(() => undefined);
  }
});
