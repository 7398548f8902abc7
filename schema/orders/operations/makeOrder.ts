import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { installments, orderLines, orders, organizations } from '../../../drizzle/schema.ts';
import type { InvoicePayer } from '../../../drizzle/tables/documents.ts';
import type { intensiveCodes, intensivePrices } from '../../../drizzle/tables/intensivePrices.ts';
import type { FrozenTax } from '../../../drizzle/tables/orders.ts';
import type { IntensiveRow } from '../../intensives/queries.ts';
import { policyHash } from '../../intensives/rules/policyHash.ts';
import { dateIn } from '../../organizations/rules.ts';
import { PolicyChangedError } from '../errors.ts';
import type { OrderRow } from '../queries.ts';
import { priceOrder } from '../rules/lines.ts';
import { type Installment, lastDayKept } from '../rules/terms.ts';

export type Payer = InvoicePayer & { email: string };

export type NewOrder = {
  /** Under its lock. */
  intensive: IntensiveRow;
  placedBy: UserId;
  payer: Payer;
  price: typeof intensivePrices.$inferSelect;
  code: typeof intensiveCodes.$inferSelect | null;
  tax: FrozenTax | null;
  places: readonly RegistrationId[];
  /** What each place is, as statement, receipt and invoice say it. */
  soldAs: string;
  settlement: 'CHECKOUT' | 'INVOICE';
  holdId: HoldId | null;
  /** Of the policy that the payer read; another one is refused. */
  policySha256: string;
  /** Empty: all at once. */
  installments: readonly Installment[];
  now: Date;
};

/** Writes an order for places that have their seats or holds, with price, tax and policy frozen. Throws PolicyChanged. */
export async function makeOrder(tx: Database, order: NewOrder): Promise<OrderRow> {
  const { intensive, placedBy, payer, price, code, tax, places, soldAs, holdId, now } = order;
  const sha256 = policyHash(intensive.policy);
  if (order.policySha256.toLowerCase() !== sha256) throw new PolicyChangedError(sha256);
  const { lines, ...sums } = priceOrder({ priceMinor: price.amountMinor, places: places.length, code, tax });
  const [row] = await tx
    .insert(orders)
    .values({
      ...{ organizationId: intensive.organizationId, intensiveId: intensive.id, placedBy, holdId, soldAs },
      ...{ payerKind: payer.kind, payerName: payer.name, payerAddress: payer.address, payerCountry: payer.country },
      ...{ payerTaxId: payer.taxId, payerEmail: payer.email, purchaseOrder: payer.purchaseOrder },
      ...{ priceId: price.id, codeId: code?.id ?? null, currency: intensive.currency, ...sums },
      settlement: sums.totalMinor === 0 ? 'FREE' : order.settlement,
      tax: sums.totalMinor === 0 ? null : tax,
      policy: { ...intensive.policy, sha256, acceptedAt: now.toISOString() },
      madeAt: now,
      keptUntil: await keptUntil(tx, intensive, now),
    })
    .returning();
  if (row === undefined) throw new Error('an order was not written');
  await tx.insert(orderLines).values(
    lines.map((line, at) => ({
      ...{ orderId: row.id, position: at + 1, kind: 'PLACE' as const, registrationId: places[at], description: soldAs },
      ...line,
    })),
  );
  if (order.installments.length > 0)
    await tx
      .insert(installments)
      .values(order.installments.map((one, at) => ({ orderId: row.id, ordinal: at + 1, ...one })));
  return row;
}

async function keptUntil(tx: Database, { organizationId }: IntensiveRow, now: Date): Promise<string> {
  const [organization] = await tx
    .select({ timeZone: organizations.timeZone, years: organizations.retentionYears })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  if (organization === undefined) throw new Error('an intensive has no organization');
  return lastDayKept(dateIn(organization.timeZone, now), organization.years);
}
