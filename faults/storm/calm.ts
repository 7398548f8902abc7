import { setTimeout as sleep } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import type { OrderId } from '../../drizzle/ids.ts';
import { orders } from '../../drizzle/schema.ts';
import { linesWithMoney } from '../../schema/orders/operations/lockPlace.ts';
import { moneyOf } from '../../schema/orders/queries.ts';
import { keptTooMuch } from './books.ts';
import { refundPlace } from './members.ts';
import { unsettled } from './outside.ts';
import type { Stage } from './stage.ts';

const QUEUES = sql`('send-event-mails', 'stripe-event', 'reconcile-stripe', 'carry-out-refunds', 'cancel-intensive', 'remind-payers', 'end-holds')`;
const LOOKS = 900;
const PAUSE_MS = 100;
const ROUNDS = 6;

/** Waits until no job is left. Whose turn is later has its turn now; who was killed with its process has another. */
async function drain({ db, history }: Stage): Promise<void> {
  let left: { name: string; state: string; count: number }[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    await db.execute(
      sql`update pgboss.job set start_after = now() where state in ('created', 'retry') and start_after > now()`,
    );
    await db.execute(sql`update pgboss.job set state = 'retry', start_after = now()
      where state = 'active' and started_on < now() - interval '15 seconds'`);
    left = await db.execute(sql`select name, state::text, count(*)::int as count from pgboss.job
      where name in ${QUEUES} and state in ('created', 'retry', 'active') group by 1, 2`);
    if (left.length === 0) return;
    await sleep(PAUSE_MS);
  }
  history.fault(`jobs are left: ${JSON.stringify(left)}`);
}

async function told(stage: Stage): Promise<void> {
  for (let round = 0; stage.stripe.queue.length > 0 && round < 20; round += 1)
    await stage.stripe.deliver(`${stage.houses.url(0)}/webhooks/stripe`);
  if (stage.stripe.queue.length > 0) stage.history.fault(`${stage.stripe.queue.length} events were not taken`);
}

/** Stripe and the banks finish what they have begun. */
async function finish({ stripe, down }: Stage, stage: Stage): Promise<void> {
  stripe.clearFaults();
  if (down.left > 0) await stripe.start();
  down.left = 0;
  stripe.state.refundsBegin = 'succeeded';
  stripe.topUp(100_000_000);
  for (const refund of [...stripe.state.refunds.values()])
    if (refund.status === 'pending') stripe.settleRefund(refund.id, 'succeeded');
  for (const { id } of unsettled(stage)) stripe.settle(id, 'succeeded');
}

/** A member gives back again what Stripe could not, and what a bank gave back for a place that had ended. Answers of how many orders. */
async function giveAgain(stage: Stage): Promise<number> {
  const found = (await keptTooMuch(stage.db)).filter(({ excused }) => excused);
  for (const { orderId, overMinor } of found) {
    const [order] = await stage.db
      .select()
      .from(orders)
      .where(eq(orders.id, orderId as OrderId));
    const lines = order === undefined ? [] : await linesWithMoney(stage.db, order);
    // What came for no place can go back by any of them.
    let free = order === undefined ? 0 : (await moneyOf(stage.db, order)).standing.leftMinor;
    free -= lines.reduce((sum, { leftMinor }) => sum + leftMinor, 0);
    let open = overMinor;
    for (const { registrationId, leftMinor } of lines) {
      const amountMinor = Math.min(open, leftMinor + free);
      if (amountMinor <= 0 || registrationId === null) continue;
      open -= amountMinor;
      free = 0;
      await refundPlace(stage, { id: registrationId, orderId }, { amountMinor, n: 0 });
    }
  }
  return found.length;
}

/** The storm is over: every event is told, holds end, reconciling runs and jobs are done. */
export async function calm(stage: Stage): Promise<{ givenAgain: number }> {
  let givenAgain = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await finish(stage, stage);
    await stage.pass(round === 1 ? 16 * 24 * 60 : 26 * 60);
    await told(stage);
    await drain(stage);
    await stage.queue('end-holds', 'remind-payers', 'reconcile-stripe');
    await drain(stage);
    await told(stage);
    await drain(stage);
    const again = await giveAgain(stage);
    givenAgain += again;
    if (round > 1 && again === 0) break;
  }
  await stage.queue('reconcile-stripe', 'end-holds');
  await drain(stage);
  return { givenAgain };
}
