import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import { eventMails, invoices, orders, users } from '../../drizzle/schema.ts';
import { cancelOrder } from '../../schema/orders/operations/cancelOrder.ts';
import { actOf, person, registrationsIn } from '../support/seatRows.ts';
import { AGENCY, type Counter, openShop, type Shop } from '../support/tills.ts';
import { emailOf } from '../support/world.ts';

let { db, counter, close } = {} as Shop;
beforeAll(async () => {
  ({ db, counter, close } = await openShop({ max: 4 }));
});
afterAll(() => close());

type Asked = Parameters<Counter['register']>[2] & { events?: number };
/** Orders and cancels in turn, up to so many times; answers why it ended, after how many. */
const loop = async (userId: UserId, most: number, { events = 1, ...asked }: Asked = {}) => {
  const terms = { capacity: 5_000, invoiceDays: 14 };
  const offered = await Promise.all(Array.from({ length: events }, () => counter.event(terms)));
  for (let done = 0; done < most; done += 1) {
    try {
      const { orderId } = await counter.register(userId, offered[done % events] ?? null, {
        till: counter.closed,
        ...asked,
      });
      await cancelOrder(counter.closed, actOf(userId, new Date()), { orderId });
    } catch (error) {
      return { code: (error as { code?: string }).code, done, offered };
    }
  }
  return { code: null, done: most, offered };
};
const mailedTo = (address: string) => db.$count(eventMails, eq(eventMails.address, address));
const victim = (name: string) => ({ ...AGENCY, email: `${name}@victim.example.org` });

describe('whoever orders and cancels without end', () => {
  test('by invoice for groups begins few places in a day, in one event or in many', async () => {
    for (const events of [1, 5]) {
      const userId = await person(db);
      const groups = { events, places: 50, settlement: 'INVOICE', payer: victim(`groups${events}`) } as const;
      const { code, done, offered } = await loop(userId, 60, groups);
      expect([code, done]).toEqual(['TOO_MANY_HOLDS', 4]);
      const rows = (await Promise.all(offered.map((id) => registrationsIn(db, id)))).flat();
      expect(rows).toHaveLength(200);
      expect(await mailedTo(`groups${events}@victim.example.org`)).toBe(8);
    }
  });

  test('for single places of others gets few numbers for invoices', async () => {
    const userId = await person(db);
    const singles = { places: 1, settlement: 'INVOICE', payer: victim('singles') } as const;
    expect(await loop(userId, 60, singles)).toMatchObject({ code: 'TOO_MANY_HOLDS', done: 20 });
    const made = await db
      .select({ id: invoices.id })
      .from(invoices)
      .innerJoin(orders, eq(orders.id, invoices.orderId))
      .where(eq(orders.placedBy, userId));
    expect(made).toHaveLength(40);
  });

  test('that pay at once mails an address of others seldom', async () => {
    const address = 'checkouts@victim.example.org';
    const [one, other] = [await person(db), await person(db)];
    const sent = async (userId: UserId, email: string) =>
      loop(userId, 40, { payer: { ...AGENCY, kind: 'PERSON', email }, till: counter.till, events: 4 });
    // Twenty holds an hour come first for one account.
    expect((await sent(one, address)).done).toBe(20);
    expect(await sent(other, 'Checkouts+tag@Victim.example.org')).toMatchObject({ code: 'RATE_LIMITED', done: 10 });
  });

  test('their own mailbox is not counted as another’s', async () => {
    const userId = await person(db);
    const email = (await emailOf(db, userId)) ?? '';
    await db.update(users).set({ mailAddress: email.toUpperCase() }).where(eq(users.id, userId));
    for (const own of [email, email.toUpperCase()])
      expect((await loop(userId, 9, { payer: { ...AGENCY, email: own }, settlement: 'INVOICE', places: 1 })).done).toBe(
        9,
      );
    const [counted] = await db.execute<{ count: number }>(
      sql`select coalesce(max(count), 0)::int as count from throttles where key = encode(sha256(${`event mails of ${userId}`}::text::bytea), 'hex')`,
    );
    expect(counted?.count ?? 0).toBe(0);
  });
});
