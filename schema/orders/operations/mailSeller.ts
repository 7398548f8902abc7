import type { Database } from '../../../drizzle/client.ts';
import { mailMembers } from '../../registrations/operations/mailMembers.ts';
import type { MailFacts } from '../../registrations/rules/mails.ts';
import type { MoneyText } from '../../registrations/rules/moneyTexts.ts';
import type { OrderRow } from '../queries.ts';

type SellerMail = {
  key: string;
  text: MoneyText;
  amountMinor: number;
  /** The last moment to answer, and the zone in which it is shown. */
  until?: { endsAt: Date; timeZone: string } | null;
};

/** A mail to the owners and organizers of the organization that sells: money waits for something that only they can do. */
export async function mailSeller(
  tx: Database,
  { id, soldAs, currency, organizationId }: OrderRow,
  { key, text, amountMinor, until = null }: SellerMail,
): Promise<void> {
  // The order has another name than in mails to its payer, so that none of these is taken for one.
  const times: MailFacts = until === null ? {} : { endsAt: until.endsAt.toISOString(), timeZone: until.timeZone };
  const facts: MailFacts = { soldAs, currency, amountMinor, ...times, label: null, own: 1, about: id };
  await mailMembers(tx, { organizationId, permission: 'MANAGE_MONEY', key, text, facts });
}
