/**
 * Payment methods whose answer is final at once (Stripe's guides to payment methods, read in November 2026). Methods that show the
 * purchase elsewhere, such as a loan or a wallet with receipts of its own, are left out.
 */
export const IMMEDIATE = [
  'card',
  'bancontact',
  'blik',
  'eps',
  'ideal',
  'mb_way',
  'mobilepay',
  'p24',
  'swish',
  'twint',
] as const;

/** Methods whose money arrives, or fails, days later. */
export const DELAYED = ['acss_debit', 'au_becs_debit', 'bacs_debit', 'sepa_debit', 'us_bank_account'] as const;
