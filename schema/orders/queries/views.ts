import { getColumns, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type {
  DisputeId,
  IntensiveId,
  InvoiceId,
  OrderId,
  OrderLineId,
  PaymentId,
  RefundId,
  RegistrationId,
  UserId,
} from '../../../drizzle/ids.ts';
import { orders } from '../../../drizzle/schema.ts';
import { instantOf, statement } from '../../../drizzle/statement.ts';
import type { DOCUMENT_SERIES } from '../../../drizzle/tables/documents.ts';
import type { PAYMENT_METHODS, REFUND_CAUSES } from '../../../drizzle/tables/payments.ts';
import type { RegistrationState } from '../../../drizzle/tables/registrations.ts';
import { type Window, windowOn } from '../../../drizzle/window.ts';
import { showsPeople } from '../../intensives/queries/named.ts';
import { payerReference } from '../../registrations/rules/reference.ts';
import type { OrderRow } from '../queries.ts';
import type { RefundState } from '../rules/standing.ts';
import { readsMoney } from './places.ts';

/** A line with the place that it pays for: whether somebody has it, by which name, and how it stands. Nothing else of a person. */
export type ViewLine = {
  id: OrderLineId;
  registrationId: RegistrationId | null;
  intensiveId: IntensiveId | null;
  description: string;
  priceMinor: number;
  discountMinor: number;
  taxMinor: number;
  totalMinor: number;
  state: RegistrationState | null;
  claimed: boolean;
  name: string | null;
};
export type ViewPayment = {
  id: PaymentId;
  method: (typeof PAYMENT_METHODS)[number];
  amountMinor: number;
  evidence: string | null;
  undoes: PaymentId | null;
  receivedAt: Date;
};
export type ViewRefund = {
  id: RefundId;
  amountMinor: number;
  cause: (typeof REFUND_CAUSES)[number];
  reason: string | null;
  state: RefundState;
  failure: string | null;
  lineId: OrderLineId | null;
  requestedAt: Date;
  settledAt: Date | null;
};
export type ViewDispute = {
  id: DisputeId;
  amountMinor: number;
  reason: string;
  status: string;
  evidenceDueAt: Date | null;
  openedAt: Date;
};
export type ViewDocument = {
  id: InvoiceId;
  series: (typeof DOCUMENT_SERIES)[number];
  label: string;
  totalMinor: number;
  issuedOn: string;
};

/** An order with everything that belongs to it. */
export type OrderView = Omit<OrderRow, 'payerEmail'> & {
  /** Null for a reader who may not know who pays; payerName is then a reference. */
  payerEmail: string | null;
  /** Whether the reader may know who comes and who pays. */
  seesPeople: boolean;
  lines: ViewLine[];
  plan: { amountMinor: number; dueOn: string }[];
  payments: ViewPayment[];
  refunds: ViewRefund[];
  disputes: ViewDispute[];
  documents: ViewDocument[];
  /** Whether the reader is a member who may read money; otherwise they placed it. */
  forMember: boolean;
  /** Where the days of its policy count. */
  intensiveTimeZone: string;
};

const columns = sql.join(
  Object.entries(getColumns(orders)).map(([key, { name }]) => sql`o.${sql.identifier(name)} as ${sql.identifier(key)}`),
  sql`, `,
);

/** An instant inside JSON is text. */
const dated = <Row extends object, Key extends keyof Row>(row: Row, ...keys: Key[]): Row =>
  Object.assign(row, Object.fromEntries(keys.map((key) => [key, instantOf(row[key] as string | null)])));

function read(row: OrderView): OrderView {
  if (!row.seesPeople && row.payerKind === 'PERSON')
    Object.assign(row, {
      ...{ payerName: payerReference(row.id), payerAddress: null, payerTaxId: null, payerEmail: null },
      purchaseOrder: null,
    });
  for (const payment of row.payments) dated(payment, 'receivedAt');
  for (const refund of row.refunds) dated(refund, 'requestedAt', 'settledAt');
  for (const dispute of row.disputes) dated(dispute, 'evidenceDueAt', 'openedAt');
  return row;
}

const list = (
  fields: SQL,
  from: SQL,
) => sql`(select coalesce(json_agg(json_build_object(${fields}) order by x.at, x.id), '[]')
  from (${from}) x)`;

/** Whether the reader of an order `o` may know who pays: they placed it, or may know who comes. */
const seesPayer = (viewer: SQL): SQL =>
  sql`(o.placed_by = ${viewer}::uuid or (select ${showsPeople(sql`${viewer}::uuid`)} from intensives i where i.id = o.intensive_id))`;

const view = (
  viewer: SQL,
) => sql`select ${columns}, ${readsMoney(viewer)} as "forMember", ${seesPayer(viewer)} as "seesPeople",
  (select i.time_zone from intensives i where i.id = o.intensive_id) as "intensiveTimeZone",
  ${list(
    sql`'id', x.id, 'registrationId', x.registration_id, 'intensiveId', x.intensive_id, 'description', x.description,
      'priceMinor', x.price_minor, 'discountMinor', x.discount_minor, 'taxMinor', x.tax_minor, 'totalMinor', x.total_minor,
      'state', x.state, 'claimed', x.user_id is not null, 'name', x.legal_name`,
    sql`select l.*, l.position as at, r.state, r.intensive_id, r.user_id,
        case when r.user_id = ${viewer}::uuid or ${showsPeople(sql`${viewer}::uuid`)} then f.legal_name end as legal_name
      from order_lines l left join registrations r on r.id = l.registration_id left join intensives i on i.id = r.intensive_id
        left join profiles f on f.user_id = r.user_id
      where l.order_id = o.id`,
  )} as lines,
  ${list(sql`'amountMinor', x.amount_minor, 'dueOn', x.due_on`, sql`select n.*, n.ordinal as at from installments n where n.order_id = o.id`)} as plan,
  ${list(
    sql`'id', x.id, 'method', x.method, 'amountMinor', x.amount_minor, 'evidence', x.evidence, 'undoes', x.undoes, 'receivedAt', x.received_at`,
    sql`select p.*, p.recorded_at as at from payments p where p.order_id = o.id`,
  )} as payments,
  ${list(
    sql`'id', x.id, 'amountMinor', x.amount_minor, 'cause', x.cause, 'reason', x.reason, 'state', x.state, 'failure', x.failure,
      'lineId', x.line_id, 'requestedAt', x.requested_at, 'settledAt', x.settled_at`,
    sql`select b.*, b.requested_at as at from refunds b where b.order_id = o.id`,
  )} as refunds,
  ${list(
    sql`'id', x.id, 'amountMinor', x.amount_minor, 'reason', x.reason, 'status', x.status, 'evidenceDueAt', x.evidence_due_at,
      'openedAt', x.opened_at`,
    sql`select d.*, d.opened_at as at from disputes d join payments q on q.id = d.payment_id where q.order_id = o.id`,
  )} as disputes,
  ${list(
    sql`'id', x.id, 'series', x.series, 'label', x.label, 'totalMinor', (x.facts ->> 'totalMinor')::int, 'issuedOn', x.issued_on`,
    sql`select v.*, v.issued_at as at from invoices v where v.order_id = o.id`,
  )} as documents
  from orders o`;

const byIds = statement<{ ids: readonly OrderId[]; viewer: UserId }, OrderView>(
  'orders_by_ids',
  (p) => sql`${view(sql`${p('viewer')}`)} where o.id = any(${p('ids')}::uuid[])
    and (o.placed_by = ${p('viewer')}::uuid or ${readsMoney(sql`${p('viewer')}`)})`,
  read,
);

/** Those of these orders that the reader placed, or may read as a member. */
export function ordersByIds(db: Database, asked: { ids: readonly OrderId[]; viewer: UserId }): Promise<OrderView[]> {
  return byIds(db, asked);
}

const ofPerson = statement<{ viewer: UserId } & Window, OrderView>(
  'orders_of_person',
  (p) => sql`${view(sql`${p('viewer')}`)} where o.placed_by = ${p('viewer')}::uuid and ${windowOn('o.id')}`,
  read,
);

/** The orders that a person placed, newest first, within a page's window. */
export const ordersOf = (db: Database, asked: { viewer: UserId } & Window): Promise<OrderView[]> => ofPerson(db, asked);

const ofIntensive = statement<{ viewer: UserId; intensiveId: IntensiveId } & Window, OrderView>(
  'orders_of_intensive',
  (
    p,
  ) => sql`${view(sql`${p('viewer')}`)} where o.id in (select b.id from orders b where b.intensive_id = ${p('intensiveId')}::uuid
    union select l.order_id from registrations r join order_lines l on l.registration_id = r.id
      where r.intensive_id = ${p('intensiveId')}::uuid) and ${windowOn('o.id')}`,
  read,
);

/** The orders for an intensive, and those whose places have moved there, newest first. Whoever calls this has asked for the permission. */
export function ordersForIntensive(
  db: Database,
  asked: { viewer: UserId; intensiveId: IntensiveId } & Window,
): Promise<OrderView[]> {
  return ofIntensive(db, asked);
}
