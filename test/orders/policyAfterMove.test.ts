import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId, OrganizationId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { HIGHEST, LOWEST } from '../../drizzle/window.ts';
import { cancellationOf } from '../../schema/orders/operations/cancellationOf.ts';
import { moveRegistration } from '../../schema/orders/operations/moveRegistration.ts';
import { ordersForIntensive } from '../../schema/orders/queries/views.ts';
import { addOrder, POLICY, pay } from '../support/orderRows.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { actOf, addIntensive, addMember, addOrganization, NOW } from '../support/seatRows.ts';

let db: Database;
let close: () => Promise<void>;
let organizationId: OrganizationId;
let owner: UserId;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 6 }));
  organizationId = await addOrganization(db);
  owner = await addMember(db, organizationId, 'OWNER');
});
afterAll(() => close());

const DAY = 86_400_000;
const after = (days: number) => new Date(NOW.getTime() + days * DAY);
const event = (days: number) =>
  addIntensive(db, { organizationId, priceMinor: 10_000, policy: POLICY, startsAt: after(days) });
type Placed = { userId: UserId; place: RegistrationId };
const paid = async (intensiveId: IntensiveId): Promise<Placed> => {
  const { userId, places, orderId } = await addOrder(db, intensiveId);
  await pay(db, orderId, 10_000);
  return { userId, place: places[0] as RegistrationId };
};
const move = async ({ userId, place }: Placed, toIntensiveId: IntensiveId, as = userId): Promise<Placed> => {
  const moving = { registrationId: place, toIntensiveId, reason: null };
  return { userId, place: (await moveRegistration(db, actOf(as), moving)).registrationId };
};
const given = async ({ userId, place }: Placed, now = NOW) =>
  cancellationOf(db, { registrationId: place, viewer: userId, now });
const reschedule = async (intensiveId: IntensiveId, changedAt: Date) =>
  db.insert(tables.intensiveChanges).values({
    ...{ intensiveId, ordinal: 1, kind: 'RESCHEDULED', says: ['It moved.'], answerBy: null, changedAt },
  });

test('a place that moved to a later date gives back what its first date gives, and says why', async () => {
  const first = await paid(await event(7));
  expect(await given(first)).toMatchObject({ percent: 50 });
  const moved = await move(await move(first, await event(60)), await event(90));
  expect(await given(moved)).toMatchObject({ percent: 50, refund: { amountMinor: 5_000 } });
  expect((await given(moved))?.rule).toContain(
    'It counts from the date before the move, Thu, December 3, 2026, 04:00 (America/New_York).',
  );
  expect(await given(moved, after(8))).toMatchObject({ percent: 0 });
});

test('one that moved to an earlier date counts from that', async () => {
  const moved = await move(await paid(await event(60)), await event(7));
  expect(await given(moved)).toMatchObject({ percent: 50, rule: expect.not.stringContaining('before the move') });
});

test.each([
  ['moved by the organizer', async (first: Placed) => move(first, await event(60), owner)],
  [
    'whose first date was rescheduled',
    async (first: Placed, from: IntensiveId) => {
      await reschedule(from, after(1));
      return move(first, await event(60));
    },
  ],
  [
    'whose first date was canceled later',
    async (first: Placed, from: IntensiveId) => {
      const moved = await move(first, await event(60));
      await db.update(tables.intensives).set({ cancelledAt: NOW }).where(eq(tables.intensives.id, from));
      return moved;
    },
  ],
  [
    'whose new date was rescheduled',
    async (first: Placed) => {
      const to = await event(60);
      const moved = await move(first, to);
      await reschedule(to, after(1));
      return moved;
    },
  ],
])('one %s counts from its present date', async (_why, happens) => {
  const from = await event(7);
  expect(await given(await happens(await paid(from), from))).toMatchObject({ percent: 100 });
});

test('its order is listed where it was paid and where its place is now', async () => {
  const [from, to] = [await event(30), await event(60)];
  await move(await paid(from), to);
  const all = { viewer: owner, above: LOWEST, below: HIGHEST, inverted: false, limit: 10 };
  for (const intensiveId of [from, to]) expect(await ordersForIntensive(db, { ...all, intensiveId })).toHaveLength(1);
});
