import type { Database } from '../../../drizzle/client.ts';
import type { OrderId } from '../../../drizzle/ids.ts';
import type { Gateway } from '../../gateway.ts';
import { GatewayDown } from '../../gateway.ts';
import { smallestCharge } from '../../money.ts';
import { BelowMinimumError, CheckoutOverError, PaymentsDownError, PaymentsUnavailableError } from '../errors.ts';
import { WHY_NOT_PAYABLE } from '../rules/refusals.ts';
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
 * PaymentsDown, BelowMinimum, CheckoutOver.
 */
export async function openPayment(till: Till, { currency, ...wanted }: Paying): Promise<Payment | null> {
  const { db, stripe, stripeSeller, publicUrl } = till;
  if (stripe === null) throw new PaymentsUnavailableError();
  const opened = await askingStripe(wanted.orderId, () =>
    openCheckout({ db, stripe, stripeSeller, publicUrl }, wanted),
  );
  if (opened.ok) return { url: opened.url, expiresAt: opened.expiresAt };
  if (opened.because === 'PAID' || opened.because === 'PAYING') return null;
  if (opened.because === 'BELOW_MINIMUM') throw new BelowMinimumError(smallestCharge(currency), currency);
  if (opened.because === 'OTHER_SELLER') throw new PaymentsUnavailableError();
  throw new CheckoutOverError(opened.because, WHY_NOT_PAYABLE[opened.because]);
}
