import type { IntensiveKind } from '../../../drizzle/tables/intensives.ts';
import type { AcceptedPolicy } from '../../../drizzle/tables/orders.ts';
import type { Evidence } from '../../gateway.ts';
import { isDiscreet } from '../../intensives/rules/shown.ts';
import { tellingWords } from '../../intensives/rules/telling.ts';
import { moneyInWords } from '../../money.ts';

type Facts = {
  order: {
    id: string;
    soldAs: string;
    payerName: string;
    payerEmail: string;
    currency: string;
    totalMinor: number;
    madeAt: Date;
    policy: AcceptedPolicy;
  };
  /** What was sold: a bank that is told of it must not learn more than the statement says. */
  event: { kind: IntensiveKind; title: string; neutralName: string | null };
  places: number;
  mails: readonly { text: string; sentAt: Date }[];
};

const before = ({ unit, count }: AcceptedPolicy['refundTiers'][number]['until']): string =>
  unit === 'HOURS' ? `${count} hours before the start` : `${count} calendar days before the start`;

const inWords = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const LEFT_OUT = 'The policy has further words. They are left out here because they tell what was bought.';

/**
 * The policy as it was accepted: its words, and what it gives back until when. An organizer wrote the words, so that they may name an
 * event that has a neutral name.
 */
function policyText({ text, refundTiers, sha256, acceptedAt }: AcceptedPolicy, event: Facts['event']): string {
  const tiers = refundTiers.map(({ until, percent }) => `Until ${before(until)}: ${percent} % back.`);
  return [
    `The buyer was shown this policy and accepted it on ${inWords(new Date(acceptedAt))}, before paying (SHA-256 ${sha256}).`,
    ...tiers,
    isDiscreet(event) && tellingWords(text, [event]).length > 0 ? LEFT_OUT : text,
  ].join('\n');
}

/**
 * What a bank is told when its customer disputes a payment: the order, the policy as it was accepted, and which mails were sent.
 * Nothing of what the event was about, who came, or what anybody said there.
 */
export function evidenceOf({ order, event, places, mails }: Facts): Evidence {
  const { soldAs, currency, totalMinor, madeAt } = order;
  const sold = `${places === 1 ? 'A place' : `${places} places`}, sold as "${soldAs}", for ${moneyInWords(totalMinor, currency)}.`;
  const sent = mails.map(({ text, sentAt }) => `${inWords(sentAt)}: ${text.toLowerCase().replaceAll('_', ' ')}`);
  return {
    product_description: sold,
    customer_name: order.payerName,
    customer_email_address: order.payerEmail,
    refund_policy_disclosure: policyText(order.policy, event).slice(0, 20_000),
    uncategorized_text: [
      `Order ${order.id} was placed on ${inWords(madeAt)} by a signed-in account.`,
      sent.length === 0 ? 'No mail was sent.' : 'Mails that were sent to the buyer:',
      ...sent,
    ]
      .join('\n')
      .slice(0, 20_000),
  };
}
