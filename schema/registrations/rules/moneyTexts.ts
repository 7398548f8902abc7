/** The mails to whoever pays, and the last three to members of the organization that sells. Their words are in server/mail/texts. */
export const MONEY_TEXTS = [
  'ORDER_INVOICED',
  'ORDER_PAID',
  'PAYMENT_RECEIVED',
  'PAYMENT_DUE',
  'PAYMENT_OVERDUE',
  'PAYMENT_UNDONE',
  'INVOICE_LAPSED',
  'ORDER_CANCELLED',
  'PLACE_GIVEN_UP',
  'PAID_TOO_LATE',
  'PAID_TWICE',
  'PAID_TOO_MUCH',
  'REFUND_REQUESTED',
  'REFUNDED',
  'REFUND_FAILED',
  'PAYMENT_TAKEN_BACK',
  'REFUND_TO_SEND',
  'REFUND_STUCK',
  'DISPUTE_OPENED',
] as const;
export type MoneyText = (typeof MONEY_TEXTS)[number];
