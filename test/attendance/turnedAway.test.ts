import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { RegistrationId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { readBadges, readDoorPaper } from '../../schema/attendance/operations/doorPapers.ts';
import { claimAttendance } from '../../schema/enrollments/operations/claimAttendance.ts';
import { linesWithMoney } from '../../schema/orders/operations/lockPlace.ts';
import { markRefund } from '../../schema/orders/operations/markRefund.ts';
import { requestRefund } from '../../schema/orders/operations/requestRefund.ts';
import { lockOrder } from '../../schema/orders/queries.ts';
import { AFTER, ATTENDED_NAME, attendedCredit, creditedTraining, WHOLE } from '../support/attendedCredit.ts';
import { attendanceOf, attendee, send, wall } from '../support/attending.ts';
import { PUBLIC_URL } from '../support/creditHolder.ts';
import { blockersOfRefusal } from '../support/finishing.ts';
import { type Events, openEvents } from '../support/intensives.ts';
import { addOrder, pay } from '../support/orderRows.ts';
import { globalId } from '../support/quizPages.ts';
import { countsOf, csv, importFile } from '../support/reporting.ts';
import { emailOf, newLearner } from '../support/world.ts';

let events: Events;
let place: Awaited<ReturnType<typeof creditedTraining>>;
beforeAll(async () => {
  events = await openEvents();
  place = await creditedTraining(events);
});
afterAll(() => events.world.close());

const { punch, enrolledAt } = attendedCredit(
  () => events,
  () => place,
);
const PRICE = 20_000;
const sessionId = () => place.training.sessions[0]?.id ?? '';
const intensiveId = () => place.training.intensiveId;

const paid = async () => {
  const { db } = events.world;
  const userId = await newLearner(db, ATTENDED_NAME);
  const { orderId, places } = await addOrder(db, intensiveId(), { userId });
  const registrationId = places[0] as RegistrationId;
  await pay(db, orderId, PRICE, { intent: `pi_${orderId}` });
  return { userId, orderId, registrationId, id: globalId('Registration', registrationId) };
};
const asked = ({ orderId }: { orderId: Awaited<ReturnType<typeof paid>>['orderId'] }, amountMinor: number) =>
  events.world.db.transaction(async (tx) => {
    const locked = await lockOrder(tx, orderId);
    if (locked === null) throw new Error('there is no such order');
    const [line] = await linesWithMoney(tx, locked.order);
    const ids = await requestRefund(tx, locked, { amountMinor, cause: 'ORGANIZER', line, now: AFTER });
    return ids;
  });
const refund = async (who: Awaited<ReturnType<typeof paid>>, amountMinor: number) => {
  for (const id of await asked(who, amountMinor))
    await events.world.db.transaction((tx) => markRefund(tx, id, { state: 'SUCCEEDED', now: AFTER }));
};
const cancel = (registrationId: RegistrationId) =>
  events.world.db
    .update(tables.registrations)
    .set({ state: 'CANCELLED', endedAt: AFTER })
    .where(eq(tables.registrations.id, registrationId));

const scan = async (registrationId: string, kind: 'IN' | 'OUT', time: string) => {
  const at = { as: events.owner, sessionId: sessionId(), now: wall(0, '16:30') };
  const { results } = await send(events, at, [{ registrationId, kind, occurredAt: wall(0, time) }]);
  return results[0]?.outcome;
};
const listed = async (id: string) => {
  const source = `query ($id: ID!) { doorList(sessionId: $id) { guests { registrationId refusal state } } }`;
  const { data } = await events.ask(events.owner, source, { id: sessionId() }, new Date(wall(0, '12:00')));
  const { guests } = data.doorList as { guests: { registrationId: string; refusal: string | null; state: string }[] };
  return guests.find(({ registrationId }) => registrationId === id);
};
const printed = async (registrationId: RegistrationId) => {
  const { db } = events.world;
  const act = userAct(events.owner, AFTER);
  const papers = [
    await readDoorPaper(db, act, { intensiveId: intensiveId(), ordinal: 1 }),
    await readBadges(db, act, { intensiveId: intensiveId() }),
  ];
  return papers.map(({ guests }) => guests.some((guest) => guest.registrationId === registrationId));
};

describe('whoever got the money back', () => {
  test('is turned away by the scan, the list, the papers and a report of the room, and keeps what was signed', async () => {
    const who = await paid();
    expect(await scan(who.id, 'IN', '09:00')).toBe('IN');
    await refund(who, PRICE);
    // The seat is another matter: it stays until somebody ends it.
    expect(await scan(who.id, 'OUT', '10:30')).toBe('REFUNDED');
    expect(await scan(who.id, 'IN', '10:45')).toBe('REFUNDED');
    expect(await listed(who.id)).toMatchObject({ refusal: 'REFUNDED', state: 'IN' });
    expect(await printed(who.registrationId)).toEqual([false, false]);
    const email = (await emailOf(events.world.db, who.userId)) ?? '';
    const at = { as: events.owner, sessionId: sessionId(), now: wall(1, '20:00') };
    expect(countsOf(await importFile(events, at, csv(['Kim', email, '09:00', '10:00'])))).toEqual({ UNMATCHED: 1 });
    const { days } = await attendanceOf(events, events.owner, who.id);
    expect(days[0]?.signed).toHaveLength(1);
  });

  test('of a part, or asked for it only, is let in', async () => {
    const who = await paid();
    await refund(who, PRICE / 2);
    expect(await scan(who.id, 'IN', '09:00')).toBe('IN');
    await asked(who, PRICE / 2);
    expect(await scan(who.id, 'OUT', '10:30')).toBe('OUT');
    expect(await listed(who.id)).toMatchObject({ refusal: null, state: 'OUT' });
    expect(await printed(who.registrationId)).toEqual([true, true]);
  });
});

test('whoever was in and lost the place is told so, and not that they are in already', async () => {
  const who = await attendee(events, place.training);
  expect(await scan(who.id, 'IN', '09:00')).toBe('IN');
  expect(await scan(who.id, 'IN', '09:10')).toBe('ALREADY_IN');
  await cancel(who.registrationId);
  expect(await scan(who.id, 'IN', '09:20')).toBe('NOT_CONFIRMED');
  expect(await scan(who.id, 'OUT', '09:30')).toBe('NOT_CONFIRMED');
  expect(await listed(who.id)).toMatchObject({ refusal: 'NOT_CONFIRMED', state: 'IN' });
  expect(await printed(who.registrationId)).toEqual([false, false]);
});

describe('a certificate of attendance', () => {
  const claimed = async (who: Awaited<ReturnType<typeof paid>>, change: () => Promise<unknown>) => {
    const enrollmentId = await enrolledAt(who);
    await punch(who.id, WHOLE);
    await change();
    const { db, vault } = events.world;
    const claim = { enrollmentId, confirmedName: ATTENDED_NAME, vault, publicUrl: PUBLIC_URL };
    return claimAttendance(db, userAct(who.userId, AFTER), claim);
  };
  const dispute = async ({ orderId }: Awaited<ReturnType<typeof paid>>, status: string) => {
    const { db } = events.world;
    const [payment] = await db.select().from(tables.payments).where(eq(tables.payments.orderId, orderId));
    if (payment === undefined) throw new Error('nothing was paid');
    await db.insert(tables.disputes).values({
      ...{ paymentId: payment.id, account: 'acct_1', livemode: false, stripeDisputeId: `du_${orderId}` },
      ...{ currency: 'USD', amountMinor: PRICE, reason: 'general', status, openedAt: AFTER, readAt: AFTER },
    });
  };

  test.each<[string, (who: Awaited<ReturnType<typeof paid>>) => Promise<unknown>, string]>([
    ['a place that was canceled', ({ registrationId }) => cancel(registrationId), 'PLACE_ENDED'],
    ['a place that was refunded', (who) => refund(who, PRICE), 'PAYMENT_DUE'],
    ['a refund on its way', (who) => asked(who, PRICE), 'PAYMENT_DUE'],
    ['an open dispute', (who) => dispute(who, 'needs_response'), 'PAYMENT_DUE'],
    ['a dispute that was lost', (who) => dispute(who, 'lost'), 'PAYMENT_DUE'],
  ])('waits for %s', async (_, change, code) => {
    const who = await paid();
    expect(await blockersOfRefusal(claimed(who, () => change(who)))).toEqual([code]);
  });

  test('of a place that was refunded in part is granted', async () => {
    const who = await paid();
    const { certificate } = await claimed(who, () => refund(who, PRICE / 2));
    expect(certificate.publicFacts).toMatchObject({ certifies: 'ATTENDANCE', studyHundredths: 1150 });
  });
});
