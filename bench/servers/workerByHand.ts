import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type TransactionSql } from 'postgres';
import Stripe from 'stripe';
import { settings, tellParent } from './child.ts';

/**
 * Works on the events of webhookByHand.ts as one would write it by hand: takes a job, reads the session at Stripe, and in the same
 * transaction locks the order and writes what the product writes: checkout, payment, hold, registration and its history, numbered
 * invoice, order, two mails for the outbox, and that the event is done. No event of another kind, late or double payment, part,
 * waitlist, pair or refund.
 */
const AT_ONCE = 4;
const IDLE_MS = 500;
const stripe = new Stripe(process.env.STRIPE_SECRET_KEY ?? '', standInOf(process.env.STRIPE_API_BASE ?? ''));
const sql = postgres(settings().databaseUrl, { max: AT_ONCE });

function standInOf(base: string): Stripe.StripeConfig {
  const { hostname, port } = new URL(base);
  return { host: hostname, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false };
}

type Job = { eventKey: string; objectId: string };
type Sale = {
  checkoutId: string;
  orderId: string;
  organizationId: string;
  placedBy: string;
  payerEmail: string;
  payer: object;
  holdId: string;
  currency: string;
  soldAs: string;
  totalMinor: number;
  facts: object;
  state: string;
};

const workOnce = () =>
  sql.begin(async (tx) => {
    const [job] = await tx<Job[]>`delete from by_hand_jobs j using by_hand_stripe_events e
      where j.id = (select id from by_hand_jobs order by id for update skip locked limit 1) and e.id = j.event_key
      returning j.event_key as "eventKey", e.object_id as "objectId"`;
    if (job === undefined) return false;
    const session = await stripe.checkout.sessions.retrieve(job.objectId, { expand: ['payment_intent.latest_charge'] });
    const sale = await lockSale(tx, session.id);
    if (sale?.state === 'OPEN' && session.payment_status === 'paid') await settle(tx, sale, session);
    await tx`update by_hand_stripe_events set done_at = now() where id = ${job.eventKey}`;
    return true;
  });

const lockSale = async (tx: TransactionSql, sessionId: string): Promise<Sale | undefined> => {
  const [sale] = await tx<
    Sale[]
  >`select c.id as "checkoutId", c.state, o.id as "orderId", o.organization_id as "organizationId",
      o.placed_by as "placedBy", o.payer_email as "payerEmail", o.hold_id as "holdId", o.currency, o.sold_as as "soldAs",
      o.total_minor as "totalMinor",
      json_build_object('kind', o.payer_kind, 'name', o.payer_name, 'address', o.payer_address, 'country', o.payer_country,
        'taxId', o.payer_tax_id, 'purchaseOrder', o.purchase_order) as payer,
      json_build_object('seller', json_build_object('name', g.legal_name, 'address', g.address, 'registrationNumber', null),
        'currency', o.currency, 'lines', (select json_agg(json_build_object('description', l.description, 'quantity', 1,
          'netMinor', l.net_minor, 'taxMinor', l.tax_minor, 'totalMinor', l.total_minor)) from order_lines l where l.order_id = o.id),
        'netMinor', o.net_minor, 'taxMinor', o.tax_minor, 'totalMinor', o.total_minor, 'tax', o.tax, 'dueOn', null,
        'paidMinor', o.total_minor, 'corrects', null) as facts
    from checkouts c join orders o on o.id = c.order_id join organizations g on g.id = o.organization_id
      join intensives i on i.id = o.intensive_id
    where c.session_id = ${sessionId} for no key update of i, o, c`;
  return sale;
};

const settle = async (tx: TransactionSql, sale: Sale, { payment_intent: paid }: Stripe.Checkout.Session) => {
  const intent = paid as Stripe.PaymentIntent;
  const charge = intent.latest_charge as Stripe.Charge;
  const { checkoutId, orderId, holdId, organizationId } = sale;
  await tx`update checkouts set state = 'COMPLETE', url = null, payment_intent_id = ${intent.id}, read_at = now() where id = ${checkoutId}`;
  const [payment] = await tx<{ id: string }[]>`
    insert into payments (id, order_id, checkout_id, method, amount_minor, currency, account, livemode, payment_intent_id,
      charge_id, received_at, recorded_at)
    values (uuidv7(), ${orderId}, ${checkoutId}, 'STRIPE', ${intent.amount_received}, ${sale.currency}, 'by hand', false,
      ${intent.id}, ${charge.id}, to_timestamp(${charge.created}), now()) returning id`;
  const [hold] = await tx`update holds set used_at = clock_timestamp()
    where id = ${holdId} and released_at is null and used_at is null and frees_at > clock_timestamp() returning id`;
  if (hold === undefined) throw new Error('the hold has ended');
  const [place] = await tx<{ id: string }[]>`update registrations set state = 'CONFIRMED', confirmed_at = now(),
      calendar_sequence = calendar_sequence + 1 where hold_id = ${holdId} and state = 'HELD' returning id`;
  await tx`insert into registration_states (id, registration_id, ordinal, state, because, "by", at)
    values (uuidv7(), ${place?.id ?? ''}, 2, 'CONFIRMED', 'PAID', 'system', now())`;
  const [counter] = await tx<{ number: number }[]>`
    insert into document_counters (id, organization_id, series, last_number) values (uuidv7(), ${organizationId}, 'INVOICE', 1)
    on conflict (organization_id, series) do update set last_number = document_counters.last_number + 1
    returning last_number as number`;
  const number = counter?.number ?? 0;
  await tx`insert into invoices (id, organization_id, order_id, series, number, label, payer, facts, issued_on, issued_at)
    values (uuidv7(), ${organizationId}, ${orderId}, 'INVOICE', ${number}, ${`INV-${String(number).padStart(6, '0')}`},
      ${tx.json(sale.payer as never)}, ${tx.json(sale.facts as never)}, current_date, now())`;
  await tx`update orders set settled_at = now() where id = ${orderId}`;
  const facts = tx.json({ order: orderId, soldAs: sale.soldAs, amountMinor: sale.totalMinor, currency: sale.currency });
  await tx`insert into by_hand_mails (key, user_id, address, text, facts) values
    (${`paid ${payment?.id}`}, null, ${sale.payerEmail}, 'ORDER_PAID', ${facts}),
    (${`state ${place?.id} 2`}, ${sale.placedBy}, null, 'CONFIRMED', ${facts})`;
};

const lane = async () => {
  for (;;) if (!(await workOnce())) await sleep(IDLE_MS);
};
tellParent();
await Promise.all(Array.from({ length: AT_ONCE }, lane));
