import { eq } from 'drizzle-orm';
import type { Database } from '../../../../drizzle/client.ts';
import { type CheckoutId, newId, type OrderId } from '../../../../drizzle/ids.ts';
import { checkouts, holds } from '../../../../drizzle/schema.ts';
import type { CheckoutRequest, Gateway } from '../../../gateway.ts';
import { GatewayDown, GatewayRefused } from '../../../gateway.ts';
import { smallestCharge } from '../../../money.ts';
import { organizationsByIds } from '../../../organizations/queries.ts';
import { attemptsOf, type CheckoutRow, holdOf, liveCheckout, soldBy } from '../../queries/checkouts.ts';
import { type LockedOrder, lockOrder } from '../../queries.ts';
import {
  after,
  checkoutEnd,
  checkoutLines,
  LEAST_SECONDS,
  MARGIN_SECONDS,
  MOST_ATTEMPTS,
  payerEmailFor,
  statementSuffix,
} from '../../rules/checkout.ts';
import type { CheckoutRefusal } from '../../rules/refusals.ts';
import { type Applied, applyCheckout } from './applyCheckout.ts';
import { endSession, findLost, giveUp } from './endCheckout.ts';

export type OpenedCheckout =
  | { ok: true; checkoutId: CheckoutId; url: string; expiresAt: Date }
  | { ok: false; because: CheckoutRefusal };

type Needs = {
  db: Database;
  stripe: Gateway;
  /** The slug of the organization whose account it is. */
  stripeSeller: string | null;
  publicUrl: string;
};
type Wanted = {
  orderId: OrderId;
  /** A part of what is due, for an installment; all of it when absent. */
  amountMinor?: number;
  now: Date;
};

/** How long the answer to a request may be on its way before we look whether it was carried out. */
const LOST_MS = 30_000;

/**
 * The address where an order is paid. A second call within the hold gives the same one. The row is written before Stripe is asked,
 * so that a lost answer is asked for again under the same key. Throws GatewayDown (nothing is lost: call again) and GatewayRefused.
 */
export async function openCheckout(needs: Needs, wanted: Wanted): Promise<OpenedCheckout> {
  const planned = await plan(needs, wanted);
  if ('ok' in planned) return planned;
  try {
    return await make(needs, planned, wanted.now);
  } catch (error) {
    if (!(await isGivenUp(needs, planned.row, wanted.now, error))) throw error;
  }
  // Nothing came of the earlier attempt: a new one has a new key.
  const again = await plan(needs, wanted);
  return 'ok' in again ? again : make(needs, again, wanted.now);
}

type Planned = { row: CheckoutRow; request: CheckoutRequest };

async function plan(needs: Needs, wanted: Wanted): Promise<OpenedCheckout | Planned> {
  const account = (await needs.stripe.account()).id;
  const planned = await needs.db.transaction((tx) => planRow(tx, needs, { ...wanted, account }));
  return 'known' in planned ? comeBack(needs, planned.known, wanted.now) : planned;
}

/**
 * The address of a session that was made before. Stripe's word counts: its event may be late, or its time over. While Stripe does
 * not answer, the address stays the one that it was.
 */
async function comeBack(needs: Needs, row: CheckoutRow, now: Date): Promise<OpenedCheckout> {
  if (row.expiresAt <= now) return { ok: false, because: whyOver(await endSession(needs, { row, now })) };
  const same = { ok: true, checkoutId: row.id, url: row.url ?? '', expiresAt: row.expiresAt } as const;
  try {
    const session = await needs.stripe.readCheckout(row.sessionId ?? '');
    const applied = await applyCheckout(needs.db, needs.stripe, { session, now });
    if (applied.known && applied.stray)
      return { ok: false, because: whyOver(await endSession(needs, { row: applied.row, now })) };
    return applied.known && applied.state === 'OPEN' ? same : { ok: false, because: whyOver(applied) };
  } catch (error) {
    if (error instanceof GatewayDown) return same;
    throw error;
  }
}

/** Why a checkout that was not open any more cannot be opened. */
function whyOver(applied: Applied): CheckoutRefusal {
  if (!applied.known) return 'HOLD_ENDED';
  if (applied.state === 'COMPLETE') return 'PAID';
  return applied.state === 'PROCESSING' ? 'PAYING' : 'HOLD_ENDED';
}

type InTransaction = Wanted & { account: string };

async function planRow(
  tx: Database,
  needs: Needs,
  { orderId, amountMinor, now, account }: InTransaction,
): Promise<OpenedCheckout | Planned | { known: CheckoutRow }> {
  const locked = await lockOrder(tx, orderId);
  if (locked === null || locked.order.cancelledAt !== null) return { ok: false, because: 'CANCELLED' };
  const { order, standing } = locked;
  if (standing.dueMinor === 0) return { ok: false, because: 'PAID' };
  const live = await ownLive(tx, { orderId, account, livemode: needs.stripe.livemode, now });
  if (live?.state === 'PROCESSING') return { ok: false, because: 'PAYING' };
  if (live?.state === 'OPEN') return { known: live };
  if (live !== null) return { row: live, request: await requestFor(tx, needs, locked, live) };
  const amount = Math.min(amountMinor ?? standing.dueMinor, standing.dueMinor);
  if (amount < smallestCharge(order.currency)) return { ok: false, because: 'BELOW_MINIMUM' };
  const { slug } = (await organizationsByIds(tx, [order.organizationId]))[0] ?? {};
  if (slug !== needs.stripeSeller) return { ok: false, because: 'OTHER_SELLER' };
  const made = await addRow(tx, locked, { amount, account, livemode: needs.stripe.livemode, now });
  return 'ok' in made ? made : { row: made, request: await requestFor(tx, needs, locked, made) };
}

type Owned = { orderId: OrderId; account: string; livemode: boolean; now: Date };

/** The live checkout of an order. One that was made under other keys can't be asked any more, and ends. */
async function ownLive(tx: Database, { orderId, account, livemode, now }: Owned): Promise<CheckoutRow | null> {
  const live = await liveCheckout(tx, orderId);
  if (live === null || (live.account === account && live.livemode === livemode)) return live;
  await giveUp(tx, live, now);
  return null;
}

type NewRow = { amount: number; account: string; livemode: boolean; now: Date };

async function addRow(
  tx: Database,
  { order }: LockedOrder,
  { amount, account, livemode, now }: NewRow,
): Promise<CheckoutRow | Extract<OpenedCheckout, { ok: false }>> {
  const hold = await holdOf(tx, order.holdId);
  if (order.settlement === 'CHECKOUT' && hold?.usedAt === null && !hold.open)
    return { ok: false, because: 'HOLD_ENDED' };
  const attempt = 1 + (await attemptsOf(tx, order.id));
  if (attempt > MOST_ATTEMPTS) return { ok: false, because: 'TOO_OFTEN' };
  const running = hold?.open ? hold : null;
  const expiresAt = checkoutEnd(running, now) ?? after(now, LEAST_SECONDS);
  // An earlier attempt was refused or lost: the hold gets the time that Stripe needs.
  if (running?.expiresAt != null && running.expiresAt < expiresAt)
    await tx
      .update(holds)
      .set({ expiresAt, freesAt: after(expiresAt, MARGIN_SECONDS) })
      .where(eq(holds.id, running.id));
  const id = newId<CheckoutId>();
  const [row] = await tx
    .insert(checkouts)
    .values({
      ...{ id, orderId: order.id, holdId: order.holdId, attempt, amountMinor: amount, currency: order.currency },
      ...{ account, livemode, state: 'PLANNED' as const, expiresAt, madeAt: now },
    })
    .returning();
  if (row === undefined) throw new Error('a checkout was not written');
  return row;
}

/** The same row gives the same request, so that it may be repeated under its key. */
async function requestFor(
  tx: Database,
  { publicUrl }: Needs,
  { order }: LockedOrder,
  row: CheckoutRow,
): Promise<CheckoutRequest> {
  const { lines, delayedMethods } = await soldBy(tx, order);
  return {
    ...{ checkoutId: row.id, orderId: order.id, currency: row.currency, expiresAt: row.expiresAt, delayedMethods },
    ...checkoutLines(order, lines, row.amountMinor),
    payerEmail: payerEmailFor(order.payerEmail),
    statementSuffix: statementSuffix(order.soldAs),
    returnUrl: `${publicUrl}/registrations/return?session_id={CHECKOUT_SESSION_ID}`,
  };
}

async function make(needs: Needs, { row, request }: Planned, now: Date): Promise<OpenedCheckout> {
  const session = await needs.stripe.createCheckout(`checkout:${row.orderId}:${row.attempt}`, request);
  const applied = await applyCheckout(needs.db, needs.stripe, { session, now });
  if (!applied.known) throw new Error(`checkout ${row.id} was made and is not ours`);
  // While Stripe made it, the order was cancelled or its hold ended: nobody must pay there.
  if (applied.stray) return { ok: false, because: whyOver(await endSession(needs, { row: applied.row, now })) };
  if (applied.state !== 'OPEN' || session.url === null) return { ok: false, because: whyOver(applied) };
  return { ok: true, checkoutId: row.id, url: session.url, expiresAt: row.expiresAt };
}

/**
 * Whether an attempt that failed can be given up: Stripe refused what it never began, or an older attempt left nothing there. A
 * fresh attempt without an answer is not given up, because it may still be carried out.
 */
async function isGivenUp(needs: Needs, row: CheckoutRow, now: Date, error: unknown): Promise<boolean> {
  const refused = error instanceof GatewayRefused;
  const old = row.madeAt.getTime() + LOST_MS < now.getTime();
  if (!refused && !(error instanceof GatewayDown && old)) return false;
  // A key that was used with other parameters may have made a session.
  if ((await findLost(needs, { row, now })) === 'FOUND') return true;
  await giveUp(needs.db, row, now);
  const tooSoon = row.expiresAt < after(now, LEAST_SECONDS);
  return old || tooSoon || (refused && error.code === 'idempotency_error');
}
