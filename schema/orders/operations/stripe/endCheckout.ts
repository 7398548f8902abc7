import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../../../drizzle/client.ts';
import type { OrderId } from '../../../../drizzle/ids.ts';
import { checkouts } from '../../../../drizzle/schema.ts';
import type { Gateway, ReadSession } from '../../../gateway.ts';
import { GatewayRefused } from '../../../gateway.ts';
import { type CheckoutRow, liveCheckout } from '../../queries/checkouts.ts';
import { type Applied, applyCheckout, type Ending, isOf } from './applyCheckout.ts';

type Needs = { db: Database; stripe: Gateway };
type OfRow = { row: CheckoutRow; now: Date; ending?: Ending };

/** How far Stripe's clock and ours may be apart. */
const CLOCKS_MS = 5 * 60_000;

/**
 * Ends what can be paid for an order, before its seats are given to anybody else. PAID or PAYING: the buyer was faster, and what
 * follows from that is done. Throws GatewayDown: then nothing was freed, and the hold ends by the clock.
 */
export async function endCheckout(
  needs: Needs,
  { orderId, now, ending }: { orderId: OrderId; now: Date; ending: Ending },
): Promise<'ENDED' | 'PAID' | 'PAYING'> {
  const row = await liveCheckout(needs.db, orderId);
  if (row === null) return 'ENDED';
  if (row.sessionId === null && (await findLost(needs, { row, now })) === 'FOUND')
    return endCheckout(needs, { orderId, now, ending });
  if (row.sessionId === null || !(await isOf(needs.stripe, row))) {
    await giveUp(needs.db, row, now);
    return 'ENDED';
  }
  const applied = await endSession(needs, { row, now, ending });
  if (!applied.known || applied.state === 'EXPIRED' || applied.state === 'FAILED') return 'ENDED';
  return applied.state === 'COMPLETE' ? 'PAID' : 'PAYING';
}

/** Asks Stripe to end a session, and applies what it then is. One that Stripe does not have any more has ended. */
export async function endSession({ db, stripe }: Needs, { row, now, ending }: OfRow): Promise<Applied> {
  if (row.sessionId === null) return { known: false };
  try {
    return await applyCheckout(db, stripe, { session: await expired(stripe, row.sessionId), now, ending });
  } catch (error) {
    if (!isMissing(error)) throw error;
    await giveUp(db, row, now);
    return { known: false };
  }
}

const isMissing = (error: unknown): boolean => error instanceof GatewayRefused && error.code === 'resource_missing';

/** The session, ended unless somebody paid or its time was over. */
async function expired(stripe: Gateway, sessionId: string): Promise<ReadSession> {
  try {
    return await stripe.expireCheckout(sessionId);
  } catch (error) {
    if (error instanceof GatewayRefused) return stripe.readCheckout(sessionId);
    throw error;
  }
}

/** Looks for the session of a row whose answer was lost, and applies it. */
export async function findLost({ db, stripe }: Needs, { row, now }: OfRow): Promise<'FOUND' | 'NONE'> {
  const since = new Date(row.madeAt.getTime() - CLOCKS_MS);
  const [session] = await stripe.findSessions(since, row.id);
  if (session === undefined) return 'NONE';
  return (await applyCheckout(db, stripe, { session, now })).known ? 'FOUND' : 'NONE';
}

/** Nothing is at Stripe, or can't be asked there: the row ends, and its hold goes on so that the buyer may try again. */
export async function giveUp(db: Database, { id }: CheckoutRow, now: Date): Promise<void> {
  const live = and(eq(checkouts.id, id), inArray(checkouts.state, ['PLANNED', 'OPEN']));
  await db.update(checkouts).set({ state: 'EXPIRED', readAt: now }).where(live);
}
