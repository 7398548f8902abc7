import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import type { Database } from '../../drizzle/client.ts';
import type { HoldId, IntensiveId, UserId } from '../../drizzle/ids.ts';
import { holds, intensives } from '../../drizzle/schema.ts';
import { lockIntensive } from '../../schema/intensives/queries.ts';
import { CapacityTakenError, HoldEndedError, HoldExtendedError } from '../../schema/registrations/errors.ts';
import { changeCapacity } from '../../schema/registrations/operations/changeCapacity.ts';
import { confirmSeats } from '../../schema/registrations/operations/confirmSeats.ts';
import { endSeat } from '../../schema/registrations/operations/endSeat.ts';
import { extendHold } from '../../schema/registrations/operations/extendHold.ts';
import { openRegistration } from '../../schema/registrations/operations/register.ts';
import { releaseHold } from '../../schema/registrations/operations/releaseHold.ts';
import { publicSeats, seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { HOLDS_AN_HOUR, MOST_HOLDS } from '../../schema/registrations/rules/limits.ts';
import { openTestPool } from '../support/quizCourse.ts';
import {
  actOf,
  addIntensive,
  addMember,
  addOrganization,
  hold,
  NOW,
  passBy,
  people,
  person,
  registrationsIn,
} from '../support/seatRows.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 10 }));
});
afterAll(() => close());

const open = (intensiveId: IntensiveId, holdId: HoldId, userId: UserId | null) =>
  db.transaction(async (tx) => {
    const intensive = await lockIntensive(tx, intensiveId);
    return openRegistration(tx, actOf(userId as UserId), { intensive, userId, holdId, state: 'HELD', adult: true });
  });
const confirm = (holdId: HoldId) => db.transaction((tx) => confirmSeats(tx, { holdId, at: NOW, because: 'PAID' }));
const left = async (intensiveId: IntensiveId) => (await publicSeats(db, [intensiveId]))[0]?.left;
/** Everybody of a list takes a seat and is confirmed. */
const seated = async (intensiveId: IntensiveId, userId: UserId) => {
  const { id: holdId } = await hold(db, intensiveId, userId);
  const registrationId = await open(intensiveId, holdId, userId);
  await confirm(holdId);
  return registrationId;
};

describe('a hold', () => {
  test('for more seats than are left is refused, and says how many there are', async () => {
    const intensiveId = await addIntensive(db, { capacity: 2 });
    const [a, b] = await people(db, 2);
    await hold(db, intensiveId, b as UserId);
    await expect(hold(db, intensiveId, a as UserId, { seats: 2 })).rejects.toMatchObject({
      ...{ code: 'SOLD_OUT', wanted: 2, left: 1 },
      message: 'You asked for 2 places and 1 place is left. Join the waitlist, or look again later.',
    });
    expect(await left(intensiveId)).toBe(1);
  });

  test('ends by the clock alone, and not a moment earlier', async () => {
    const intensiveId = await addIntensive(db, { capacity: 1 });
    const [a, b] = await people(db, 2);
    const { id } = await hold(db, intensiveId, a as UserId);
    // Its margin lasts: the end at Stripe has passed, and the seat is still kept.
    await db.execute(sql`update holds set expires_at = clock_timestamp() - interval '1 second',
      frees_at = clock_timestamp() + interval '30 seconds' where id = ${id}`);
    await expect(hold(db, intensiveId, b as UserId)).rejects.toMatchObject({ code: 'SOLD_OUT' });
    await passBy(db, id, 0);
    expect(await left(intensiveId)).toBe(1);
    await hold(db, intensiveId, b as UserId);
    expect(await seatsTaken(db, intensiveId)).toBe(1);
  });

  test('at the edge is open before its end and over from it on', async () => {
    const intensiveId = await addIntensive(db, { capacity: 1 });
    const { id } = await hold(db, intensiveId, await person(db), { expiresInSeconds: 1, marginSeconds: 0 });
    const [row] = await db.execute<{ wrong: number }>(sql`
      with moments as (select h.frees_at + n * interval '1 millisecond' as at, n, h.* from holds h,
        generate_series(-3, 3) n where h.id = ${id})
      select count(*)::int as wrong from moments m
      where (m.released_at is null and m.used_at is null and m.frees_at > m.at) <> (m.n < 0)`);
    expect(row?.wrong).toBe(0);
  });

  test('is given back to a person who returns, and not counted twice', async () => {
    const intensiveId = await addIntensive(db, { capacity: 2 });
    const a = await person(db);
    const first = await hold(db, intensiveId, a);
    await open(intensiveId, first.id, a);
    const again = await hold(db, intensiveId, a, { seats: 2 });
    expect(again).toMatchObject({ id: first.id, seats: 1, expiresAt: first.expiresAt, returned: true });
    expect(await seatsTaken(db, intensiveId)).toBe(1);
  });

  test('that has ended makes room for a new one of the same person, whose registration lapsed', async () => {
    const intensiveId = await addIntensive(db, { capacity: 1 });
    const a = await person(db);
    const first = await hold(db, intensiveId, a);
    await open(intensiveId, first.id, a);
    await passBy(db, first.id);
    const second = await hold(db, intensiveId, a);
    expect(second).toMatchObject({ returned: false });
    await open(intensiveId, second.id, a);
    expect((await registrationsIn(db, intensiveId)).map(({ state }) => state).sort()).toEqual(['HELD', 'LAPSED']);
  });

  test('is extended once, and not after its end', async () => {
    const intensiveId = await addIntensive(db, {});
    const { id, expiresAt } = await hold(db, intensiveId, await person(db));
    const extend = () => db.transaction((tx) => extendHold(tx, { holdId: id, seconds: 600 }));
    const longer = await extend();
    expect(longer.expiresAt.getTime() - (expiresAt?.getTime() ?? 0)).toBe(600_000);
    await expect(extend()).rejects.toThrow(HoldExtendedError);
    const { id: over } = await hold(db, await addIntensive(db, {}), await person(db));
    await passBy(db, over);
    await expect(db.transaction((tx) => extendHold(tx, { holdId: over, seconds: 600 }))).rejects.toThrow(
      HoldEndedError,
    );
  });

  test('fifty requests for more time at once give it once', async () => {
    const { id, expiresAt } = await hold(db, await addIntensive(db, {}), await person(db));
    const extend = () => db.transaction((tx) => extendHold(tx, { holdId: id, seconds: 600 }));
    const results = await Promise.allSettled(Array.from({ length: 50 }, extend));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [row] = await db.select().from(holds).where(eq(holds.id, id));
    expect((row?.expiresAt?.getTime() ?? 0) - (expiresAt?.getTime() ?? 0)).toBe(600_000);
  });

  test('begins only while registration is open', async () => {
    const day = new Date('2025-01-01T00:00:00Z');
    const over = await addIntensive(db, { registrationClosesAt: day });
    const early = await addIntensive(db, { registrationOpensAt: new Date('2089-01-01T00:00:00Z') });
    const gone = await addIntensive(db, { cancelledAt: NOW });
    const a = await person(db);
    await expect(hold(db, over, a)).rejects.toMatchObject({ code: 'REGISTRATION_CLOSED', opensAt: null });
    const opensAt = new Date('2089-01-01T00:00:00Z');
    await expect(hold(db, early, a)).rejects.toMatchObject({ code: 'REGISTRATION_CLOSED', opensAt });
    await expect(hold(db, gone, a)).rejects.toMatchObject({ code: 'REGISTRATION_CLOSED', opensAt: null });
  });

  test('a person keeps a bounded number of places unpaid, over all events', async () => {
    const a = await person(db);
    const taken = [];
    for (let at = 0; at < MOST_HOLDS; at += 1) taken.push(await hold(db, await addIntensive(db, {}), a));
    const next = await addIntensive(db, {});
    await expect(hold(db, next, a)).rejects.toMatchObject({ code: 'TOO_MANY_HOLDS', retryAt: null });
    await passBy(db, (taken[0] as { id: HoldId }).id);
    await hold(db, next, a);
  });

  test('and tries a bounded number an hour', async () => {
    const a = await person(db);
    for (let at = 0; at < HOLDS_AN_HOUR; at += 1) await passBy(db, (await hold(db, await addIntensive(db, {}), a)).id);
    const refused = hold(db, await addIntensive(db, {}), a);
    await expect(refused).rejects.toMatchObject({ code: 'TOO_MANY_HOLDS', retryAt: expect.any(Date) });
    await db.execute(sql`update holds set taken_at = taken_at - interval '1 hour' where user_id = ${a}`);
    await hold(db, await addIntensive(db, {}), a);
  });
});

describe('a seat that ends', () => {
  test('is free once, however many end it at once', async () => {
    const intensiveId = await addIntensive(db, { capacity: 3 });
    const [a, b] = await people(db, 2);
    const id = await seated(intensiveId, a as UserId);
    await seated(intensiveId, b as UserId);
    const end = { registrationId: id, to: 'CANCELLED', because: 'WITHDRAWN', by: 'user', at: NOW } as const;
    const ends = await Promise.all(Array.from({ length: 20 }, () => db.transaction((tx) => endSeat(tx, end))));
    expect(ends.filter((ended) => ended.length > 0)).toHaveLength(1);
    expect(await seatsTaken(db, intensiveId)).toBe(1);
  });

  test('of a hold with several leaves the others', async () => {
    const intensiveId = await addIntensive(db, { capacity: 4 });
    const a = await person(db);
    const { id: holdId } = await hold(db, intensiveId, a, { seats: 3, own: false });
    const places = [];
    for (let at = 0; at < 3; at += 1)
      places.push(
        await db.transaction(async (tx) => {
          const intensive = await lockIntensive(tx, intensiveId);
          return openRegistration(tx, actOf(a), { intensive, userId: null, holdId, state: 'HELD', adult: false });
        }),
      );
    const end = { to: 'CANCELLED', because: 'WITHDRAWN', by: 'user', at: NOW } as const;
    for (const [at, registrationId] of places.entries()) {
      await db.transaction((tx) => endSeat(tx, { registrationId, ...end }));
      expect(await seatsTaken(db, intensiveId)).toBe(2 - at);
    }
    const [row] = await db.select().from(holds).where(eq(holds.id, holdId));
    expect(row?.releasedAt).not.toBeNull();
  });
});

describe('a payment', () => {
  test('confirms once, also when it is told fifty times', async () => {
    const intensiveId = await addIntensive(db, { capacity: 1 });
    const a = await person(db);
    const { id: holdId } = await hold(db, intensiveId, a);
    const id = await open(intensiveId, holdId, a);
    const answers = await Promise.all(Array.from({ length: 50 }, () => confirm(holdId)));
    for (const answer of answers) expect(answer).toEqual({ confirmed: [id] });
    expect(await seatsTaken(db, intensiveId)).toBe(1);
  });

  test('after the end takes a seat if one is left', async () => {
    const intensiveId = await addIntensive(db, { capacity: 1 });
    const a = await person(db);
    const { id: holdId } = await hold(db, intensiveId, a);
    const id = await open(intensiveId, holdId, a);
    await passBy(db, holdId);
    expect(await confirm(holdId)).toEqual({ confirmed: [id] });
    expect(await confirm(holdId)).toEqual({ confirmed: [id] });
    expect(await seatsTaken(db, intensiveId)).toBe(1);
  });

  test('after the end buys nothing when somebody else has the seat', async () => {
    const intensiveId = await addIntensive(db, { capacity: 1 });
    const [a, b] = await people(db, 2);
    const { id: holdId } = await hold(db, intensiveId, a as UserId);
    await open(intensiveId, holdId, a as UserId);
    await db.transaction((tx) => releaseHold(tx, { holdId, because: 'HOLD_ENDED', at: NOW }));
    await seated(intensiveId, b as UserId);
    expect(await confirm(holdId)).toEqual({ noSeat: true });
    expect(await seatsTaken(db, intensiveId)).toBe(1);
  });

  test('after the end buys nothing when the person has begun anew', async () => {
    const intensiveId = await addIntensive(db, { capacity: 5 });
    const a = await person(db);
    const { id: first } = await hold(db, intensiveId, a);
    await open(intensiveId, first, a);
    await passBy(db, first);
    const { id: second } = await hold(db, intensiveId, a);
    const id = await open(intensiveId, second, a);
    expect(await confirm(first)).toEqual({ noSeat: true });
    expect(await confirm(second)).toEqual({ confirmed: [id] });
  });

  test('for what was canceled before buys nothing', async () => {
    const intensiveId = await addIntensive(db, { capacity: 5 });
    const a = await person(db);
    const { id: holdId } = await hold(db, intensiveId, a);
    const registrationId = await open(intensiveId, holdId, a);
    const end = { registrationId, to: 'CANCELLED', because: 'WITHDRAWN', by: 'user', at: NOW } as const;
    await db.transaction((tx) => endSeat(tx, end));
    expect(await confirm(holdId)).toEqual({ noSeat: true });
  });

  test('and the end of its hold at the same moment: a seat or none, never more than there are', async () => {
    const intensiveId = await addIntensive(db, { capacity: 1 });
    for (let round = 0; round < 20; round += 1) {
      const [a, b] = await people(db, 2);
      const { id: holdId } = await hold(db, intensiveId, a as UserId);
      const id = await open(intensiveId, holdId, a as UserId);
      await passBy(db, holdId);
      const [paid] = await Promise.all([
        confirm(holdId),
        db.transaction((tx) => releaseHold(tx, { holdId, because: 'HOLD_ENDED', at: NOW })),
        seated(intensiveId, b as UserId).catch(() => null),
      ]);
      expect(await seatsTaken(db, intensiveId)).toBe(1);
      const rows = await registrationsIn(db, intensiveId);
      const seatsNow = rows.filter(({ state }) => state === 'CONFIRMED').map((row) => row.id);
      expect(seatsNow).toHaveLength(1);
      expect(seatsNow.includes(id)).toBe('confirmed' in paid);
      const end = { to: 'CANCELLED', because: 'WITHDRAWN', by: 'user', at: NOW } as const;
      for (const registrationId of seatsNow) await db.transaction((tx) => endSeat(tx, { registrationId, ...end }));
    }
  });
});

describe('capacity', () => {
  test('below what is taken is refused; what is taken stops new seats', async () => {
    const organizationId = await addOrganization(db);
    const intensiveId = await addIntensive(db, { organizationId, capacity: 5 });
    const owner = actOf(await addMember(db, organizationId, 'OWNER'));
    await seated(intensiveId, await person(db));
    await hold(db, intensiveId, await person(db));
    await expect(changeCapacity(db, owner, { intensiveId, capacity: 1 })).rejects.toThrow(CapacityTakenError);
    await changeCapacity(db, owner, { intensiveId, capacity: 2 });
    await expect(hold(db, intensiveId, await person(db))).rejects.toMatchObject({ code: 'SOLD_OUT', left: 0 });
    const [row] = await db.select().from(intensives).where(eq(intensives.id, intensiveId));
    expect(row).toMatchObject({ capacity: 2, revision: 2 });
  });

  test('is changed by its organization alone', async () => {
    const organizationId = await addOrganization(db);
    const intensiveId = await addIntensive(db, { organizationId });
    const change = async (userId: UserId) => changeCapacity(db, actOf(userId), { intensiveId, capacity: 20 });
    const stranger = await addMember(db, await addOrganization(db), 'OWNER');
    await expect(change(stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(change(await addMember(db, organizationId, 'AUDITOR'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

/** What may happen to one event, by whom, in a random order. */
const who = fc.nat(3);
const acts = fc.constantFrom('pay' as const, 'pass' as const, 'release' as const, 'leave' as const);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('take' as const), who, seats: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 5, arbitrary: fc.record({ does: acts, who }) },
  fc.record({ does: fc.constant('size' as const), capacity: fc.integer({ min: 1, max: 8 }) }),
);

test('law: whatever happens in whatever order, the seats are those of a count by hand, and never above capacity', async () => {
  const organizationId = await addOrganization(db);
  const owner = actOf(await addMember(db, organizationId, 'OWNER'));
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 6 }),
      fc.array(step, { minLength: 15, maxLength: 30, size: 'max' }),
      async (size, steps) => {
        const intensiveId = await addIntensive(db, { organizationId, capacity: size });
        const buyers = await people(db, 4);
        let capacity = size;
        /** By hand: what each person has, held or confirmed. */
        const has = new Map<number, { holdId: HoldId; seats: number; state: 'HELD' | 'PAST' | 'CONFIRMED' }>();
        const count = () =>
          [...has.values()].reduce((sum, { seats, state }) => sum + (state === 'PAST' ? 0 : seats), 0);
        for (const one of steps) {
          if (one.does === 'size') {
            const changed = await changeCapacity(db, owner, { intensiveId, capacity: one.capacity }).catch(() => null);
            expect(changed !== null).toBe(one.capacity === capacity || one.capacity >= count());
            if (changed !== null) capacity = one.capacity;
          } else {
            const userId = buyers[one.who] as UserId;
            const mine = has.get(one.who);
            if (one.does === 'take') {
              const room = capacity - count();
              const taken = await hold(db, intensiveId, userId, { seats: one.seats }).catch(() => null);
              if (mine?.state === 'HELD') expect(taken).toMatchObject({ id: mine.holdId, returned: true });
              else if (mine?.state === 'CONFIRMED') expect(taken).toBeNull();
              else {
                expect(taken !== null).toBe(one.seats <= room);
                if (taken !== null) {
                  for (let seat = 0; seat < one.seats; seat += 1)
                    await open(intensiveId, taken.id, seat === 0 ? userId : null);
                  has.set(one.who, { holdId: taken.id, seats: one.seats, state: 'HELD' });
                } else has.delete(one.who);
              }
            } else if (mine !== undefined && one.does === 'pay') {
              const room = capacity - count();
              const answer = await confirm(mine.holdId);
              const seat = mine.state !== 'PAST' || mine.seats <= room;
              expect('confirmed' in answer).toBe(seat);
              if (seat) mine.state = 'CONFIRMED';
            } else if (mine?.state === 'HELD' && one.does === 'pass') {
              await passBy(db, mine.holdId);
              mine.state = 'PAST';
            } else if (mine?.state === 'HELD' && one.does === 'release') {
              await db.transaction((tx) => releaseHold(tx, { holdId: mine.holdId, because: 'WITHDRAWN', at: NOW }));
              has.delete(one.who);
            } else if (mine?.state === 'CONFIRMED' && one.does === 'leave') {
              const rows = (await registrationsIn(db, intensiveId)).filter(({ holdId }) => holdId === mine.holdId);
              const end = { to: 'CANCELLED', because: 'WITHDRAWN', by: 'user', at: NOW } as const;
              for (const { id } of rows.filter(({ state }) => state === 'CONFIRMED'))
                await db.transaction((tx) => endSeat(tx, { registrationId: id, ...end }));
              has.delete(one.who);
            }
          }
          expect(await seatsTaken(db, intensiveId)).toBe(count());
          expect(count()).toBeLessThanOrEqual(capacity);
        }
      },
    ),
    { numRuns: 25 },
  );
});
