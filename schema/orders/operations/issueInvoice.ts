import { asc, eq, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { type InvoiceId, newId, type OrderId, type OrganizationId, type RefundId } from '../../../drizzle/ids.ts';
import { invoices, orderLines, organizations } from '../../../drizzle/schema.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { InvoiceFacts, InvoicePayer } from '../../../drizzle/tables/documents.ts';
import { shareOf } from '../../money.ts';
import { dateIn } from '../../organizations/rules.ts';
import type { OrderRow } from '../queries.ts';
import { type Installment, openParts } from '../rules/terms.ts';

type Series = 'INVOICE' | 'CREDIT_NOTE';
const PREFIX: Record<Series, string> = { INVOICE: 'INV', CREDIT_NOTE: 'CN' };

/** The row stays locked until the transaction ends, so that a number that was not used is given to the next. */
const next = statement<{ id: string; organizationId: OrganizationId; series: Series }, { number: number }>(
  'next_document_number',
  (p) => sql`insert into document_counters (id, organization_id, series, last_number)
    values (${p('id')}, ${p('organizationId')}, ${p('series')}, 1)
    on conflict (organization_id, series) do update set last_number = document_counters.last_number + 1
    returning last_number as number`,
);

async function numbered(tx: Database, organizationId: OrganizationId, series: Series) {
  const [row] = await next(tx, { id: newId(), organizationId, series });
  if (row === undefined) throw new Error('a document got no number');
  return { number: row.number, label: `${PREFIX[series]}-${String(row.number).padStart(6, '0')}` };
}

const payerOf = (order: OrderRow): InvoicePayer => ({
  kind: order.payerKind,
  name: order.payerName,
  address: order.payerAddress,
  country: order.payerCountry,
  taxId: order.payerTaxId,
  purchaseOrder: order.purchaseOrder,
});

async function sellerOf(tx: Database, order: OrderRow) {
  const [seller] = await tx
    .select({ name: organizations.legalName, address: organizations.address, timeZone: organizations.timeZone })
    .from(organizations)
    .where(eq(organizations.id, order.organizationId));
  if (seller === undefined) throw new Error('an order has no organization');
  const { name, address, timeZone } = seller;
  const registrationNumber = order.tax?.registrationNumber ?? null;
  return { timeZone, seller: { name, address: address.join('\n'), registrationNumber } };
}

type Billed = Required<Pick<InvoiceFacts, 'event' | 'payTo'>>;

const billed = statement<{ orderId: OrderId }, Billed>(
  'event_and_account_of_order',
  (p) => sql`select json_build_object('lines', coalesce(g.transfer_lines, '[]'::jsonb), 'email', g.email) as "payTo",
      (select json_build_object('startsAt', min(s.starts_at), 'endsAt', max(s.ends_at), 'timeZone', i.time_zone)
        from intensive_segments s where s.intensive_id = i.id having count(*) > 0) as event
    from orders o join intensives i on i.id = o.intensive_id join organizations g on g.id = o.organization_id
    where o.id = ${p('orderId')}`,
);

/** When what was sold takes place, and how it can be paid by transfer. */
async function billedFor(tx: Database, { id }: OrderRow): Promise<Billed> {
  const [found] = await billed(tx, { orderId: id });
  if (found === undefined) throw new Error('an order has no event');
  return found;
}

const linesOf = (tx: Database, { id }: OrderRow) =>
  tx.select().from(orderLines).where(eq(orderLines.orderId, id)).orderBy(asc(orderLines.position));

/** The invoice of an order; an order has one. */
export async function invoiceOf(tx: Database, orderId: OrderId) {
  const found = await tx.select().from(invoices).where(eq(invoices.orderId, orderId)).orderBy(asc(invoices.issuedAt));
  return {
    invoice: found.find(({ series }) => series === 'INVOICE') ?? null,
    creditNotes: found.filter(({ series }) => series === 'CREDIT_NOTE'),
  };
}

export type Issued = { label: string; isNew: boolean };

/** Writes the invoice of an order whose row is locked, once, and answers it. `plan` says when which part of it is due. */
export async function issueInvoice(
  tx: Database,
  order: OrderRow,
  { paidMinor, plan, now }: { paidMinor: number; plan: readonly Installment[]; now: Date },
): Promise<Issued> {
  const known = await invoiceOf(tx, order.id);
  if (known.invoice !== null) return { label: known.invoice.label, isNew: false };
  // The three do not depend on each other, so they travel together.
  const all = [sellerOf(tx, order), linesOf(tx, order), billedFor(tx, order)] as const;
  const [{ seller, timeZone }, lines, { event, payTo }] = await Promise.all(all);
  const parts = openParts(plan, paidMinor).map(({ amountMinor, dueOn }) => ({ amountMinor, dueOn }));
  const facts: InvoiceFacts = {
    seller,
    currency: order.currency,
    lines: merged(lines),
    ...{ netMinor: order.netMinor, taxMinor: order.taxMinor, totalMinor: order.totalMinor },
    ...{ tax: order.tax, dueOn: parts[0]?.dueOn ?? null, paidMinor, corrects: null },
    ...{ parts, event, payTo, issuedIn: timeZone },
  };
  const day = dateIn(timeZone, now);
  const { label } = await write(tx, order, { series: 'INVOICE', facts, correctsId: null, refundId: null, day, now });
  return { label, isNew: true };
}

type Line = Pick<
  typeof orderLines.$inferSelect,
  'description' | 'netMinor' | 'taxMinor' | 'totalMinor' | 'priceMinor' | 'discountMinor'
>;

const AMOUNTS = ['netMinor', 'taxMinor', 'totalMinor', 'priceMinor', 'discountMinor'] as const;

/** Equal lines are one line with a quantity. */
function merged(lines: readonly Line[]): InvoiceFacts['lines'] {
  const equal = Map.groupBy(lines, ({ description, ...amounts }) =>
    JSON.stringify([description, ...AMOUNTS.map((amount) => amounts[amount])]),
  );
  return [...equal.values()].map((same) => {
    const sum = (amount: (typeof AMOUNTS)[number]) => same.reduce((all, line) => all + line[amount], 0);
    return {
      ...{ description: same[0]?.description ?? '', quantity: same.length },
      ...{ netMinor: sum('netMinor'), taxMinor: sum('taxMinor'), totalMinor: sum('totalMinor') },
      ...{ priceMinor: sum('priceMinor'), discountMinor: sum('discountMinor') },
    };
  });
}

type Credit = { wholeMinor: number; refundId: RefundId | null; because: string; now: Date };

/**
 * Writes a credit note, so that `wholeMinor` of an order's invoice is credited by all its notes together: a refund that failed and
 * was made again is credited once. Never more is credited than was invoiced, and crediting everything credits all its tax. Answers its
 * label; null when there is nothing to credit.
 */
export async function issueCreditNote(
  tx: Database,
  order: OrderRow,
  { wholeMinor, refundId, because, now }: Credit,
): Promise<string | null> {
  const { invoice, creditNotes } = await invoiceOf(tx, order.id);
  if (invoice === null) return null;
  const credited = creditNotes.reduce((all, { facts }) => all + facts.totalMinor, 0);
  const creditedTax = creditNotes.reduce((all, { facts }) => all + facts.taxMinor, 0);
  const totalMinor = Math.min(wholeMinor, invoice.facts.totalMinor) - credited;
  if (totalMinor <= 0) return null;
  const taxMinor = shareOf(invoice.facts.taxMinor, credited + totalMinor, invoice.facts.totalMinor) - creditedTax;
  const { seller, timeZone } = await sellerOf(tx, order);
  const sums = { netMinor: totalMinor - taxMinor, taxMinor, totalMinor };
  const facts: InvoiceFacts = {
    seller,
    currency: order.currency,
    lines: [{ description: order.soldAs, quantity: 1, ...sums }],
    ...sums,
    ...{ tax: order.tax, dueOn: null, paidMinor: 0, corrects: { number: invoice.label, because } },
    ...{ event: invoice.facts.event ?? null, issuedIn: timeZone },
  };
  const day = dateIn(timeZone, now);
  const written = { series: 'CREDIT_NOTE', facts, correctsId: invoice.id, refundId, day, now } as const;
  return (await write(tx, order, written)).label;
}

type Written = {
  series: Series;
  facts: InvoiceFacts;
  correctsId: InvoiceId | null;
  refundId: RefundId | null;
  day: string;
  now: Date;
};

async function write(tx: Database, order: OrderRow, { series, facts, correctsId, refundId, day, now }: Written) {
  const { number, label } = await numbered(tx, order.organizationId, series);
  await tx.insert(invoices).values({
    ...{ organizationId: order.organizationId, orderId: order.id, series, number, label, correctsId, refundId },
    ...{ payer: payerOf(order), facts, issuedOn: day, issuedAt: now },
  });
  return { label };
}
