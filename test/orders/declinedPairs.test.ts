import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { OrderId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { cancellationOf } from '../../schema/orders/operations/cancellationOf.ts';
import { cancelRegistration } from '../../schema/orders/operations/cancelRegistration.ts';
import { changeCapacity } from '../../schema/registrations/operations/changeCapacity.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { pay } from '../support/orderRows.ts';
import { sendAll } from '../support/outbox.ts';
import { addMember } from '../support/seatRows.ts';
import { type Pair, type PairStage, soldPairs } from '../support/soldPairs.ts';
import { openShop, type Shop } from '../support/tills.ts';

let { db, counter, close } = {} as Shop;
let owner: UserId;
beforeAll(async () => {
  ({ db, counter, close } = await openShop({ max: 6 }));
  owner = await addMember(db, counter.organizationId, 'OWNER');
});
afterAll(() => close());

const { applied, accept, offered, bring, knows } = soldPairs(() => ({ db, counter, owner }));
const act = (userId: UserId) => userAct(userId, new Date());
const hourAgo = sql`now() - interval '1 hour'`;
type Sold = Pair & { orderId: OrderId | null };

/** A joint place that the first of the two pays, by a policy that gives nothing back. */
const open = async (stage: PairStage): Promise<Sold> => {
  const pair = await offered();
  const orderId = await bring(pair, stage, pair.first);
  await db.delete(tables.eventMails);
  return { ...pair, orderId };
};

const refundsOf = async (orderId: OrderId | null) => {
  const rows = await db
    .select()
    .from(tables.refunds)
    .where(eq(tables.refunds.orderId, orderId as OrderId));
  return rows.map(({ amountMinor, cause, reason }) => ({ amountMinor, cause, reason }));
};
const SECRET_REASON = 'She asked us to.';
const ended = async ({ first }: Sold, { registrationId } = first) => {
  const asked = { registrationId, reason: SECRET_REASON };
  await Promise.all(Array.from({ length: 5 }, () => cancelRegistration(counter.closed, act(owner), asked)));
};

test.each(['first', 'second'] as const)(
  'ended by the organization over the place of the %s, everything goes back once, whatever the policy says',
  async (which) => {
    const one = await open('CONFIRMED');
    const before = await seatsTaken(db, one.intensiveId);
    const shown = async (viewer: UserId) => {
      const asked = { registrationId: one[which].registrationId, viewer, now: new Date() };
      return (await cancellationOf(db, asked))?.percent;
    };
    expect([await shown(one[which].userId), await shown(owner)]).toEqual([0, 100]);
    await ended(one, one[which]);
    const back = await refundsOf(one.orderId);
    expect(back.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(20_000);
    expect(new Set(back.map(({ cause }) => cause))).toEqual(new Set(['ORGANIZER']));
    expect([before, await seatsTaken(db, one.intensiveId)]).toEqual([2, 0]);
    const { mails } = await knows(one.first);
    expect(mails.filter(({ text }) => text === 'REFUND_REQUESTED')).toHaveLength(1);
    const toBoth = [one.first.email, one.second.email];
    const read = (await sendAll(db)).filter(({ to }) => toBoth.includes(to));
    expect(new Set(read.map(({ to }) => to))).toEqual(new Set(toBoth));
    expect(JSON.stringify([read, back])).not.toContain(SECRET_REASON);
  },
);

test('the pair that waits is offered the seats', async () => {
  const one = await open('CONFIRMED');
  await changeCapacity(db, act(owner), { intensiveId: one.intensiveId, capacity: 2 });
  const waiting = await applied(one.intensiveId);
  await accept(waiting.first.registrationId);
  expect((await knows(waiting.first)).line).toBe('APPLIED ACCEPTED_WAITS member');
  await ended(one);
  expect((await knows(waiting.first)).line).toMatch(/^OFFERED /);
  expect((await knows(waiting.second)).line).toMatch(/^OFFERED /);
});

test('what a late payment brings goes back whole too; once the event has begun, the policy decides', async () => {
  const one = await open('AWAITING_PAYMENT');
  await ended(one);
  await pay(db, one.orderId as OrderId, 20_000);
  const back = await refundsOf(one.orderId);
  expect(back.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(20_000);
  const begun = await open('CONFIRMED');
  await db
    .update(tables.intensiveSegments)
    .set({ startsAt: hourAgo, endsAt: sql`ends_at - (starts_at - now()) - interval '1 hour'` })
    .where(eq(tables.intensiveSegments.intensiveId, begun.intensiveId));
  await ended(begun);
  expect((await knows(begun.first)).line).toBe('CANCELLED PLACE_ENDED system');
  expect(await refundsOf(begun.orderId)).toEqual([]);
});
