import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId, UserId } from '../../drizzle/ids.ts';
import { holds, intensivePrices, waitlistEntries } from '../../drizzle/schema.ts';
import { lockIntensive } from '../../schema/intensives/queries.ts';
import { cancelRegistration } from '../../schema/registrations/operations/cancelRegistration.ts';
import { confirmSeats } from '../../schema/registrations/operations/confirmSeats.ts';
import { declineByLink, stateOfOfferLink } from '../../schema/registrations/operations/declineByLink.ts';
import { offerSeats } from '../../schema/registrations/operations/offerSeats.ts';
import { releaseHold } from '../../schema/registrations/operations/releaseHold.ts';
import { acceptFreeOffer, takeOffer } from '../../schema/registrations/operations/takeOffer.ts';
import { leaveWaitlist } from '../../schema/registrations/operations/waitlist.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { openEntriesOf } from '../../schema/registrations/queries/waitlist.ts';
import { secretIn, sendAll } from '../support/outbox.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { seating } from '../support/seating.ts';
import {
  actOf,
  type addIntensive,
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

const { register, join, left, endSeatOf, full, offersIn, openOffers, run } = seating(() => db);

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

  test('that was taken and then given back is a free place at once', async () => {
    const { intensiveId, a, b } = await offered();
    await leaveWaitlist(db, actOf(b), { intensiveId });
    const { registrationId } = await acceptFreeOffer(db, actOf(a), { intensiveId, adult: true });
    expect(await left(intensiveId)).toBe(0);
    await cancelRegistration(db, actOf(a), { registrationId });
    expect(await left(intensiveId)).toBe(1);
    await register(intensiveId, await person(db));
  });

  test('needs a statement of age, and its person', async () => {
    const { intensiveId, a, b } = await offered();
    const accept = (userId: UserId, adult: boolean) => acceptFreeOffer(db, actOf(userId), { intensiveId, adult });
    await expect(accept(a, false)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(accept(b, true)).rejects.toMatchObject({ code: 'NO_OFFER' });
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
