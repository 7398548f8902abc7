import { sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { AcceptedPolicy } from '../../drizzle/tables/orders.ts';
import { idOf } from './asking.ts';
import type { Stage } from './stage.ts';

type Line = { total: number; state: string; because: string; confirmed: boolean };
type Row = {
  orderId: string;
  total: number;
  policy: AcceptedPolicy;
  paid: number;
  back: number;
  taken: number;
  excused: boolean;
  stuck: boolean;
  lines: Line[];
};

/** Orders over an amount with what came, what went back or is about to, and what their places became. */
const ordersWithMoney = (db: Database) =>
  db.execute<Row>(sql`select o.id as "orderId", o.total_minor as total, o.policy,
    coalesce((select sum(p.amount_minor) from payments p where p.order_id = o.id), 0)::int as paid,
    coalesce((select sum(f.amount_minor) from refunds f where f.order_id = o.id and f.state not in ('FAILED', 'CANCELED')), 0)::int as back,
    coalesce((select sum(d.amount_minor) from disputes d join payments p on p.id = d.payment_id
      where p.order_id = o.id and d.status not in ('won', 'warning_closed', 'prevented')), 0)::int as taken,
    exists (select from refunds f where f.order_id = o.id and f.state in ('FAILED', 'CANCELED'))
      or exists (select from disputes d join payments p on p.id = d.payment_id where p.order_id = o.id and d.status = 'won') as excused,
    exists (select from disputes d join payments p on p.id = d.payment_id where p.order_id = o.id and d.status = 'lost') as stuck,
    (select json_agg(json_build_object('total', l.total_minor, 'state', r.state,
        'because', (select s.because from registration_states s where s.registration_id = r.id order by s.ordinal desc limit 1),
        'confirmed', r.confirmed_at is not null))
      from order_lines l join registrations r on r.id = l.registration_id where l.order_id = o.id) as lines
  from orders o where o.total_minor > 0 order by o.id`);

const ENDED = ['LAPSED', 'CANCELLED', 'DECLINED', 'TRANSFERRED'];

/** What may be kept for a place: its price while it stands, and what the policy keeps when its person left it. */
function mayKeep({ total, state, because, confirmed }: Line, { refundTiers }: AcceptedPolicy): number {
  if (!ENDED.includes(state)) return total;
  if (!confirmed || because === 'EVENT_CANCELLED') return 0;
  const percent = refundTiers[0]?.percent ?? 0;
  return percent === 100 ? 0 : Math.ceil((total * (100 - percent)) / 100) + 1;
}

export type Kept = { orderId: string; overMinor: number; excused: boolean; row: Row };

/**
 * Orders of which more was kept than their places cost. `excused`: Stripe or a member ended a refund without success, or a bank gave a
 * disputed payment back, so that somebody has to give it again. What a bank has taken in part, Stripe cannot refund: those are left out.
 */
export async function keptTooMuch(db: Database): Promise<Kept[]> {
  return (await ordersWithMoney(db)).flatMap((row) => {
    const { orderId, paid, back, taken, policy, lines, excused, stuck } = row;
    const allowed = lines.reduce((sum, line) => sum + mayKeep(line, policy), 0);
    const overMinor = paid - back - taken - allowed;
    return overMinor > 0 && !(excused && stuck) ? [{ orderId, overMinor, excused, row }] : [];
  });
}

type Amounts = Record<string, { amountMinor: number }>;
const FIELDS = ['gross', 'fees', 'refunds', 'disputes', 'net', 'unexplained', 'paidOut', 'pending'];
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** Compares the report of the organization with what Stripe's stand-in counts, and each order with its places. */
export async function checkBooks(stage: Stage): Promise<Record<string, number>> {
  const { db, stripe, history, houses, organizer, organizationId, now } = stage;
  for (const { orderId, overMinor, row } of await keptTooMuch(db))
    history.fault(`${overMinor} too much was kept of the order ${orderId}: ${JSON.stringify(row)}`);
  const twice = await db.execute<{ id: string }>(sql`select l.registration_id as id from order_lines l
    join registrations r on r.id = l.registration_id and r.ended_at is null group by 1 having count(distinct l.order_id) > 1`);
  for (const { id } of twice) history.fault(`two orders pay for the place ${id}`);
  const day = 86_400_000;
  const period = `from: "${dayOf(new Date(now().getTime() - 364 * day))}", to: "${dayOf(new Date(now().getTime() + day))}"`;
  const data = await houses.read(
    0,
    organizer.token,
    `{ node(id: "${idOf('Organization', organizationId)}") { ... on Organization {
      moneyReport(${period}) { currency ${FIELDS.map((one) => `${one} { amountMinor }`).join(' ')} } } } }`,
  );
  const [report] = ((data.node as { moneyReport: Amounts[] } | null)?.moneyReport ?? []) as Amounts[];
  const said = Object.fromEntries(FIELDS.map((one) => [one, report?.[one]?.amountMinor ?? 0]));
  const { charged, refunded, disputed, fees, balance } = stripe.totals();
  const wanted = { gross: charged, refunds: refunded, disputes: disputed, fees, unexplained: 0, pending: 0 };
  for (const [name, amount] of Object.entries(wanted))
    if (said[name] !== amount) history.fault(`the report says ${name} ${said[name]}, and Stripe ${amount}`);
  const left = (said.net ?? 0) - (said.paidOut ?? 0);
  if (left !== balance) history.fault(`the report leaves ${left}, and Stripe's balance has ${balance}`);
  for (const strange of new Set(stripe.state.strange)) history.fault(`Stripe was sent ${strange}`);
  return said as Record<string, number>;
}
