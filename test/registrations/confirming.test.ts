import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../drizzle/client.ts';
import type { UserId } from '../../drizzle/ids.ts';
import { releaseHold } from '../../schema/registrations/operations/releaseHold.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { seating } from '../support/seating.ts';
import { addIntensive, hold, NOW, passBy, people, person, registrationsIn } from '../support/seatRows.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 12 }));
});
afterAll(() => close());

const { open, confirm, seated, end } = seating(() => db);

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
    await end(registrationId);
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
      for (const registrationId of seatsNow) await end(registrationId);
    }
  });
});
