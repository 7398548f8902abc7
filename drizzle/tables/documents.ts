import { sql } from 'drizzle-orm';
import { check, date, index, integer, jsonb, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type { InvoiceId, OrderId, OrganizationId, RefundId } from '../ids.ts';
import { policy } from '../policy.ts';
import { type FrozenTax, orders, type PAYER_KINDS } from './orders.ts';
import { organizations } from './organizations.ts';

export const DOCUMENT_SERIES = ['INVOICE', 'CREDIT_NOTE'] as const;

/** The last number that an organization gave in a series. Its row is locked while a document is numbered: no gap, no number twice. */
export const documentCounters = snakeCase.table(
  'document_counters',
  {
    id: idColumn(),
    organizationId: uuid()
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    series: text({ enum: DOCUMENT_SERIES }).notNull(),
    lastNumber: integer().notNull(),
  },
  (t) => [
    unique('document_counters_key').on(t.organizationId, t.series),
    check('document_counters_series', oneOf('series', DOCUMENT_SERIES)),
  ],
);

export const documentCountersPolicy = policy(documentCounters, { rows: 'kept', personal: 'none' });

/** Who is billed, as printed. */
export type InvoicePayer = {
  kind: (typeof PAYER_KINDS)[number];
  name: string;
  address: string | null;
  country: string | null;
  taxId: string | null;
  purchaseOrder: string | null;
};

type InvoiceLine = {
  description: string;
  quantity: number;
  netMinor: number;
  taxMinor: number;
  totalMinor: number;
  /** Before a code, and what the code took off; absent from documents of before. */
  priceMinor?: number;
  discountMinor?: number;
};

/** What an invoice or a credit note prints besides the payer. Amounts in minor units. */
export type InvoiceFacts = {
  seller: { name: string; address: string; registrationNumber: string | null };
  currency: string;
  lines: InvoiceLine[];
  netMinor: number;
  taxMinor: number;
  totalMinor: number;
  tax: FrozenTax | null;
  /** The last day to pay the first part that is not paid; null when everything is. */
  dueOn: string | null;
  paidMinor: number;
  /** What was not paid when it was issued, by the day on which it is due. The rest is absent from documents of before. */
  parts?: { amountMinor: number; dueOn: string }[];
  /** When the event takes place, and where days count. */
  event?: { startsAt: string; endsAt: string; timeZone: string } | null;
  /** Where the day of issue counts. */
  issuedIn?: string;
  /** How it can be paid by transfer, and whom to ask. */
  payTo?: { lines: string[]; email: string };
  /** Of a credit note: the number of the invoice that it corrects, and why. */
  corrects: { number: string; because: string } | null;
};

/** An invoice or a credit note, numbered without gaps by organization and series. Insert only, but erasure blanks the payer. */
export const invoices = snakeCase.table(
  'invoices',
  {
    id: idColumn<InvoiceId>(),
    organizationId: uuid()
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    series: text({ enum: DOCUMENT_SERIES }).notNull(),
    number: integer().notNull(),
    /** As printed: INV-000001, CN-000001. */
    label: text().notNull(),
    correctsId: uuid().$type<InvoiceId>(),
    refundId: uuid().$type<RefundId>(),
    payer: jsonb().$type<InvoicePayer>(),
    facts: jsonb().$type<InvoiceFacts>().notNull(),
    issuedOn: date({ mode: 'string' }).notNull(),
    issuedAt: instant().notNull(),
  },
  (t) => [
    unique('invoices_number_key').on(t.organizationId, t.series, t.number),
    unique('invoices_refund_key').on(t.refundId),
    index('invoices_order_idx').on(t.orderId),
    check('invoices_series', oneOf('series', DOCUMENT_SERIES)),
    check('invoices_number', sql`${t.number} >= 1`),
    check('invoices_corrects', sql`(${t.series} = 'CREDIT_NOTE') = (${t.correctsId} is not null)`),
  ],
);

export const invoicesPolicy = policy(invoices, {
  rows: 'history',
  personal: ['payer'],
  notPersonal: ['label', 'facts'],
  protection: 'the payer’s own session; members of the organization by permission',
  person: { through: 'orderId' },
  exported: { as: 'invoices', columns: ['label', 'payer', 'facts', 'issuedOn'], order: invoices.issuedAt },
  erasure: { blanks: { payer: null } },
});
