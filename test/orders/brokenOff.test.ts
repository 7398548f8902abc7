import { afterAll, beforeAll, expect, test } from '@jest/globals';
import postgres from 'postgres';
import { mailsOf } from '../support/orderRows.ts';
import { type Desk, openDesk } from '../support/stripe/desk.ts';

let desk: Desk;
let owner: ReturnType<typeof postgres>;
beforeAll(async () => {
  desk = await openDesk();
  owner = postgres(desk.ownerUrl, { max: 1, onnotice: () => {} });
  await owner.unsafe(
    `create function breaks() returns trigger language plpgsql as $$ begin raise 'broken off'; end $$`,
  );
});
afterAll(async () => {
  await owner.end();
  await desk.close();
});

/** Every table that a payment writes. */
const WRITTEN = [
  ...['checkouts', 'payments', 'orders', 'holds', 'registrations', 'registration_states', 'document_counters'],
  ...['invoices', 'event_mails'],
];

test.each(WRITTEN)(
  'a payment that breaks off where it writes %s left nothing, and is done whole later',
  async (table) => {
    const { orderId } = await desk.order(await desk.event());
    desk.fake.complete(await desk.session(orderId));
    desk.fake.drop();
    await desk.pass(10);
    await owner.unsafe(
      `create trigger breaks after insert or update on ${table} for each row execute function breaks()`,
    );
    const broken = await desk.reconcile().catch((error: unknown) => error);
    await owner.unsafe(`drop trigger breaks on ${table}`);
    expect(broken).toBeInstanceOf(AggregateError);
    expect(await desk.standing(orderId)).toMatchObject({ checkouts: ['OPEN'], payments: [], places: ['HELD'] });
    expect(await mailsOf(desk.db, orderId)).toEqual([]);
    await desk.reconcile();
    const whole = { checkouts: ['COMPLETE'], payments: [45_000], places: ['CONFIRMED'], refunds: [] };
    expect(await desk.standing(orderId)).toMatchObject(whole);
    expect(await mailsOf(desk.db, orderId)).toEqual(['ORDER_PAID']);
  },
);
