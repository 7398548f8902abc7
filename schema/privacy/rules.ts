import { createHash } from 'node:crypto';
import type { OrderId } from '../../drizzle/ids.ts';
import type { Purpose } from '../../drizzle/tables/enrollments.ts';
import { laterOf } from '../act.ts';

/** The facts of a certificate that retention uses. `retentionYears` is its organization's current value. */
export type CertificateOnRecord = {
  number: string;
  organization: string;
  purpose: Purpose;
  specimen: boolean;
  issuedAt: Date;
  retentionYears: number;
  /** Of an award's certificate: the last day that was frozen when it was given; null for a plain one. */
  keptUntil: string | null;
};

/** A certificate whose record must be kept until an instant. */
export type Hold = { certificateNumber: string; organization: string; years: number; until: Date };

/** An order with a payment or a document; `keptUntil` is its last day. */
export type OrderOnRecord = { orderId: OrderId; organization: string; keptUntil: string };

/** An order whose record must be kept until an instant. */
export type OrderHold = { orderId: OrderId; organization: string; until: Date };

export type ErasureDecision =
  | { ok: true }
  | { ok: false; because: 'RETENTION'; dueAt: Date; heldBy: Hold[]; heldOrders: OrderHold[] };

const lastFirst = (a: { until: Date }, b: { until: Date }): number => b.until.getTime() - a.until.getTime();

/**
 * The same day and time this many calendar years later, in UTC; 29 February becomes 1 March, so that no rule ends a day early.
 */
export function yearsAfter(instant: Date, years: number): Date {
  const later = new Date(instant);
  later.setUTCFullYear(instant.getUTCFullYear() + years);
  return later;
}

/** The first instant after a day, in UTC. */
const dayAfter = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 3_600_000);

/**
 * Whether a person's record may be erased now, or when the last rule that requires it ends. A provider must keep its records of
 * credit for years (California 4, New York 6, IACET 7; the organization sets how many). A specimen, a course taken for personal
 * growth and an unfinished enrollment are not such records. A seller must keep its records of money as well. All of a person's data
 * waits together: nothing is erased piece by piece.
 */
export function mayErase(
  certificates: readonly CertificateOnRecord[],
  now: Date,
  orders: readonly OrderOnRecord[] = [],
): ErasureDecision {
  const heldBy = certificates
    .filter(({ purpose, specimen }) => purpose === 'CREDIT' && !specimen)
    .map(({ number, organization, issuedAt, retentionYears, keptUntil }) => ({
      certificateNumber: number,
      organization,
      years: retentionYears,
      until: laterOf(yearsAfter(issuedAt, retentionYears), keptUntil === null ? issuedAt : dayAfter(keptUntil)),
    }))
    .filter(({ until }) => until > now)
    .sort(lastFirst);
  const heldOrders = orders
    .map(({ orderId, organization, keptUntil }) => ({ orderId, organization, until: dayAfter(keptUntil) }))
    .filter(({ until }) => until > now)
    .sort(lastFirst);
  const [last] = [...heldBy, ...heldOrders].sort(lastFirst);
  if (last === undefined) return { ok: true };
  return { ok: false, because: 'RETENTION', dueAt: last.until, heldBy, heldOrders };
}

/** What a person sees of their request. */
export type Erasure = {
  requestedAt: Date;
  dueAt: Date;
  carriedOutAt: Date | null;
  heldBy: Hold[];
  heldOrders: OrderHold[];
};

/**
 * The current request. It is never due before the day that the person was shown, and later when they have earned further credit
 * since.
 */
export function standingErasure(
  request: { requestedAt: Date; dueAt: Date; carriedOutAt: Date | null },
  decision: ErasureDecision,
): Erasure {
  if (request.carriedOutAt !== null || decision.ok) return { ...request, heldBy: [], heldOrders: [] };
  const dueAt = new Date(Math.max(decision.dueAt.getTime(), request.dueAt.getTime()));
  const { heldBy, heldOrders } = decision;
  return { ...request, dueAt, heldBy, heldOrders };
}

const dayOf = (instant: Date) => instant.toISOString().slice(0, 10);

/** The request in words, to show to the person. */
export function erasureNotice({ dueAt, carriedOutAt, heldBy, heldOrders }: Erasure): string {
  if (carriedOutAt !== null)
    return 'Your personal data was deleted: name, e-mail address, what you wrote and your sign-in. Your certificates can still be verified by number, and a name typed there can still be compared.';
  const [last] = heldBy;
  const credit =
    last === undefined
      ? ''
      : `${last.organization} must keep its record of credit for ${last.years} years after issue${heldBy.length > 1 ? `; this applies to ${heldBy.length} certificates` : ''}. `;
  const [paid] = heldOrders;
  const money =
    paid === undefined
      ? ''
      : `${paid.organization} must keep its records of money${heldOrders.length > 1 ? `; this applies to ${heldOrders.length} orders` : ''}. `;
  return `${credit}${money}Your personal data will be deleted within a day after ${dayOf(dueAt)}, all at the same time. Until then nothing changes: you can continue learning, and you can cancel the request.`;
}

/**
 * The keys that count a person's exports, and the requests for erasure that they canceled. Each is a hash of their id, so that
 * the table of counts contains no name and no key.
 */
export const exportsKey = (userId: string): string => hashOf(`export ${userId}`);
export const cancellationsKey = (userId: string): string => hashOf(`cancelled erasure ${userId}`);

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
