import type { Evidence } from '../../gateway.ts';
import { deadlineInWords } from '../../intensives/rules/deadline.ts';
import { moneyInWords } from '../../money.ts';
import type { OrderRow } from '../queries.ts';

type Sent = { subject: string; sentAt: Date };
type Facts = {
  order: OrderRow;
  places: number;
  /** The day on which it takes place, there; null when it has no agenda. */
  day: string | null;
  timeZone: string;
  documents: readonly string[];
  mails: readonly Sent[];
};

/** How much a bank reads of one field. */
const MOST = 20_000;
const at = (instant: Date | string): string => `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/**
 * What a bank is told of a payment that it disputes: the order, the policy as the payer accepted it, and the mails that were sent. What
 * happens at the event, who comes and what they say about themselves are never evidence.
 */
export function evidenceOf({ order, places, day, timeZone, documents, mails }: Facts): Evidence {
  const { policy, soldAs, totalMinor, currency, madeAt, settledAt } = order;
  const tiers = policy.refundTiers.map(
    ({ percent, until }) => `${percent} % back ${deadlineInWords(until, timeZone)}.`,
  );
  const terms = [
    ...(tiers.length === 0 ? ['Nothing is given back.'] : tiers),
    policy.text,
    `The payer accepted this text at ${at(policy.acceptedAt)}. Its SHA-256 is ${policy.sha256}.`,
  ].join('\n');
  const count = places === 1 ? '1 place' : `${places} places`;
  const lines = [
    `Order ${order.id}: ${count}, "${soldAs}", ${moneyInWords(totalMinor, currency)}, placed at ${at(madeAt)}.`,
    ...(settledAt === null ? [] : [`Paid and confirmed at ${at(settledAt)}.`]),
    ...(documents.length === 0 ? [] : [`Documents: ${documents.join(', ')}.`]),
    ...mails.map(({ subject, sentAt }) => `Mail sent at ${at(sentAt)}: ${subject}.`),
  ];
  return {
    product_description: `${count}, "${soldAs}"`,
    customer_name: order.payerName,
    customer_email_address: order.payerEmail,
    ...(day === null ? {} : { service_date: day }),
    refund_policy_disclosure: terms.slice(0, MOST),
    cancellation_policy_disclosure: terms.slice(0, MOST),
    uncategorized_text: lines.join('\n').slice(0, MOST),
  };
}

/** The words of a piece of evidence, by Stripe's names. */
export const EVIDENCE_NAMES = {
  product_description: 'What was sold',
  customer_name: 'Payer',
  customer_email_address: 'Mailbox of the payer',
  service_date: 'Day',
  refund_policy_disclosure: 'Refunds, as accepted',
  cancellation_policy_disclosure: 'Cancellation, as accepted',
  access_activity_log: 'Access',
  uncategorized_text: 'Order and mails',
} as const satisfies Record<keyof Evidence, string>;
