import { sql } from 'drizzle-orm';
import { check, date, index, integer, jsonb, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type {
  HoldId,
  IntensiveCodeId,
  IntensiveId,
  IntensivePriceId,
  OrderId,
  OrderLineId,
  OrganizationId,
  RegistrationId,
  UserId,
} from '../ids.ts';
import { ERASED, policy } from '../policy.ts';
import { users } from './accounts.ts';
import { intensiveCodes, intensivePrices, type TAX_TREATMENTS } from './intensivePrices.ts';
import { type IntensivePolicy, intensives } from './intensives.ts';
import { organizations } from './organizations.ts';
import { holds, registrations } from './registrations.ts';

export const PAYER_KINDS = ['PERSON', 'ORGANIZATION'] as const;
/** CHECKOUT is paid at once at Stripe, INVOICE later by any method, FREE has no money. */
export const SETTLEMENTS = ['CHECKOUT', 'INVOICE', 'FREE'] as const;
/** A line sells a kind. Only PLACE is sold today. */
export const LINE_KINDS = ['PLACE', 'CREDIT_FEE', 'COURSE_ACCESS', 'BUNDLE'] as const;

/** The organization's choice of tax, as it stood when the order was made. */
export type FrozenTax = {
  treatment: (typeof TAX_TREATMENTS)[number];
  rateHundredths: number;
  registrationNumber: string | null;
  words: string;
  source: string;
};

/** The policy that the payer accepted, and its SHA-256 in hexadecimal. */
export type AcceptedPolicy = IntensivePolicy & { sha256: string; acceptedAt: string };

/**
 * What a payer owes an organization. Money is in minor units of `currency`; prices include tax. Amounts, tax and policy are frozen
 * when the order is made. keptUntil is the last day on which the record must be kept. Whether it is paid follows from payments
 * and refunds.
 */
export const orders = snakeCase.table(
  'orders',
  {
    id: idColumn<OrderId>(),
    organizationId: uuid()
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    intensiveId: uuid()
      .$type<IntensiveId>()
      .notNull()
      .references(() => intensives.id),
    placedBy: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    payerKind: text({ enum: PAYER_KINDS }).notNull(),
    payerName: text().notNull(),
    /** Lines of a postal address, without the country. */
    payerAddress: text(),
    /** ISO 3166. */
    payerCountry: text(),
    payerTaxId: text(),
    payerEmail: text().notNull(),
    purchaseOrder: text(),
    settlement: text({ enum: SETTLEMENTS }).notNull(),
    currency: text().notNull(),
    netMinor: integer().notNull(),
    taxMinor: integer().notNull(),
    totalMinor: integer().notNull(),
    priceId: uuid()
      .$type<IntensivePriceId>()
      .notNull()
      .references(() => intensivePrices.id),
    codeId: uuid()
      .$type<IntensiveCodeId>()
      .references(() => intensiveCodes.id),
    tax: jsonb().$type<FrozenTax>(),
    policy: jsonb().$type<AcceptedPolicy>().notNull(),
    /** What statement, receipt and mail say is sold: the title, or the neutral name. */
    soldAs: text().notNull(),
    holdId: uuid()
      .$type<HoldId>()
      .references(() => holds.id),
    madeAt: instant().notNull(),
    /** When it was first fully paid, or confirmed without money. */
    settledAt: instant(),
    cancelledAt: instant(),
    /** The last day to pay what is owed again since a payment was undone; null when none was, or it is paid. */
    owedAgainOn: date({ mode: 'string' }),
    keptUntil: date({ mode: 'string' }).notNull(),
  },
  (t) => [
    index('orders_intensive_idx').on(t.intensiveId, t.madeAt),
    index('orders_placed_by_idx').on(t.placedBy),
    index('orders_hold_idx').on(t.holdId),
    index('orders_unpaid_idx')
      .on(t.madeAt)
      .where(sql`${t.settlement} = 'CHECKOUT' and ${t.settledAt} is null and ${t.cancelledAt} is null`),
    index('orders_price_idx').on(t.priceId),
    index('orders_owed_idx')
      .on(t.id)
      .where(sql`${t.settlement} = 'INVOICE' and ${t.settledAt} is null and ${t.cancelledAt} is null`),
    index('orders_owed_again_idx')
      .on(t.id)
      .where(sql`${t.owedAgainOn} is not null and ${t.settledAt} is null and ${t.cancelledAt} is null`),
    index('orders_code_idx').on(t.codeId),
    check('orders_payer_kind', oneOf('payer_kind', PAYER_KINDS)),
    check('orders_settlement', oneOf('settlement', SETTLEMENTS)),
    check('orders_currency', sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check(
      'orders_sums',
      sql`${t.totalMinor} = ${t.netMinor} + ${t.taxMinor} and ${t.netMinor} >= 0 and ${t.taxMinor} >= 0`,
    ),
    check('orders_free', sql`(${t.totalMinor} = 0) = (${t.settlement} = 'FREE')`),
    check('orders_taxed', sql`${t.totalMinor} = 0 or ${t.tax} is not null`),
  ],
);

export const ordersPolicy = policy(orders, {
  rows: 'kept',
  personal: ['payerName', 'payerAddress', 'payerTaxId', 'payerEmail', 'purchaseOrder'],
  notPersonal: ['payerCountry', 'currency', 'tax', 'policy', 'soldAs'],
  protection: 'the payer’s own session; members of the organization by permission',
  person: 'placedBy',
  exported: {
    as: 'orders',
    columns: [
      'id',
      'payerKind',
      'payerName',
      'payerAddress',
      'payerCountry',
      'payerTaxId',
      'payerEmail',
      'purchaseOrder',
      'settlement',
      'currency',
      'netMinor',
      'taxMinor',
      'totalMinor',
      'tax',
      'policy',
      'soldAs',
      'madeAt',
      'settledAt',
      'cancelledAt',
      'owedAgainOn',
      'keptUntil',
    ],
    order: orders.madeAt,
  },
  erasure: {
    blanks: { payerName: ERASED, payerAddress: null, payerTaxId: null, payerEmail: ERASED, purchaseOrder: null },
  },
});

/** What an order sells. registrationId is the place that it pays for now; a transfer changes it. */
export const orderLines = snakeCase.table(
  'order_lines',
  {
    id: idColumn<OrderLineId>(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    position: integer().notNull(),
    kind: text({ enum: LINE_KINDS }).notNull(),
    registrationId: uuid()
      .$type<RegistrationId>()
      .references(() => registrations.id),
    description: text().notNull(),
    /** The price before any code, then what the code took off. Both include tax. */
    priceMinor: integer().notNull(),
    discountMinor: integer().notNull(),
    netMinor: integer().notNull(),
    taxMinor: integer().notNull(),
    totalMinor: integer().notNull(),
  },
  (t) => [
    unique('order_lines_position_key').on(t.orderId, t.position),
    index('order_lines_registration_idx').on(t.registrationId),
    check('order_lines_kind', oneOf('kind', LINE_KINDS)),
    check('order_lines_place', sql`(${t.kind} = 'PLACE') = (${t.registrationId} is not null)`),
    check(
      'order_lines_sums',
      sql`${t.totalMinor} = ${t.priceMinor} - ${t.discountMinor} and ${t.totalMinor} = ${t.netMinor} + ${t.taxMinor} and ${t.totalMinor} >= 0 and ${t.discountMinor} >= 0`,
    ),
  ],
);

export const orderLinesPolicy = policy(orderLines, {
  rows: 'kept',
  personal: [],
  notPersonal: ['description'],
  protection: 'as the order',
  person: { through: 'orderId' },
  exported: {
    as: 'lines',
    columns: ['kind', 'description', 'priceMinor', 'discountMinor', 'netMinor', 'taxMinor', 'totalMinor'],
    order: orderLines.position,
  },
  erasure: { stays: 'amounts; the payer they lead to is blank' },
});

/** When which part of an order is due: a deposit, a balance. Their sum is the order's total. Insert only. */
export const installments = snakeCase.table(
  'installments',
  {
    id: idColumn(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    ordinal: integer().notNull(),
    amountMinor: integer().notNull(),
    dueOn: date({ mode: 'string' }).notNull(),
  },
  (t) => [
    unique('installments_ordinal_key').on(t.orderId, t.ordinal),
    check('installments_amount', sql`${t.amountMinor} >= 1`),
  ],
);

export const installmentsPolicy = policy(installments, {
  rows: 'history',
  personal: [],
  protection: 'as the order',
  person: { through: 'orderId' },
  exported: { as: 'installments', columns: ['ordinal', 'amountMinor', 'dueOn'], order: installments.ordinal },
  erasure: { stays: 'amounts and days' },
});
