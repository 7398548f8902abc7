import type { Database } from '../../../drizzle/client.ts';
import type { OrderId } from '../../../drizzle/ids.ts';
import { type Gateway, GatewayDown, GatewayRefused } from '../../gateway.ts';
import { LARGEST_CHARGE, smallestCharge } from '../../money.ts';
import {
  AmountTooHighError,
  BelowMinimumError,
  CheckoutOverError,
  PaymentRefusedError,
  PaymentsDownError,
  PaymentsUnavailableError,
} from '../errors.ts';
import { liveCheckout } from '../queries/checkouts.ts';
import { lockOrder } from '../queries.ts';
import { WHY_NOT_PAYABLE } from '../rules/refusals.ts';
import { freeSeats } from './freeSeats.ts';
import { openCheckout } from './stripe/openCheckout.ts';

/** What verbs need that may ask Stripe. `stripe` is null, and `stripeSeller` with it, where no keys are set. */
export type Till = { db: Database; stripe: Gateway | null; stripeSeller: string | null; publicUrl: string };

/** Where a buyer pays, and until when. */
export type Payment = { url: string; expiresAt: Date };

/** Does what asks Stripe. Throws PaymentsDown, which names the order, while Stripe does not answer. */
export async function askingStripe<Done>(orderId: OrderId, work: () => Promise<Done>): Promise<Done> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof GatewayDown ? new PaymentsDownError(orderId) : error;
  }
}

type Paying = { orderId: OrderId; currency: string; amountMinor?: number; now: Date };

/**
 * The address where an order is paid now. Null when it was paid meanwhile, or its money is on its way. Throws PaymentsUnavailable,
 * PaymentsDown, PaymentRefused, BelowMinimum, AmountTooHigh, CheckoutOver.
 */
export async function openPayment(till: Till, { currency, ...wanted }: Paying): Promise<Payment | null> {
  const { db, stripe, stripeSeller, publicUrl } = till;
  if (stripe === null) throw new PaymentsUnavailableError();
  const opened = await askingStripe(wanted.orderId, () =>
    openCheckout({ db, stripe, stripeSeller, publicUrl }, wanted),
  ).catch((error: unknown) => refused(db, wanted, error));
  if (opened.ok) return { url: opened.url, expiresAt: opened.expiresAt };
  if (opened.because === 'PAID' || opened.because === 'PAYING') return null;
  if (opened.because === 'BELOW_MINIMUM') throw new BelowMinimumError(smallestCharge(currency), currency);
  if (opened.because === 'ABOVE_MAXIMUM') throw new AmountTooHighError(LARGEST_CHARGE, currency);
  if (opened.because === 'OTHER_SELLER') throw new PaymentsUnavailableError();
  throw new CheckoutOverError(opened.because, WHY_NOT_PAYABLE[opened.because]);
}

/** What Stripe refused to begin is not kept for anybody, unless something of it can still be paid. */
async function refused(
  db: Database,
  { orderId, now }: Pick<Paying, 'orderId' | 'now'>,
  error: unknown,
): Promise<never> {
  if (!(error instanceof GatewayRefused)) throw error;
  await db.transaction(async (tx) => {
    const locked = await lockOrder(tx, orderId);
    if (locked === null || (await liveCheckout(tx, orderId)) !== null) return;
    await freeSeats(tx, locked, { because: 'PAYMENT_FAILED', now });
  });
  throw new PaymentRefusedError();
}
