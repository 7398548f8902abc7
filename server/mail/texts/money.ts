import { dateInWords } from '../../../certificates/words.ts';
import { endOfDayInWords } from '../../../schema/intensives/rules/times.ts';
import { moneyInWords } from '../../../schema/money.ts';
import type { EventText, MailFacts } from '../../../schema/registrations/rules/mails.ts';
import { MONEY_TEXTS, type MoneyText } from '../../../schema/registrations/rules/moneyTexts.ts';

/** What was sold is named as on the statement: a payer's mailbox is read by others. */
type Told = { what: string; amount: string; document: string; due: string; see: string };
type Words = { subject: string; says: (told: Told) => string };

const DAYS_COUNT = 'Calendar days count, and the last one counts as a whole.';
const BACK = 'Money goes back the way it came. A bank may take some days to show it.';

const WORDS: Record<MoneyText, Words> = {
  ORDER_INVOICED: {
    subject: 'Your invoice',
    says: ({ what, amount, document, due, see }) => `Invoice ${document} over ${amount} for ${what} is ready.

We keep the place until ${due}, the last day to pay. ${DAYS_COUNT}

Please name ${document} with your payment. ${see}`,
  },
  ORDER_PAID: {
    subject: 'Your payment has arrived',
    says: ({ what, amount, see }) => `We have ${amount} for ${what}. Nothing more is owed.

${see}`,
  },
  PAYMENT_RECEIVED: {
    subject: 'Your payment has arrived',
    says: ({ what, amount, due, see }) => `Your payment for ${what} has arrived. ${amount} is still open${due}

${see}`,
  },
  PAYMENT_DUE: {
    subject: 'A payment is due soon',
    says: ({ what, amount, document, due, see }) => `${amount} for ${what} is due by ${due}. ${DAYS_COUNT}

Please name ${document} with your payment. If you have paid already, you need do nothing. ${see}`,
  },
  PAYMENT_OVERDUE: {
    subject: 'A payment is overdue',
    says: ({ what, amount, document, due, see }) => `${amount} for ${what} was due by ${due} and has not arrived.

Please pay it now, naming ${document}, or write to us. ${see}`,
  },
  PAYMENT_UNDONE: {
    subject: 'About your payment',
    says: ({ what, amount, due, see }) => `A payment for ${what} had been recorded by mistake. ${amount} is open again.

We keep the place until ${due}, the last day to pay. ${DAYS_COUNT} ${see}`,
  },
  INVOICE_LAPSED: {
    subject: 'Your place is no longer kept',
    says: ({ what, document, see }) => `The last day to pay for ${what} has passed, so the place is no longer kept.

Nothing is owed any more: a credit note cancels ${document}. ${see}`,
  },
  ORDER_CANCELLED: {
    subject: 'Your order was canceled',
    says: ({ what, see }) => `The order for ${what} was canceled. Nothing is owed for it any more.

${see}`,
  },
  PLACE_GIVEN_UP: {
    subject: 'A place was canceled',
    says: ({
      what,
      see,
    }) => `A place that you paid for (${what}) was canceled. By the policy that you accepted, nothing is
paid back.

${see}`,
  },
  PAID_TOO_LATE: {
    subject: 'Your money comes back',
    says: ({
      what,
      amount,
      see,
    }) => `Your payment for ${what} arrived when no place was kept for it any more and none was left.
We send ${amount} back.

${BACK} ${see}`,
  },
  PAID_TWICE: {
    subject: 'Your money comes back',
    says: ({
      what,
      amount,
      see,
    }) => `${what} had been paid already. We send the second payment of ${amount} back. The place stays.

${BACK} ${see}`,
  },
  PAID_TOO_MUCH: {
    subject: 'Your money comes back',
    says: ({ what, amount, see }) => `You paid more than ${what} costs. We send ${amount} back. The place stays.

${BACK} ${see}`,
  },
  REFUND_REQUESTED: {
    subject: 'Your money comes back',
    says: ({ what, amount, see }) => `We send ${amount} for ${what} back to you, and write again once it is done.

${BACK} ${see}`,
  },
  REFUNDED: {
    subject: 'Your money was sent back',
    says: ({ what, amount, see }) => `We have sent ${amount} for ${what} back to you.

${BACK} ${see}`,
  },
  REFUND_FAILED: {
    subject: 'About your refund',
    says: ({
      what,
      amount,
      see,
    }) => `The refund of ${amount} for ${what} could not be carried out. We look for another way and write
to you.

${see}`,
  },
  REFUND_STUCK: {
    subject: 'A refund needs you',
    says: ({
      what,
      amount,
      see,
    }) => `A refund of ${amount} for ${what} could not be carried out, and the payer was told so. Find another way,
such as a transfer by bank, and write to them.

${see}`,
  },
  DISPUTE_OPENED: {
    subject: 'A payment is disputed',
    says: ({
      what,
      amount,
      due,
      see,
    }) => `A bank disputes a payment for ${what}: ${amount}. If you want to keep it, answer until ${due}; after
that it is lost. The order shows what the answer would say.

${see}`,
  },
};

const MONEY: readonly EventText[] = MONEY_TEXTS;
export const isMoneyText = (text: EventText): text is MoneyText => MONEY.includes(text);

/** A mail that was written before its facts named a zone has the day alone. */
function dayOf({ dueOn, timeZone }: MailFacts): string | null {
  if (typeof dueOn !== 'string') return null;
  return typeof timeZone === 'string' ? endOfDayInWords(dueOn, timeZone) : `the end of ${dateInWords(dueOn)}`;
}

const laterDay = (day: string | null): string => (day === null ? '.' : `, to be paid until ${day}. ${DAYS_COUNT}`);

/** The subject and the body of a mail to a payer. */
export function moneyWords(text: MoneyText, facts: MailFacts, publicUrl: string): { subject: string; text: string } {
  const { soldAs, amountMinor, currency, label, own } = facts;
  const { subject, says } = WORDS[text];
  const day = dayOf(facts);
  const told = {
    what: typeof soldAs === 'string' ? `“${soldAs}”` : 'your place',
    amount: typeof amountMinor === 'number' ? moneyInWords(amountMinor, String(currency)) : 'an amount',
    document: typeof label === 'string' ? label : 'the invoice',
    due: text === 'PAYMENT_RECEIVED' ? laterDay(day) : (day ?? 'the agreed day'),
    see:
      own === 0
        ? `Whoever placed the order finds it, with its documents, at ${publicUrl}.`
        : `Sign in at ${publicUrl} to see the order and its documents.`,
  };
  return { subject, text: `${says(told)}\n` };
}
