import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { HoldId, UserId } from '../../drizzle/ids.ts';
import { holds } from '../../drizzle/schema.ts';
import { lockIntensive } from '../../schema/intensives/queries.ts';
import { HoldEndedError, HoldExtendedError } from '../../schema/registrations/errors.ts';
import { extendHold } from '../../schema/registrations/operations/extendHold.ts';
import { openRegistration } from '../../schema/registrations/operations/register.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { HOLDS_AN_HOUR, MOST_HOLDS, MOST_SEATS } from '../../schema/registrations/rules/limits.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { seating } from '../support/seating.ts';
import { actOf, addIntensive, hold, NOW, passBy, people, person, registrationsIn } from '../support/seatRows.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 12 }));
});
afterAll(() => close());

const { open, left, seated, end } = seating(() => db);

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

  test('of a group each place counts: one whole group at once, over all events', async () => {
    const a = await person(db);
    const group = async (seats: number) =>
      hold(db, await addIntensive(db, { capacity: 100 }), a, { seats, own: false });
    const whole = await group(MOST_SEATS - 1);
    await expect(group(2)).rejects.toMatchObject({ code: 'TOO_MANY_HOLDS', retryAt: null });
    await group(1);
    await expect(hold(db, await addIntensive(db), a)).rejects.toMatchObject({ code: 'TOO_MANY_HOLDS' });
    await passBy(db, whole.id);
    await group(MOST_SEATS - 1);
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
    const ends = await Promise.all(Array.from({ length: 20 }, () => end(id)));
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
    for (const [at, registrationId] of places.entries()) {
      await end(registrationId);
      expect(await seatsTaken(db, intensiveId)).toBe(2 - at);
    }
    const [row] = await db.select().from(holds).where(eq(holds.id, holdId));
    expect(row?.releasedAt).not.toBeNull();
  });
});
