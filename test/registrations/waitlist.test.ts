import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId, UserId } from '../../drizzle/ids.ts';
import { users, waitlistEntries } from '../../drizzle/schema.ts';
import { lockIntensive } from '../../schema/intensives/queries.ts';
import { changeCapacity } from '../../schema/registrations/operations/changeCapacity.ts';
import { endSeat } from '../../schema/registrations/operations/endSeat.ts';
import { openRegistration } from '../../schema/registrations/operations/register.ts';
import { leaveWaitlist } from '../../schema/registrations/operations/waitlist.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { openEntriesOf } from '../../schema/registrations/queries/waitlist.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { seating, WITHDRAWN } from '../support/seating.ts';
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

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 12 }));
});
afterAll(() => close());

const { register, join, left, endSeatOf, full, offersIn, openOffers, run } = seating(() => db);

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
    await db.transaction(async (tx) => {
      const rows = (await registrationsIn(db, intensiveId)).filter(({ userId }) => seated.includes(userId as UserId));
      await lockIntensive(tx, intensiveId);
      for (const { id } of rows) await endSeat(tx, { registrationId: id, ...WITHDRAWN });
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
      await endSeat(tx, { registrationId: row?.id as never, ...WITHDRAWN, at: late });
    });
    expect(await offersIn(intensiveId)).toEqual([]);
    await run(late);
    await run(late);
    expect(await openEntriesOf(db, a)).toEqual([]);
    expect(await mailsTo(db, a)).toEqual(['WAITLIST_CLOSED']);
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
