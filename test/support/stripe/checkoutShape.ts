import { z } from 'zod';
import { boolean, created, currency, integer, listOf, metadata, PAGE, text } from './form.ts';

/** Every method that Checkout knows in version 2026-10-28.endive. */
const METHODS = [
  ...['acss_debit', 'affirm', 'afterpay_clearpay', 'alipay', 'alma', 'amazon_pay', 'au_becs_debit', 'bacs_debit'],
  ...['bancontact', 'billie', 'bizum', 'blik', 'boleto', 'card', 'cashapp', 'crypto', 'customer_balance', 'eps', 'fpx'],
  ...['giropay', 'grabpay', 'ideal', 'kakao_pay', 'klarna', 'konbini', 'kr_card', 'link', 'mb_way', 'mobilepay'],
  ...[
    'multibanco',
    'naver_pay',
    'nz_bank_account',
    'oxxo',
    'p24',
    'pay_by_bank',
    'payco',
    'paynow',
    'paypal',
    'paypay',
  ],
  ...['payto', 'pix', 'promptpay', 'revolut_pay', 'samsung_pay', 'satispay', 'scalapay', 'sepa_debit', 'sequra'],
  ...['sofort', 'sunbit', 'swish', 'twint', 'upi', 'us_bank_account', 'wechat_pay', 'zip'],
] as const;

/** Methods whose money arrives days after the buyer agreed. */
export const DELAYED: readonly string[] = [
  ...['acss_debit', 'au_becs_debit', 'bacs_debit', 'boleto', 'customer_balance', 'konbini', 'multibanco'],
  ...['nz_bank_account', 'oxxo', 'payto', 'sepa_debit', 'us_bank_account'],
];

const enabled = z.strictObject({ enabled: boolean });
const url = text().regex(/^https?:\/\//, 'must be a web address');

/** A part of a bank statement: letters that every bank prints, one of them from the alphabet. */
const statementPart = z
  .string()
  .min(1)
  .max(22)
  .regex(/^[ -~]*$/, 'must be Latin')
  .regex(/^[^<>\\'"*]*$/, 'must not contain any of < > \\ \' " *')
  .regex(/[A-Za-z]/, 'must contain a letter');

const priceData = z.strictObject({
  currency,
  product_data: z.strictObject({
    name: text(250),
    description: text(500).optional(),
    metadata: metadata.optional(),
  }),
  tax_behavior: z.enum(['exclusive', 'inclusive', 'unspecified']).optional(),
  unit_amount: integer.refine((amount) => amount >= 0, { message: 'must not be negative' }),
});

/**
 * Parameters of a Checkout Session, as far as the service may need them: every other one is unknown here, those that version 23
 * of the SDK removed among them.
 */
export const sessionShape = z.strictObject({
  adaptive_pricing: enabled.optional(),
  after_expiration: z.strictObject({ recovery: enabled.optional() }).optional(),
  allow_promotion_codes: boolean.optional(),
  allowed_payment_method_types: listOf(z.enum(METHODS)).optional(),
  automatic_tax: enabled.optional(),
  billing_address_collection: z.enum(['auto', 'required']).optional(),
  cancel_url: url.optional(),
  client_reference_id: text(200).optional(),
  customer_creation: z.enum(['always', 'if_required']).optional(),
  customer_email: z
    .string()
    .max(512)
    .regex(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'must be a mail address')
    .optional(),
  discounts: listOf(z.strictObject({ coupon: text().optional(), promotion_code: text().optional() }), 1).optional(),
  excluded_payment_method_types: listOf(z.enum(METHODS)).optional(),
  expand: listOf(text()).optional(),
  expires_at: integer.optional(),
  invoice_creation: enabled.optional(),
  line_items: listOf(
    z.strictObject({
      adjustable_quantity: enabled.optional(),
      price_data: priceData,
      quantity: integer.refine((quantity) => quantity >= 1 && quantity <= 999_999, { message: 'must be at least 1' }),
    }),
  ),
  locale: text(10).optional(),
  metadata: metadata.optional(),
  mode: z.literal('payment'),
  payment_intent_data: z
    .strictObject({
      description: text(1000).optional(),
      metadata: metadata.optional(),
      receipt_email: text(512).optional(),
      setup_future_usage: z.enum(['off_session', 'on_session']).optional(),
      statement_descriptor_suffix: statementPart.optional(),
    })
    .optional(),
  phone_number_collection: enabled.optional(),
  submit_type: z.enum(['auto', 'book', 'donate', 'pay', 'subscribe']).optional(),
  success_url: url,
  ui_mode: z.enum(['hosted_page']).optional(),
  wallet_options: z
    .strictObject({ link: z.strictObject({ display: z.enum(['auto', 'never']) }).optional() })
    .optional(),
});
export type SessionParameters = z.output<typeof sessionShape>;

export const sessionListShape = z.strictObject({
  ...PAGE,
  created: created.optional(),
  payment_intent: text().optional(),
  status: z.enum(['complete', 'expired', 'open']).optional(),
});

export const couponShape = z.strictObject({
  id: text(200).optional(),
  amount_off: integer.refine((amount) => amount >= 1, { message: 'must be at least 1' }),
  currency,
  duration: z.enum(['forever', 'once', 'repeating']),
  max_redemptions: integer.refine((times) => times >= 1, { message: 'must be at least 1' }).optional(),
  metadata: metadata.optional(),
  name: text(40).optional(),
});

export const onlyExpand = z.strictObject({ expand: listOf(text()).optional() });
