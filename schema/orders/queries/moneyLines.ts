import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, OrganizationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { BalanceLine, BookLine } from '../rules/moneyReport.ts';

/** Who paid, by which documents, and when what was sold takes place, of an order `o` and a refund `f`. */
const PAPERS = sql`case when o.payer_kind = 'ORGANIZATION'
    or (select e.kind from intensives e where e.id = o.intensive_id) = 'TRAINING' then o.payer_name end as payer, (select v.label from invoices v where v.order_id = o.id and v.series = 'INVOICE') as invoice,
  (select v.label from invoices v where v.refund_id = f.id) as "creditNote",
  (select min(g.starts_at) from intensive_segments g where g.intensive_id = o.intensive_id) as "startsAt",
  (select e.time_zone from intensives e where e.id = o.intensive_id) as "timeZone"`;

/** Bigints of the balance fit: an organization does not sell for more than 90 trillion. */
const BALANCE = sql`select b.stripe_id as id, b.type, b.amount_minor::float8 as "amountMinor", b.fee_minor::float8 as "feeMinor",
    b.net_minor::float8 as "netMinor", b.currency, b.occurred_at as "occurredAt",
    case when p.id is not null then 'PAYMENT' when f.id is not null then 'REFUND' when d.id is not null then 'DISPUTE' end as of,
    coalesce(p.amount_minor, f.amount_minor, d.amount_minor) as "bookedMinor",
    coalesce(p.currency, f.currency, d.currency) as "bookedCurrency", o.id as "orderId", o.sold_as as "soldAs", ${PAPERS}
  from balance_rows b
    left join payments p on p.charge_id = b.source_id
    left join refunds f on f.stripe_refund_id = b.source_id
    left join disputes d on d.stripe_dispute_id = b.source_id
    left join payments q on q.id = d.payment_id
    left join orders o on o.id = coalesce(p.order_id, f.order_id, q.order_id)`;

/** Money of our books: outside Stripe, and through it as long as its balance does not show it. */
const books = (payment: SQL, refund: SQL) => sql`select * from (
    select p.id, 'PAYMENT' as kind, p.method, p.amount_minor as "amountMinor", p.currency, p.received_at as "occurredAt",
      o.id as "orderId", o.sold_as as "soldAs", ${PAPERS}
    from payments p join orders o on o.id = p.order_id left join refunds f on false
    where ${payment} and (p.method <> 'STRIPE' or not exists (select from balance_rows b where b.source_id = p.charge_id))
    union all
    select f.id, 'REFUND', p.method, f.amount_minor, f.currency, f.settled_at, o.id, o.sold_as, ${PAPERS}
    from refunds f join payments p on p.id = f.payment_id join orders o on o.id = f.order_id
    where ${refund} and f.state = 'SUCCEEDED'
      and (p.method <> 'STRIPE' or not exists (select from balance_rows b where b.source_id = f.stripe_refund_id))
  ) x`;

/** No report has more lines: an organization with more asks for a shorter period. */
const MOST = sql.raw('200000');
type Period = { from: Date; to: Date };
type OfOrganization = Period & { organizationId: OrganizationId; sells: boolean };

const balanceOf = statement<OfOrganization, BalanceLine>(
  'balance_of_organization',
  (p) => sql`${BALANCE} where b.occurred_at >= ${p('from')}::timestamptz and b.occurred_at < ${p('to')}::timestamptz
    and (o.organization_id = ${p('organizationId')} or (o.id is null and ${p('sells')}::boolean))
    order by b.occurred_at, b.id limit ${MOST}`,
);

const booksOf = statement<Omit<OfOrganization, 'sells'>, BookLine>('books_of_organization', (p) => {
  const own = sql`o.organization_id = ${p('organizationId')}`;
  const within = (at: SQL) => sql`${at} >= ${p('from')}::timestamptz and ${at} < ${p('to')}::timestamptz`;
  return sql`${books(sql`${own} and ${within(sql`p.received_at`)}`, sql`${own} and ${within(sql`f.settled_at`)}`)}
      order by x."occurredAt" limit ${MOST}`;
});

/**
 * The money of an organization in a period, from its first instant to before its last. Rows of the balance that no order explains are
 * those of whoever sells through the account.
 */
export async function linesOfOrganization(
  db: Database,
  { sells, ...of }: OfOrganization,
): Promise<{ balance: BalanceLine[]; books: BookLine[] }> {
  return { balance: await balanceOf(db, { ...of, sells }), books: await booksOf(db, of) };
}

const balanceFor = statement<{ intensiveId: IntensiveId }, BalanceLine>(
  'balance_of_intensive',
  (p) => sql`${BALANCE} where b.source_id in (
      select p2.charge_id from payments p2 join orders o2 on o2.id = p2.order_id
        where o2.intensive_id = ${p('intensiveId')} and p2.charge_id is not null
      union select f2.stripe_refund_id from refunds f2 join orders o2 on o2.id = f2.order_id
        where o2.intensive_id = ${p('intensiveId')} and f2.stripe_refund_id is not null
      union select d2.stripe_dispute_id from disputes d2 join payments p2 on p2.id = d2.payment_id
        join orders o2 on o2.id = p2.order_id where o2.intensive_id = ${p('intensiveId')})
    order by b.occurred_at, b.id limit ${MOST}`,
);

const booksFor = statement<{ intensiveId: IntensiveId }, BookLine>(
  'books_of_intensive',
  (p) =>
    sql`${books(sql`o.intensive_id = ${p('intensiveId')}`, sql`o.intensive_id = ${p('intensiveId')}`)} order by x."occurredAt" limit ${MOST}`,
);

/** The money of everything that was sold for an intensive. A place that moved to another date stays where it was paid. */
export async function linesOfIntensive(
  db: Database,
  intensiveId: IntensiveId,
): Promise<{ balance: BalanceLine[]; books: BookLine[] }> {
  return { balance: await balanceFor(db, { intensiveId }), books: await booksFor(db, { intensiveId }) };
}
