import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { ERASED } from '../../../drizzle/policy.ts';
import { intensives, users } from '../../../drizzle/schema.ts';
import { eventMail } from '../../registrations/operations/writeMail.ts';
import type { MoneyText } from '../../registrations/rules/moneyTexts.ts';
import type { OrderRow } from '../queries.ts';

type MoneyMail = {
  /** Names what it tells of, so that it is written once. */
  key: string;
  text: MoneyText;
  amountMinor?: number;
  /** Of the document that it is about. */
  label?: string | null;
  dueOn?: string | null;
};

/**
 * A mail to whoever pays, which names what was sold as the statement does. A payer whose mailbox is that of the account gets it
 * there; nobody is mailed for an erased one.
 */
export async function mailPayer(tx: Database, order: OrderRow, mail: MoneyMail): Promise<void> {
  if (order.payerEmail === ERASED) return;
  const { key, text, amountMinor, label = null, dueOn = null } = mail;
  const [placer] = await tx
    .select({ email: users.email, mailAddress: users.mailAddress, timeZone: intensives.timeZone })
    .from(users)
    .innerJoin(intensives, eq(intensives.id, order.intensiveId))
    .where(eq(users.id, order.placedBy));
  const own = order.payerEmail === placer?.email || order.payerEmail === placer?.mailAddress;
  const facts = {
    ...{ soldAs: order.soldAs, currency: order.currency, order: order.id, label, dueOn },
    ...{ timeZone: placer?.timeZone ?? null, amountMinor: amountMinor ?? null, own: own ? 1 : 0 },
  };
  const to = own ? { userId: order.placedBy } : { address: order.payerEmail };
  await eventMail(tx, { key, text, facts, ...to });
}
