import type { CHECKOUT_STATES } from '../../../drizzle/tables/checkouts.ts';
import type { CheckoutRequest, ReadIntent, ReadSession } from '../../gateway.ts';

export type CheckoutState = (typeof CHECKOUT_STATES)[number];

const MINUTE = 60;
/** A Checkout Session lives for 30 minutes to 24 hours; a minute more allows for the way there. */
export const LEAST_SECONDS = 31 * MINUTE;
const MOST_SECONDS = 23 * 60 * MINUTE;
/** How long after its end a hold keeps its seats, so that a payment of the last second finds them. */
export const MARGIN_SECONDS = 10 * MINUTE;
/** How often a checkout of an order may be made anew. */
export const MOST_ATTEMPTS = 12;

export type Outcome =
  | { kind: 'OPEN' }
  | { kind: 'EXPIRED' }
  | { kind: 'PROCESSING'; intent: ReadIntent }
  | { kind: 'FAILED'; intent: ReadIntent }
  | { kind: 'PAID'; intent: ReadIntent };

/** What a session says, whatever event brought us to read it. Null when it says nothing that we ever ask for. */
export function outcomeOf({ status, paid, intent }: ReadSession): Outcome | null {
  if (status === 'open') return { kind: 'OPEN' };
  if (status === 'expired') return { kind: 'EXPIRED' };
  if (intent === null) return null;
  if (paid) return intent.state === 'SUCCEEDED' ? { kind: 'PAID', intent } : { kind: 'PROCESSING', intent };
  return intent.state === 'FAILED' ? { kind: 'FAILED', intent } : { kind: 'PROCESSING', intent };
}

const RANK: Record<CheckoutState, number> = { PLANNED: 0, OPEN: 1, PROCESSING: 2, COMPLETE: 3, EXPIRED: 3, FAILED: 3 };

/**
 * Whether a row may come into a state. It only moves on, so that news read earlier and told later changes nothing. A row that was
 * given up because nothing was found at Stripe may still turn out to have a session.
 */
export function mayTurn(row: { state: CheckoutState; sessionId: string | null }, to: CheckoutState): boolean {
  const givenUp = row.state === 'EXPIRED' && row.sessionId === null;
  return givenUp || RANK[to] > RANK[row.state];
}

type Hold = { expiresAt: Date | null };

/**
 * When a checkout ends: with its hold, or within a day. Null when the hold ends too soon for Stripe, so that it must be extended
 * first.
 */
export function checkoutEnd(hold: Hold | null, now: Date): Date | null {
  const latest = after(now, MOST_SECONDS);
  if (hold?.expiresAt == null || hold.expiresAt > latest) return latest;
  return hold.expiresAt < after(now, LEAST_SECONDS - MINUTE / 2) ? null : hold.expiresAt;
}

export const after = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000);

type Line = { priceMinor: number; discountMinor: number };
type Order = { soldAs: string; totalMinor: number };

/** What Checkout lists: equal places as one line and the discount of all, or one line when only a part of the order is paid. */
export function checkoutLines(
  order: Order,
  lines: readonly Line[],
  amountMinor: number,
): Pick<CheckoutRequest, 'lines' | 'discountMinor'> {
  const name = order.soldAs;
  if (amountMinor !== order.totalMinor)
    return { lines: [{ name, unitMinor: amountMinor, quantity: 1 }], discountMinor: 0 };
  const byPrice = new Map<number, number>();
  for (const { priceMinor } of lines) byPrice.set(priceMinor, (byPrice.get(priceMinor) ?? 0) + 1);
  return {
    lines: [...byPrice].map(([unitMinor, quantity]) => ({ name, unitMinor, quantity })),
    discountMinor: lines.reduce((sum, { discountMinor }) => sum + discountMinor, 0),
  };
}

/** What a statement can hold beside the account's own ten characters, a star and a blank: 22 in all. */
const MOST_SUFFIX = 10;

/** The end of the line on a statement, in the letters that every bank prints; null when nothing is left of the name. */
export function statementSuffix(soldAs: string): string | null {
  const plain = soldAs
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9 ]/g, '')
    .replaceAll(/ +/g, ' ')
    .trim()
    .toUpperCase()
    .slice(0, MOST_SUFFIX)
    .trim();
  return /[A-Z]/.test(plain) ? plain : null;
}

/** An address that Stripe takes; null leaves it to the buyer. */
export function payerEmailFor(email: string): string | null {
  return /^[!-~]+@[!-~]+\.[A-Za-z]{2,}$/.test(email) && email.length <= 200 ? email : null;
}
