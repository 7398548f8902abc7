import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../../drizzle/client.ts';
import { newId, type StripeEventId } from '../../../../drizzle/ids.ts';
import { stripeEvents, stripeIgnored } from '../../../../drizzle/schema.ts';
import { statement } from '../../../../drizzle/statement.ts';
import type { Gateway, ReadEvent } from '../../../gateway.ts';
import { enqueue, job, rowKey } from '../../../jobs/operations.ts';
import type { Own } from '../../queries/reconciling.ts';
import { type Ignored, kindOfEvent, whyIgnored } from '../../rules/stripeEvents.ts';
import { applyObject } from './applyObject.ts';

type Kept = { id: StripeEventId; eventId: string; type: string; objectId: string; receivedAt: Date } & Own;

const keep = statement<Kept, { id: StripeEventId }>(
  'keep_stripe_event',
  (p) => sql`insert into stripe_events (id, event_id, account, livemode, type, object_id, received_at)
    values (${p('id')}, ${p('eventId')}, ${p('account')}, ${p('livemode')}, ${p('type')}, ${p('objectId')}, ${p('receivedAt')})
    on conflict (event_id) do nothing returning id`,
);

type Received = { event: ReadEvent; now: Date };

/**
 * Keeps an event that Stripe signed, with the job that works on it, in one transaction. An event that was kept before adds nothing;
 * one that is not for us is counted.
 */
export async function receiveEvent(
  db: Database,
  stripe: Pick<Gateway, 'account' | 'livemode'>,
  { event, now }: Received,
): Promise<'KEPT' | 'KNOWN' | Ignored> {
  const own = { account: (await stripe.account()).id, livemode: stripe.livemode };
  const ignored = whyIgnored(event, own);
  if (ignored !== null || event.objectId === null) {
    await countIgnored(db, { because: ignored ?? 'UNKNOWN_TYPE', type: event.type, now });
    return ignored ?? 'UNKNOWN_TYPE';
  }
  const { id: eventId, type, objectId } = event;
  const id = newId<StripeEventId>();
  return db.transaction(async (tx) => {
    const kept = await keep(tx, { id, eventId, type, objectId, ...own, receivedAt: now });
    if (kept.length === 0) return 'KNOWN';
    await enqueue(tx, stripeEvent, { id }, { key: eventId });
    return 'KEPT';
  });
}

type Counted = { because: Ignored | 'UNKNOWN_OBJECT'; type: string; now: Date };

async function countIgnored(db: Database, { because, type, now }: Counted): Promise<void> {
  await db
    .insert(stripeIgnored)
    .values({ because, type, count: 1, lastAt: now })
    .onConflictDoUpdate({
      target: [stripeIgnored.because, stripeIgnored.type],
      set: { count: sql`${stripeIgnored.count} + 1`, lastAt: now },
    });
}

type Log = { warn(facts: object, message: string): void };
type Needs = { db: Database; stripe: Gateway | null; clock: () => Date; log: Log };

/** Many events come at once when something was sold. */
const RUSH = { pollSeconds: 0.5, lanes: 2, batch: 4 };

/** Works on one event: reads its object from Stripe again, and applies what it says. */
export const stripeEvent = job({
  name: 'stripe-event',
  payload: z.object({ id: rowKey<StripeEventId>() }),
  pace: RUSH,
  run: async ({ db, stripe, clock, log }: Needs, { id }) => {
    const [event] = await db.select().from(stripeEvents).where(eq(stripeEvents.id, id));
    if (event === undefined || event.doneAt !== null || stripe === null) return;
    const now = clock();
    const applied = await applyObject({ db, stripe }, { kind: kindOfEvent(event.type), id: event.objectId, now });
    if (!applied) {
      log.warn({ event: event.eventId, type: event.type }, 'an event of Stripe tells of nothing that we know');
      await countIgnored(db, { because: 'UNKNOWN_OBJECT', type: event.type, now });
    }
    await db.update(stripeEvents).set({ doneAt: now }).where(eq(stripeEvents.id, id));
  },
});
