import type { MoneyTexts, MoneyTold } from '../shapes.ts';

const DAYS_COUNT = 'Calendar days count, and the last one counts as a whole.';
const BACK = 'Money goes back the way it came. A bank may take some days to show it.';

/** Said where nobody is told who ended the places of two people. */
const notAhead = (what: string): string => `The places for ${what} do not go ahead.`;

/** Who ended a place or places. */
function ended({ endedBy, place, what, reason }: MoneyTold): string {
  const of = `${place} for ${what}`;
  const says = {
    PAYER: `Whoever placed the order canceled ${of}.`,
    PERSON: `Whoever had it gave up ${of}.`,
    ERASED: `Whoever had it closed their account, which ended ${of}.`,
    ORGANIZER: `The organizer canceled ${of}.`,
    EVENT: `The organizer had to cancel the event, which ends ${of}.`,
    LEFT: `The event was moved, and whoever had it gave up ${of}.`,
    LAPSED: `Nothing keeps ${of} any longer.`,
    SOMEBODY: notAhead(what),
  };
  return `${endedBy === null ? `A place that you paid for (${what}) was canceled.` : says[endedBy]}${reason}`;
}

function orderEnded({ endedBy, what, reason }: MoneyTold): string {
  const by = {
    ORGANIZER: `The organizer canceled the order for ${what}.`,
    EVENT: `The organizer had to cancel the event, which ends the order for ${what}.`,
    PAYER: `Whoever placed the order for ${what} canceled it.`,
    PERSON: `Whoever had the place gave it up, which ends the order for ${what}.`,
    SOMEBODY: notAhead(what),
  };
  const known = endedBy !== null && Object.hasOwn(by, endedBy) ? by[endedBy as keyof typeof by] : null;
  return `${known ?? `The order for ${what} was canceled.`}${reason}`;
}

function refundWhy(told: MoneyTold): string {
  if (told.endedBy !== null) return `${ended(told)}\n\n`;
  return told.decided ? `The organizer decided this for ${told.place}.${told.reason}\n\n` : '';
}

/** What had been paid of an order that ends; nothing when nothing had. */
const comesBack = ({ has, amount }: MoneyTold): string =>
  has ? `\n\nWe send the ${amount} that was paid back, and write again once it is done. ${BACK}` : '';

const stillOpen = ({ amount, parts, inParts, due }: MoneyTold): string => {
  if (parts === '') return `${amount} is still open.`;
  return inParts
    ? `${amount} is still open: ${parts}. ${DAYS_COUNT}`
    : `${amount} is still open, to be paid by ${due}. ${DAYS_COUNT}`;
};

/** The mails about money. */
export const money: MoneyTexts = {
  ORDER_INVOICED: {
    subject: 'Your invoice',
    says: (told) => `Invoice ${told.document} over ${told.amount} for ${told.what} is ready.${told.attached}
${told.inParts ? `\nIt is paid in two parts: ${told.parts}.\n` : ''}
We keep the place until ${told.due}, the last day to pay${told.inParts ? ' the first part' : ''}. ${DAYS_COUNT}

${told.howToPay}

${told.see}`,
  },
  ORDER_PAID: {
    subject: 'Your payment has arrived',
    says: ({ what, amount, attached, see }) => `We have ${amount} for ${what}. Nothing more is owed.${attached}

${see}`,
  },
  PAYMENT_RECEIVED: {
    subject: 'Your payment has arrived',
    says: (told) => `Your payment for ${told.what} has arrived. ${stillOpen(told)}

${told.see}`,
  },
  PAYMENT_DUE: {
    subject: 'A payment is due soon',
    says: ({
      what,
      amount,
      due,
      attached,
      howToPay,
      see,
    }) => `${amount} for ${what} is due by ${due}. ${DAYS_COUNT}${attached}

${howToPay}

If you have paid already, you need do nothing. ${see}`,
  },
  PAYMENT_OVERDUE: {
    subject: 'A payment is overdue',
    says: ({
      what,
      amount,
      due,
      attached,
      howToPay,
      write,
      see,
    }) => `${amount} for ${what} was due by ${due} and has not arrived.${attached}

Please pay it now, or ${write}. ${howToPay}

${see}`,
  },
  PAYMENT_UNDONE: {
    subject: 'About your payment',
    says: (
      told,
    ) => `We had recorded a payment of ${told.undone} for ${told.what} by mistake, and have taken that back.${told.reason}${told.calledOff}

${told.has ? `${stillOpen(told)} ` : ''}${told.stays ? 'The place stays as it is.' : 'We keep the place until then.'} If this is wrong, ${told.write}. ${told.see}`,
  },
  INVOICE_LAPSED: {
    subject: 'Your place is no longer kept',
    says: (told) => `The last day to pay for ${told.what} has passed, so the place is no longer kept.

Nothing is owed any more: a credit note cancels ${told.document}.${told.attached}${comesBack(told)} ${told.see}`,
  },
  ORDER_CANCELLED: {
    subject: 'Your order was canceled',
    says: (told) => `${orderEnded(told)} Nothing is owed for it any more.${told.attached}${comesBack(told)}

${told.see}`,
  },
  PLACE_GIVEN_UP: {
    subject: 'A place was canceled',
    says: (told) => `${ended(told)} By the policy that you accepted, nothing is paid back.${told.attached}

${told.see}`,
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
    says: (
      told,
    ) => `${refundWhy(told)}We send ${told.amount} for ${told.what} back to you, and write again once it is done.${told.attached}

${BACK} ${told.see}`,
  },
  REFUNDED: {
    subject: 'Your money was sent back',
    says: ({ what, amount, attached, see }) => `We have sent ${amount} for ${what} back to you.${attached}

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
  PAYMENT_TAKEN_BACK: {
    subject: 'About your payment',
    says: (told) => `Your bank took ${told.amount} for ${told.what} back, and decided for good.

The place is still kept, but where it is and its link are no longer shown. To keep it or to give it up, ${told.write}.

${told.see}`,
  },
  REFUND_TO_SEND: {
    subject: 'A refund waits for you',
    says: ({
      what,
      amount,
      see,
    }) => `A refund of ${amount} for ${what} waits until you send it by bank and confirm it. Others of the same day are not announced
one by one.

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
      until,
      see,
    }) => `A bank disputes a payment for ${what}: ${amount}. If you want to keep it, answer until ${until}; after
that it is lost. The order shows what the answer would say.

${see}`,
  },
};
