import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, type Database, type Pool } from '../../drizzle/client.ts';
import type { UserId } from '../../drizzle/ids.ts';
import { lockIntensive } from '../../schema/intensives/queries.ts';
import { SoldOutError } from '../../schema/registrations/errors.ts';
import { confirmSeats } from '../../schema/registrations/operations/confirmSeats.ts';
import { openRegistration } from '../../schema/registrations/operations/register.ts';
import { requireRoom } from '../../schema/registrations/operations/requireRoom.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { appUrlOf } from '../support/owner.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { actOf, addIntensive, hold, NOW, people, registrationsIn } from '../support/seatRows.ts';

let db: Database;
let close: () => Promise<void>;
/** As several processes have them. */
let pools: Pool[];
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 4 }));
  const url = await appUrlOf(db);
  pools = [connect(url, { max: 12 }), connect(url, { max: 12 })];
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
  await close();
});

const CAPACITY = 10;

/** Buys as a verb with money does: a hold first, then in another transaction its confirmation. */
const buy = async (
  db: Database,
  intensiveId: Awaited<ReturnType<typeof addIntensive>>,
  userId: UserId,
  seats: number,
) => {
  await requireRoom(db, actOf(userId), { intensiveId, seats });
  const { id: holdId } = await hold(db, intensiveId, userId, { seats });
  await db.transaction(async (tx) => {
    const intensive = await lockIntensive(tx, intensiveId);
    const opening = { intensive, holdId, state: 'HELD', adult: true } as const;
    for (let seat = 0; seat < seats; seat += 1)
      await openRegistration(tx, actOf(userId), { ...opening, userId: seat === 0 ? userId : null });
  });
  await db.transaction((tx) => confirmSeats(tx, { holdId, at: NOW, because: 'PAID' }));
  return seats;
};

test('200 buyers for 10 seats through two pools: never more than 10 are held and confirmed, at any moment', async () => {
  const intensiveId = await addIntensive(db, { capacity: CAPACITY });
  const buyers = await people(db, 200);
  const samples: number[] = [];
  let running = true;
  const sampling = (async () => {
    while (running) samples.push(await seatsTaken(db, intensiveId));
  })();
  // Every seventh comes with somebody.
  const results = await Promise.allSettled(
    buyers.map((userId, at) => buy((pools[at % 2] as Pool).db, intensiveId, userId, at % 7 === 3 ? 2 : 1)),
  );
  running = false;
  await sampling;
  const sold = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  expect(refused.filter((reason) => !(reason instanceof SoldOutError))).toEqual([]);
  expect(sold.reduce((sum, seats) => sum + seats, 0)).toBe(CAPACITY);
  expect(samples.length).toBeGreaterThan(20);
  expect(Math.max(...samples)).toBeLessThanOrEqual(CAPACITY);
  const confirmed = (await registrationsIn(db, intensiveId)).filter(({ state }) => state === 'CONFIRMED');
  expect(confirmed).toHaveLength(CAPACITY);
});

test('fifty people and the last seat: one has it, the others learn that they may wait', async () => {
  const intensiveId = await addIntensive(db, { capacity: 1 });
  const buyers = await people(db, 50);
  const results = await Promise.allSettled(
    buyers.map((userId, at) => hold((pools[at % 2] as Pool).db, intensiveId, userId)),
  );
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  for (const reason of reasons) expect(reason).toMatchObject({ code: 'SOLD_OUT', wanted: 1, left: 0, waitlist: true });
});

test('one person who asks fifty times at once has one hold', async () => {
  const intensiveId = await addIntensive(db, { capacity: 100 });
  const [userId] = await people(db, 1);
  const holds = await Promise.all(
    Array.from({ length: 50 }, (_, at) => hold((pools[at % 2] as Pool).db, intensiveId, userId as UserId)),
  );
  expect(new Set(holds.map(({ id }) => id)).size).toBe(1);
  expect(holds.filter(({ returned }) => !returned)).toHaveLength(1);
  expect(await seatsTaken(db, intensiveId)).toBe(1);
});
