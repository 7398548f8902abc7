import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { RefundId } from '../../drizzle/ids.ts';
import { applyObject } from '../../schema/orders/operations/stripe/applyObject.ts';
import { carryOutRefund } from '../../schema/orders/operations/stripe/carryOutRefund.ts';
import { endCheckout } from '../../schema/orders/operations/stripe/endCheckout.ts';
import { type Desk, openDesk } from '../support/stripe/desk.ts';
import { type Many, manyCheckouts } from '../support/stripe/manyCheckouts.ts';

/** A thousand races take some ten seconds on a free machine, and longer beside other work. */
const LONGEST_MS = 240_000;
const RUNS = 1_000;
const LANES = 8;
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ max: LANES });
});
afterAll(() => desk.close());

/** A small generator, so that a seed repeats what each run does. */
const randomOf = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
  return seed / 2 ** 32;
};

/** The buyer pays, unless the page has ended; the event comes at once. */
const pay = async ({ sessionId }: Many) => {
  const open = desk.fake.state.sessions.get(sessionId)?.status === 'open';
  if (open) desk.fake.complete(sessionId);
  await applyObject(desk.needs, { kind: 'CHECKOUT', id: sessionId, now: desk.clock() });
};
const end = ({ orderId }: Many) => endCheckout(desk.needs, { orderId, now: desk.clock(), ending: 'HOLD_ENDED' });
/** The clock frees the seat although nobody could ask Stripe, and somebody else takes it; not one that is paid by then. */
const resell = async ({ intensiveId, holdId }: Many) => {
  await desk.db.execute(sql`with gone as (update holds set expires_at = clock_timestamp(), frees_at = clock_timestamp() where id = ${holdId} and used_at is null
      returning user_id)
    insert into holds (id, intensive_id, user_id, kind, seats, taken_at, expires_at, frees_at)
    select uuidv7(), ${intensiveId}, user_id, 'CHECKOUT', 1, clock_timestamp(), clock_timestamp() + interval '1 hour', clock_timestamp() + interval '2 hours'
    from gone`);
};

const race = async (one: Many, { how, together }: { how: number; together: boolean }) => {
  const first = how < 0.4 ? [pay, end] : how < 0.8 ? [end, pay] : [resell, pay];
  if (together) await Promise.all(first.map((step) => step(one)));
  else for (const step of first) await step(one);
  return outcome(one);
};

/** What the buyer has in the end, after their refund was carried out. Throws when they have both, or paid for nothing. */
const outcome = async ({ orderId, intensiveId, sessionId }: Many): Promise<'SEAT' | 'BACK' | 'NOTHING'> => {
  const due = await desk.db.execute<{ id: RefundId }>(
    sql`select id from refunds where order_id = ${orderId} and state = 'REQUESTED'`,
  );
  for (const { id } of due) await carryOutRefund(desk.needs, { refundId: id, now: desk.clock() });
  const session = desk.fake.state.sessions.get(sessionId);
  const given = [...desk.fake.state.refunds.values()].filter(
    (refund) => refund.payment_intent === session?.payment_intent,
  );
  const back = given.reduce((sum, { amount }) => sum + amount, 0);
  const [found] = await desk.db.execute<{ seats: number; taken: number }>(sql`select
    (select count(*)::int from registrations r join orders o on o.hold_id = r.hold_id where o.id = ${orderId} and r.state = 'CONFIRMED') as seats,
    (select count(*)::int from registrations r where r.intensive_id = ${intensiveId} and r.state = 'CONFIRMED')
      + (select coalesce(sum(seats), 0)::int from holds h where h.intensive_id = ${intensiveId} and released_at is null
          and used_at is null and frees_at > clock_timestamp()) as taken`);
  const { seats = 0, taken = 0 } = found ?? {};
  if (taken > 1) throw new Error(`${taken} seats of 1 are taken`);
  const paid = session?.payment_status === 'paid';
  if (paid && seats === 1 && back === 0) return 'SEAT';
  if (paid && seats === 0 && back === session.amount_total) return 'BACK';
  if (!paid && seats === 0 && session?.status === 'expired') return 'NOTHING';
  throw new Error(
    JSON.stringify({ paid, seats, back, status: session?.status, standing: await desk.standing(orderId) }),
  );
};

test(
  `a hold that ends and a payment meet ${RUNS} times: there is always a seat, or all the money goes back`,
  async () => {
    const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 32));
    const random = randomOf(seed);
    const plans = Array.from({ length: RUNS }, () => ({ how: random(), together: random() < 0.5 }));
    const waiting = (await manyCheckouts(desk, RUNS)).map(
      (one, at) => [one, plans[at] ?? { how: 0, together: true }] as const,
    );
    const ends: Record<string, number> = {};
    const lane = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const found = await race(...next);
        ends[found] = (ends[found] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane)).catch((error: unknown) => {
      throw new Error(`seed ${seed}`, { cause: error });
    });
    expect(Object.values(ends).reduce((sum, count) => sum + count, 0)).toBe(RUNS);
    for (const kind of ['SEAT', 'BACK', 'NOTHING']) expect(ends[kind] ?? 0).toBeGreaterThan(RUNS / 20);
    const { charged, refunded, refundsPending } = desk.fake.totals();
    expect(charged - refunded).toBe((ends.SEAT ?? 0) * 45_000);
    expect(refundsPending).toBe(0);
  },
  LONGEST_MS,
);
