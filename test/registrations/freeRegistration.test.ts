import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { RegistrationId, UserId } from '../../drizzle/ids.ts';
import { intensiveChanges, orders } from '../../drizzle/schema.ts';
import { systemAct } from '../../schema/act.ts';
import { erasePerson } from '../../schema/privacy/operations/erasePerson.ts';
import { answerChange, type ChangeAnswer } from '../../schema/registrations/operations/answerChange.ts';
import { cancelRegistration } from '../../schema/registrations/operations/cancelRegistration.ts';
import { reinstateRegistration } from '../../schema/registrations/operations/reinstate.ts';
import { registerFree } from '../../schema/registrations/operations/takeOffer.ts';
import { joinWaitlist } from '../../schema/registrations/operations/waitlist.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { seating } from '../support/seating.ts';
import { actOf, addIntensive, addMember, addOrganization, mailsTo, NOW, people, person } from '../support/seatRows.ts';
import { sell } from '../support/sold.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 12 }));
});
afterAll(() => close());

const { register, rowOf } = seating(() => db);

describe('a change that asks', () => {
  const asked = async (answerBy: Date | null = new Date('2026-12-01T00:00:00Z')) => {
    const intensiveId = await addIntensive(db, { capacity: 1 });
    const a = await person(db);
    const registrationId = await register(intensiveId, a);
    const [change] = await db
      .insert(intensiveChanges)
      .values({ intensiveId, ordinal: 1, kind: 'RESCHEDULED', says: ['Another day.'], answerBy, changedAt: NOW })
      .returning();
    const answer = (userId: UserId, answer: ChangeAnswer, at = NOW) =>
      answerChange(db, actOf(userId, at), { changeId: change?.id as never, registrationId, answer });
    return { intensiveId, a, registrationId, answer, changeId: change?.id as never };
  };

  test('lets everybody stay or leave, and change their mind until they leave', async () => {
    const { a, registrationId, answer, intensiveId } = await asked();
    await answer(a, 'STAYS');
    await answer(a, 'STAYS');
    expect(await rowOf(registrationId)).toMatchObject({ state: 'CONFIRMED' });
    await Promise.all(Array.from({ length: 10 }, () => answer(a, 'LEAVES')));
    expect(await rowOf(registrationId)).toMatchObject({ state: 'CANCELLED' });
    expect(await seatsTaken(db, intensiveId)).toBe(0);
    await expect(answer(a, 'STAYS')).rejects.toMatchObject({ code: 'REGISTRATION_STATE' });
    expect(await db.$count(intensiveChanges)).toBeGreaterThan(0);
  });

  test('is answered by its person, in time', async () => {
    const { a, answer } = await asked();
    await expect(answer(await person(db), 'STAYS')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(answer(a, 'LEAVES', new Date('2026-12-01T00:00:01Z'))).rejects.toMatchObject({
      code: 'ANSWER_TOO_LATE',
    });
    const none = await asked(null);
    await expect(none.answer(none.a, 'LEAVES')).rejects.toMatchObject({ code: 'ANSWER_TOO_LATE' });
  });

  test('gives money back in the same transaction, or nothing happens', async () => {
    const { a, registrationId, changeId, intensiveId } = await asked();
    await sell(db, { intensiveId, userId: a, registrationId });
    const leave = (refund?: () => Promise<void>) =>
      answerChange(db, actOf(a), { changeId, registrationId, answer: 'LEAVES', ...(refund ? { refund } : {}) });
    await expect(leave()).rejects.toMatchObject({ code: 'PAID_PLACE' });
    await expect(leave(() => Promise.reject(new Error('no refund')))).rejects.toThrow('no refund');
    expect(await rowOf(registrationId)).toMatchObject({ state: 'CONFIRMED' });
    const refunded: RegistrationId[] = [];
    await leave(async () => void refunded.push(registrationId));
    expect(refunded).toEqual([registrationId]);
    expect(await rowOf(registrationId)).toMatchObject({ state: 'CANCELLED' });
  });
});

describe('a free registration', () => {
  test('is confirmed at once, without anything else, and once', async () => {
    const intensiveId = await addIntensive(db, { kind: 'PERSONAL', capacity: 5 });
    const a = await person(db);
    const ids = await Promise.all(Array.from({ length: 50 }, () => register(intensiveId, a)));
    expect(new Set(ids).size).toBe(1);
    expect(await rowOf(ids[0] as RegistrationId)).toMatchObject({
      state: 'CONFIRMED',
      confirmedAt: NOW,
      calendarSequence: 0,
    });
    expect(await mailsTo(db, a)).toEqual(['PLACE_CONFIRMED']);
    expect(await db.$count(orders, eq(orders.placedBy, a))).toBe(0);
  });

  test('is not for events that cost something, drafts, or other organizations’ drafts', async () => {
    const a = await person(db);
    const paid = register(await addIntensive(db, { priceMinor: 5000 }), a);
    await expect(paid).rejects.toMatchObject({ code: 'PAYMENT_NEEDED' });
    await expect(register(await addIntensive(db, { publishedAt: null }), a)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(registerFree(db, actOf(a), { intensiveId: null, adult: true })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('that was canceled may be made again, and is bounded', async () => {
    const intensiveId = await addIntensive(db, { capacity: 1 });
    const a = await person(db);
    for (let at = 0; at < 10; at += 1)
      await cancelRegistration(db, actOf(a), { registrationId: await register(intensiveId, a) });
    await expect(register(intensiveId, a)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  test('is reinstated by a member when a seat is left, and passes nobody who waits', async () => {
    const organizationId = await addOrganization(db);
    const intensiveId = await addIntensive(db, { organizationId, capacity: 1 });
    const member = actOf(await addMember(db, organizationId, 'ORGANIZER'));
    const [a, b] = (await people(db, 2)) as [UserId, UserId];
    const registrationId = await register(intensiveId, a);
    const reinstate = () => reinstateRegistration(db, member, { registrationId, reason: 'By mistake' });
    await cancelRegistration(db, actOf(a), { registrationId });
    await reinstate();
    await reinstate();
    expect(await rowOf(registrationId)).toMatchObject({ state: 'CONFIRMED', endedAt: null });
    await joinWaitlist(db, actOf(b), { intensiveId });
    await cancelRegistration(db, actOf(a), { registrationId });
    await expect(reinstate()).rejects.toMatchObject({ code: 'SOLD_OUT' });
  });
});

test('an erased person leaves their seat and their turn to others', async () => {
  const intensiveId = await addIntensive(db, { capacity: 1 });
  const [a, b, c] = (await people(db, 3)) as [UserId, UserId, UserId];
  const registrationId = await register(intensiveId, a);
  await joinWaitlist(db, actOf(b), { intensiveId });
  await joinWaitlist(db, actOf(c), { intensiveId });
  for (const userId of [b, a]) await db.transaction((tx) => erasePerson(tx, { userId, now: systemAct(NOW).now }));
  expect(await rowOf(registrationId)).toMatchObject({ state: 'CANCELLED' });
  expect(await mailsTo(db, a)).toEqual([]);
  expect(await mailsTo(db, c)).toEqual(['WAITLIST_OFFERED']);
});
