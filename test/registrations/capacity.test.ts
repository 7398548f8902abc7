import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import type { Database } from '../../drizzle/client.ts';
import type { HoldId, UserId } from '../../drizzle/ids.ts';
import { intensives } from '../../drizzle/schema.ts';
import { CapacityTakenError } from '../../schema/registrations/errors.ts';
import { changeCapacity } from '../../schema/registrations/operations/changeCapacity.ts';
import { releaseHold } from '../../schema/registrations/operations/releaseHold.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { seating } from '../support/seating.ts';
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
  ({ db, close } = await openTestPool({ max: 12 }));
});
afterAll(() => close());

const { open, confirm, seated, end } = seating(() => db);

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
              for (const { id } of rows.filter(({ state }) => state === 'CONFIRMED')) await end(id);
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
