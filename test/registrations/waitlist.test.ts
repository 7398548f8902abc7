import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId, UserId } from '../../drizzle/ids.ts';
import { holds, intensivePrices, users, waitlistEntries, waitlistOffers } from '../../drizzle/schema.ts';
import { lockIntensive } from '../../schema/intensives/queries.ts';
import { changeCapacity } from '../../schema/registrations/operations/changeCapacity.ts';
import { confirmSeats } from '../../schema/registrations/operations/confirmSeats.ts';
import { declineByLink, stateOfOfferLink } from '../../schema/registrations/operations/declineByLink.ts';
import { endHolds } from '../../schema/registrations/operations/endHolds.ts';
import { endSeat } from '../../schema/registrations/operations/endSeat.ts';
import { offerSeats } from '../../schema/registrations/operations/offerSeats.ts';
import { openRegistration } from '../../schema/registrations/operations/register.ts';
import { releaseHold } from '../../schema/registrations/operations/releaseHold.ts';
import { acceptFreeOffer, registerFree, takeOffer } from '../../schema/registrations/operations/takeOffer.ts';
import { joinWaitlist, leaveWaitlist } from '../../schema/registrations/operations/waitlist.ts';
import { publicSeats, seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { openEntriesOf } from '../../schema/registrations/queries/waitlist.ts';
import { secretIn, sendAll } from '../support/outbox.ts';
import { openTestPool } from '../support/quizCourse.ts';
import {
  actOf,
  addIntensive,
  addMember,
  addOrganization,
  hold,
  mailsTo,
  NOW,
  passBy,
  people,
  person,
  registrationsIn,
} from '../support/seatRows.ts';
import { emailOf } from '../support/world.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 12 }));
});
afterAll(() => close());

const register = (intensiveId: IntensiveId, userId: UserId, at = NOW) =>
  registerFree(db, actOf(userId, at), { intensiveId, adult: true });
const join = (intensiveId: IntensiveId, userId: UserId) => joinWaitlist(db, actOf(userId), { intensiveId });
const left = async (intensiveId: IntensiveId) => (await publicSeats(db, [intensiveId]))[0]?.left;
const endSeatOf = async (intensiveId: IntensiveId, userId: UserId) => {
  const row = (await registrationsIn(db, intensiveId)).find((one) => one.userId === userId && one.endedAt === null);
  const end = { to: 'CANCELLED', because: 'WITHDRAWN', by: 'user', at: NOW } as const;
  await db.transaction((tx) => endSeat(tx, { registrationId: row?.id as never, ...end }));
};
/** An event whose places are all taken, and who took them. */
const full = async (capacity: number, terms: Parameters<typeof addIntensive>[1] = {}) => {
  const intensiveId = await addIntensive(db, { capacity, ...terms });
  const seated = await people(db, capacity);
  for (const userId of seated) await register(intensiveId, userId);
  return { intensiveId, seated };
};
const offersIn = async (intensiveId: IntensiveId) =>
  db
    .select({ userId: waitlistEntries.userId, answer: waitlistOffers.answer, holdId: waitlistOffers.holdId })
    .from(waitlistOffers)
    .innerJoin(waitlistEntries, eq(waitlistEntries.id, waitlistOffers.entryId))
    .where(eq(waitlistEntries.intensiveId, intensiveId))
    .orderBy(waitlistOffers.id);
const openOffers = async (intensiveId: IntensiveId) =>
  (await offersIn(intensiveId)).filter(({ answer }) => answer === null).map(({ userId }) => userId);
const run = (now = NOW) => endHolds.run({ db, clock: () => now }, {});

describe('joining', () => {
  test('twice, and fifty times at once, gives one entry and one place', async () => {
    const { intensiveId } = await full(1);
    const [a, b] = await people(db, 2);
    await join(intensiveId, a as UserId);
    const entries = await Promise.all(Array.from({ length: 50 }, () => join(intensiveId, b as UserId)));
    expect(new Set(entries.map(({ entryId }) => entryId)).size).toBe(1);
    expect(await openEntriesOf(db, b as UserId)).toMatchObject([{ intensiveId, place: 2, offeredUntil: null }]);
    await leaveWaitlist(db, actOf(a as UserId), { intensiveId });
    expect(await openEntriesOf(db, b as UserId)).toMatchObject([{ place: 1 }]);
  });

  test('is for full events whose registration is open', async () => {
    const a = await person(db);
    await expect(join(await addIntensive(db, { capacity: 3 }), a)).rejects.toMatchObject({
      code: 'PLACES_LEFT',
      left: 3,
    });
    const closed = await addIntensive(db, { registrationClosesAt: new Date('2025-01-01T00:00:00Z') });
    await expect(join(closed, a)).rejects.toMatchObject({ code: 'REGISTRATION_CLOSED' });
    const chosen = await addIntensive(db, { admission: 'APPLICATION' });
    await expect(join(chosen, a)).rejects.toMatchObject({ code: 'APPLICATION_NEEDED' });
    const draft = await addIntensive(db, { publishedAt: null });
    await expect(join(draft, a)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { intensiveId, seated } = await full(1);
    await expect(join(intensiveId, seated[0] as UserId)).rejects.toMatchObject({ code: 'ALREADY_REGISTERED' });
  });

  test('leaving twice is leaving once, and somebody who never waited is told so', async () => {
    const { intensiveId } = await full(1);
    const a = await person(db);
    await expect(leaveWaitlist(db, actOf(a), { intensiveId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { entryId } = await join(intensiveId, a);
    expect(await leaveWaitlist(db, actOf(a), { intensiveId })).toEqual({ entryId });
    expect(await leaveWaitlist(db, actOf(a), { intensiveId })).toEqual({ entryId });
  });

  test('and leaving again and again ends', async () => {
    const { intensiveId } = await full(1);
    const a = await person(db);
    for (let at = 0; at < 10; at += 1) {
      await join(intensiveId, a);
      await leaveWaitlist(db, actOf(a), { intensiveId });
    }
    await expect(join(intensiveId, a)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });
});

describe('a seat that becomes free', () => {
  test('is offered to the first, seen by nobody else, and taken by no newcomer', async () => {
    const { intensiveId, seated } = await full(1);
    const [a, b, newcomer] = await people(db, 3);
    await join(intensiveId, a as UserId);
    await join(intensiveId, b as UserId);
    await endSeatOf(intensiveId, seated[0] as UserId);
    expect(await openOffers(intensiveId)).toEqual([a]);
    expect(await left(intensiveId)).toBe(0);
    await expect(register(intensiveId, newcomer as UserId)).rejects.toMatchObject({ code: 'SOLD_OUT', left: 0 });
    expect(await mailsTo(db, a as UserId)).toEqual(['WAITLIST_OFFERED']);
  });

  test('is invisible while somebody waits, also before anything served them', async () => {
    const { intensiveId } = await full(1);
    const [a, newcomer] = await people(db, 2);
    await join(intensiveId, a as UserId);
    // The clock frees a seat, and no job runs.
    const organizer = await addMember(db, await organizationOf(intensiveId), 'OWNER');
    await db.transaction(async (tx) => {
      await lockIntensive(tx, intensiveId);
      await tx.execute(`update intensives set capacity = 3 where id = '${intensiveId}'` as never);
    });
    expect(organizer).toBeDefined();
    expect(await left(intensiveId)).toBe(0);
    await expect(hold(db, intensiveId, newcomer as UserId)).rejects.toMatchObject({ code: 'SOLD_OUT', left: 0 });
    // The one who waits may take it at once.
    await register(intensiveId, a as UserId);
    expect(await openEntriesOf(db, a as UserId)).toEqual([]);
    expect(await left(intensiveId)).toBe(1);
  });

  test('by an end that only the clock saw, is offered within the next run, once by two runs at once', async () => {
    const intensiveId = await addIntensive(db, { capacity: 1 });
    const [a, b] = await people(db, 2);
    const { id } = await hold(db, intensiveId, a as UserId);
    await join(intensiveId, b as UserId);
    await passBy(db, id);
    await Promise.all([run(), run(), run()]);
    expect(await offersIn(intensiveId)).toHaveLength(1);
    expect(await openOffers(intensiveId)).toEqual([b]);
  });

  test('passes heads that wait for nothing any more: three seats, three offers, in one run', async () => {
    const { intensiveId, seated } = await full(3);
    const waiting = await people(db, 6);
    for (const userId of waiting) await join(intensiveId, userId);
    // The first registered otherwise, the second closed the account.
    await db.transaction(async (tx) => {
      const intensive = await lockIntensive(tx, intensiveId);
      const opening = { intensive, userId: waiting[0] as UserId, holdId: null, state: 'APPLIED', adult: true } as const;
      const id = await openRegistration(tx, actOf(waiting[0] as UserId), opening);
      await tx.execute(`update registrations set state = 'HELD' where id = '${id}'` as never);
    });
    await db
      .update(users)
      .set({ disabledAt: NOW })
      .where(eq(users.id, waiting[1] as UserId));
    const end = { to: 'CANCELLED', because: 'WITHDRAWN', by: 'user', at: NOW } as const;
    await db.transaction(async (tx) => {
      const rows = (await registrationsIn(db, intensiveId)).filter(({ userId }) => seated.includes(userId as UserId));
      await lockIntensive(tx, intensiveId);
      for (const { id } of rows) await endSeat(tx, { registrationId: id, ...end });
    });
    expect(await openOffers(intensiveId)).toEqual(waiting.slice(2, 5));
    expect(await seatsTaken(db, intensiveId)).toBe(3);
  });

  test('by a capacity raised by two makes two offers', async () => {
    const { intensiveId } = await full(1);
    const waiting = await people(db, 3);
    for (const userId of waiting) await join(intensiveId, userId);
    const owner = actOf(await addMember(db, await organizationOf(intensiveId), 'ORGANIZER'));
    await changeCapacity(db, owner, { intensiveId, capacity: 3 });
    expect(await openOffers(intensiveId)).toEqual(waiting.slice(0, 2));
  });

  test('above the capacity is offered to nobody', async () => {
    const { intensiveId, seated } = await full(3);
    await join(intensiveId, await person(db));
    await db.execute(`update intensives set capacity = 2 where id = '${intensiveId}'` as never);
    await endSeatOf(intensiveId, seated[0] as UserId);
    expect(await openOffers(intensiveId)).toEqual([]);
    await endSeatOf(intensiveId, seated[1] as UserId);
    expect(await openOffers(intensiveId)).toHaveLength(1);
  });

  test('is offered to nobody once registration is over, and those who waited are told', async () => {
    const { intensiveId, seated } = await full(1);
    const a = await person(db);
    await join(intensiveId, a);
    const late = new Date('2090-01-01T00:00:00Z');
    await db.transaction(async (tx) => {
      const row = (await registrationsIn(db, intensiveId)).find(({ userId }) => userId === seated[0]);
      const end = { to: 'CANCELLED', because: 'WITHDRAWN', by: 'user', at: late } as const;
      await endSeat(tx, { registrationId: row?.id as never, ...end });
    });
    expect(await offersIn(intensiveId)).toEqual([]);
    await run(late);
    await run(late);
    expect(await openEntriesOf(db, a)).toEqual([]);
    expect(await mailsTo(db, a)).toEqual(['WAITLIST_CLOSED']);
  });
});

describe('an offer', () => {
  const offered = async (terms: Parameters<typeof addIntensive>[1] = {}) => {
    const { intensiveId, seated } = await full(1, terms);
    const [a, b] = (await people(db, 2)) as [UserId, UserId];
    await join(intensiveId, a);
    await join(intensiveId, b);
    await endSeatOf(intensiveId, seated[0] as UserId);
    const [offer] = await offersIn(intensiveId);
    if (offer === undefined) throw new Error('no offer');
    return { intensiveId, a, b, holdId: offer.holdId };
  };

  test('is taken once, also by fifty clicks', async () => {
    const { intensiveId, a } = await offered();
    const accept = () => acceptFreeOffer(db, actOf(a), { intensiveId, adult: true });
    const taken = await Promise.all(Array.from({ length: 50 }, accept));
    expect(new Set(taken.map(({ registrationId }) => registrationId)).size).toBe(1);
    expect(await offersIn(intensiveId)).toMatchObject([{ answer: 'TAKEN' }]);
    expect(await openEntriesOf(db, a)).toEqual([]);
    expect(await seatsTaken(db, intensiveId)).toBe(1);
  });

  test('needs a statement of age, and its person', async () => {
    const { intensiveId, a, b } = await offered();
    const accept = (userId: UserId, adult: boolean) => acceptFreeOffer(db, actOf(userId), { intensiveId, adult });
    await expect(accept(a, false)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(accept(b, true)).rejects.toMatchObject({ code: 'HOLD_ENDED' });
  });

  test('passes to the next when its time is over; the first lost it, even a second later', async () => {
    const { intensiveId, a, b, holdId } = await offered();
    await passBy(db, holdId);
    await expect(acceptFreeOffer(db, actOf(a), { intensiveId, adult: true })).rejects.toMatchObject({
      code: 'HOLD_ENDED',
    });
    await run();
    expect(await openOffers(intensiveId)).toEqual([b]);
    expect(await mailsTo(db, a)).toEqual(['WAITLIST_OFFERED', 'WAITLIST_PASSED']);
    await expect(acceptFreeOffer(db, actOf(a), { intensiveId, adult: true })).rejects.toMatchObject({
      code: 'HOLD_ENDED',
    });
    await acceptFreeOffer(db, actOf(b), { intensiveId, adult: true });
    // Whoever let it pass may join again, at the end.
    await join(intensiveId, a);
    expect(await openEntriesOf(db, a)).toMatchObject([{ place: 1 }]);
  });

  test('is declined by the link of its mail, without an account, and goes to the next at once', async () => {
    const { intensiveId, a, b } = await offered();
    const address = await emailOf(db, a);
    const [mail] = (await sendAll(db)).filter(({ to }) => to === address);
    if (mail === undefined) throw new Error('no mail');
    const secret = secretIn(mail);
    expect(await stateOfOfferLink(db, secret)).toBe('OPEN');
    const declines = await Promise.all(Array.from({ length: 10 }, () => declineByLink(db, { secret, now: NOW })));
    expect(declines.toSorted()).toEqual(['DECLINED', ...Array.from({ length: 9 }, () => 'OVER')]);
    expect(await openOffers(intensiveId)).toEqual([b]);
    expect(await stateOfOfferLink(db, secret)).toBe('OVER');
    expect(await stateOfOfferLink(db, 'AAAAAAAAAAAAAAAAAAAAAA')).toBeNull();
    expect(await stateOfOfferLink(db, "' or 1=1")).toBeNull();
  });

  test('that its person leaves goes to the next', async () => {
    const { intensiveId, a, b } = await offered();
    await leaveWaitlist(db, actOf(a), { intensiveId });
    expect(await openOffers(intensiveId)).toEqual([b]);
    expect(await offersIn(intensiveId)).toMatchObject([{ answer: 'WITHDRAWN' }, { answer: null }]);
  });

  test('of an event that costs something becomes a checkout that ends no earlier', async () => {
    const { intensiveId, a, holdId } = await offered();
    const checkout = { expiresInSeconds: 1860, marginSeconds: 600 };
    const take = () =>
      db.transaction(async (tx) => {
        const intensive = await lockIntensive(tx, intensiveId);
        return takeOffer(tx, actOf(a), { intensive, adult: true, checkout });
      });
    const [before] = await db.select().from(holds).where(eq(holds.id, holdId));
    const first = await take();
    const again = await take();
    expect(again.registrationIds).toEqual(first.registrationIds);
    expect(again.hold).toMatchObject({ id: holdId, kind: 'CHECKOUT', expiresAt: before?.expiresAt });
    expect(first.hold.freesAt?.getTime()).toBe((first.hold.expiresAt?.getTime() ?? 0) + 600_000);
    await db.transaction((tx) => confirmSeats(tx, { holdId, at: NOW, because: 'PAID' }));
    expect(await seatsTaken(db, intensiveId)).toBe(1);
  });

  test('is taken at today’s price: a price that is over is no longer sold', async () => {
    const { intensiveId, a } = await offered();
    await db.update(intensivePrices).set({ endsAt: NOW }).where(eq(intensivePrices.intensiveId, intensiveId));
    await expect(acceptFreeOffer(db, actOf(a), { intensiveId, adult: true })).rejects.toMatchObject({
      code: 'PAYMENT_NEEDED',
    });
  });

  test('raced by newcomers: the order is kept and one seat is offered once', async () => {
    const { intensiveId, seated } = await full(2);
    const waiting = await people(db, 5);
    for (const userId of waiting) await join(intensiveId, userId);
    const newcomers = await people(db, 20);
    await Promise.allSettled([
      ...seated.map((userId) => endSeatOf(intensiveId, userId)),
      ...newcomers.map((userId) => register(intensiveId, userId)),
      run(),
    ]);
    await run();
    expect(await openOffers(intensiveId)).toEqual(waiting.slice(0, 2));
    const confirmed = (await registrationsIn(db, intensiveId)).filter(({ state }) => state === 'CONFIRMED');
    expect(confirmed).toEqual([]);
    expect(await seatsTaken(db, intensiveId)).toBe(2);
  });

  test('that is released by hand serves the next', async () => {
    const { intensiveId, b, holdId } = await offered();
    await db.transaction((tx) => releaseHold(tx, { holdId, because: 'BY_ORGANIZER', at: NOW }));
    expect(await openOffers(intensiveId)).toEqual([b]);
  });
});

describe('a pair that waits', () => {
  const waitingPair = async (intensiveId: IntensiveId) => {
    const userId = await person(db);
    await db.insert(waitlistEntries).values({ intensiveId, userId, seats: 2, joinedAt: NOW });
    return userId;
  };

  test('keeps its turn while one seat is free, which goes to the next who needs one; it is never split', async () => {
    const { intensiveId, seated } = await full(4);
    const pair = await waitingPair(intensiveId);
    const [single, other] = (await people(db, 2)) as [UserId, UserId];
    await join(intensiveId, single);
    await endSeatOf(intensiveId, seated[0] as UserId);
    expect(await openOffers(intensiveId)).toEqual([single]);
    await endSeatOf(intensiveId, seated[1] as UserId);
    // Only the pair waits now: the seat is kept for it, and the public does not see it.
    expect(await openOffers(intensiveId)).toEqual([single]);
    expect(await left(intensiveId)).toBe(0);
    await expect(register(intensiveId, other)).rejects.toMatchObject({ code: 'SOLD_OUT' });
    await endSeatOf(intensiveId, seated[2] as UserId);
    expect((await openOffers(intensiveId)).toSorted()).toEqual([pair, single].toSorted());
    expect(await seatsTaken(db, intensiveId)).toBe(4);
  });

  test('comes first when two seats are free', async () => {
    const { intensiveId, seated } = await full(2);
    const pair = await waitingPair(intensiveId);
    await join(intensiveId, await person(db));
    await db.transaction(async (tx) => {
      await lockIntensive(tx, intensiveId);
      await tx.execute(`update intensives set capacity = 4 where id = '${intensiveId}'` as never);
      await offerSeats(tx, intensiveId, NOW);
    });
    expect(await openOffers(intensiveId)).toEqual([pair]);
    expect(seated).toHaveLength(2);
  });
});

const organizationOf = async (intensiveId: IntensiveId) =>
  (await db.transaction((tx) => lockIntensive(tx, intensiveId))).organizationId;

test('an entry whose offer has ended hides no seat, even while no job runs', async () => {
  const { intensiveId, seated } = await full(1);
  const [a, newcomer] = (await people(db, 2)) as [UserId, UserId];
  await join(intensiveId, a);
  await endSeatOf(intensiveId, seated[0] as UserId);
  const [offer] = await offersIn(intensiveId);
  await passBy(db, offer?.holdId as never);
  expect(await left(intensiveId)).toBe(1);
  await register(intensiveId, newcomer);
  await run();
  const open = and(eq(waitlistEntries.intensiveId, intensiveId), isNull(waitlistEntries.endedAt));
  expect(await db.$count(waitlistEntries, open)).toBe(0);
});

test('the seat of an organization is the seat of its organization alone', async () => {
  const { intensiveId } = await full(1);
  const stranger = actOf(await addMember(db, await addOrganization(db), 'OWNER'));
  await expect(changeCapacity(db, stranger, { intensiveId, capacity: 5 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
