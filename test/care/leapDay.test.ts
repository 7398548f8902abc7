import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import * as tables from '../../drizzle/schema.ts';
import { endRecords } from '../../schema/care/operations/endCareRecords.ts';
import { ANSWERS, type CareHouse, openCareHouse } from '../support/careHouse.ts';

let house: CareHouse;
beforeAll(async () => {
  house = await openCareHouse();
  await house.setUp();
});
afterAll(() => house.close());

test('a record whose ninety days end on the leap day is there on that day, and gone on the next', async () => {
  const startsAt = new Date('2027-12-01T14:00:00Z');
  const pair = await house.couple(
    await house.event({ kind: 'COUPLES', admission: 'APPLICATION', capacity: 6, neutralName: 'Weekend', startsAt }),
  );
  await house.must(pair.a, 'submitIntake', { registrationId: house.place(pair.ofA), answers: ANSWERS });
  const kept = () => house.db.$count(tables.careRecords, eq(tables.careRecords.userId, pair.a));
  const { care } = await house.care(pair.a, pair.ofA, 'keptUntil');
  expect(care).toEqual({ keptUntil: '2028-02-29' });
  // New York is five hours behind: its leap day is over at five in the morning.
  for (const [now, left] of [
    ['2028-02-29T00:00:00Z', 1],
    ['2028-03-01T04:59:59Z', 1],
    ['2028-03-01T05:00:00Z', 0],
  ] as const) {
    await endRecords(house.db, new Date(now));
    expect([now, await kept()]).toEqual([now, left]);
  }
});
